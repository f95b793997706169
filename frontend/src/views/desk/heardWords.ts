// What the desk says of who was heard.

import { count } from '../words'

export const heardWords = {
  show: 'Who was heard so far',
  again: 'Look again',
  failed: 'It could not be fetched. Look again in a moment.',
  hint: 'Without stages in which nobody is named, and without cards.',
  nothing: 'Nobody has written anything that may be counted here.',
  wrote: (n: number, of: number): string => `${n} of ${count(of, 'person', 'people')} wrote.`,
  half: (n: number, ideas: number): string =>
    `Half of the ${count(ideas, 'idea', 'ideas')} came from ${count(n, 'person', 'people')}.`,
  even: (figure: string): string =>
    `How uneven that is: ${figure}, where 0 is everybody alike and 1 is all from one.`,
  unheard: (names: string): string => `Nothing yet from ${names}.`,
  byOrganisation: 'Ideas by organisation',
  byRole: 'Ideas by role',
  byArea: 'Ideas by area',
  noArea: 'Did not say',
  group: 'Who',
  writers: 'Wrote',
  of: (n: number, all: number): string => `${n} of ${all}`,
  ideas: 'Ideas',
  last: 'Last',
  turnoutBy: {
    organisation: (question: string): string => `Who voted on “${question}”, by organisation`,
    role: (question: string): string => `Who voted on “${question}”, by role`,
    area: (question: string): string => `Who voted on “${question}”, by area`,
  },
  noTurnout: (question: string): string =>
    `Too few could vote on “${question}” to tell by group who did.`,
  could: 'Could vote',
  voted: 'Voted',
  small: 'Smaller groups together',
  hidden: 'not shown',
  hiddenHint: 'Numbers under 5 are not shown, nor any from which one could be worked out.',
}
