// What is said where a group chooses what to take to everyone.

export const reportBackWords = {
  allBrought: 'Everything on this board is with everyone already.',
  nothingYet: 'There is nothing on the group’s board yet.',
  reportHint: 'What you take along is copied to everyone’s board. Your own board stays.',

  reportTitle: 'Choose what to take to everyone',
  take: (n: number): string => (n === 0 ? 'Take to everyone' : `Take ${n} to everyone`),
  theme: (title: string): string => `Theme: ${title}`,
}
