// What the two halves of the money stage are called: fetched with it.

export const moneyStageWords = {
  switch: 'What to look at',
  spent: 'What is spent today',
  costs: 'What the change costs',
}
