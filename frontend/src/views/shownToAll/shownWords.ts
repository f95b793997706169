// What is said over what the facilitator shows everybody.

export const shownWords = {
  title: 'The facilitator shows everyone this',
  stage: (title: string): string => `The facilitator asks everybody to look at “${title}”.`,
  look: 'Look at it',
  close: 'Close, and go on',
}
