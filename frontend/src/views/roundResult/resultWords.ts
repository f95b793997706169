// What every result says; what those of the richer ways of voting add stands in countedWords.

import type { Channel } from '../../board/board'

import { spoken } from '../spoken'
import { count, list } from '../words'

const english = {
  title: 'Result',
  secret: 'A secret vote: nobody can see who chose what.',
  asTable: 'The same as a table',
  table: (question: string): string => `Table: ${question}`,
  option: 'Choice',
  place: 'Place',
  counts: {
    agree: 'Agree',
    disagree: 'Disagree',
    pass: 'Pass',
    dots: 'Dots',
    voters: 'People',
    approvals: 'Ticks',
  } as Readonly<Record<string, string>>,
  method: {
    agree: 'Each person could agree, disagree or pass on each statement.',
    dots: (dots: number, each: number): string =>
      each >= dots
        ? `Each person had ${count(dots, 'dot', 'dots')} to spread.`
        : `Each person had ${count(dots, 'dot', 'dots')} to spread, up to ${each} on one.`,
    approval: 'Each person could tick all they support.',
  },
  tie: (names: readonly string[]): string =>
    `A tie: ${list(names.map((each) => `“${each}”`))} came out equal. The room decides how to go on.`,
  tieMany: (n: number): string =>
    `A tie: ${n} choices came out equal at the top. The room decides how to go on.`,
  equal: 'equal',
  now: (text: string): string => `(worded since: “${text}”)`,
  noVotes: 'Nobody voted, so there is no result.',
  splitOf: (agree: number, disagree: number, pass: number): string =>
    `${agree} agree, ${disagree} disagree, ${pass} pass`,
  dotsOf: (n: number): string => count(n, 'dot', 'dots'),
  ticksOf: (n: number): string => count(n, 'tick', 'ticks'),
  legend: 'What the colours mean',
  ways: 'How people voted',
  people: 'People',
  channels: {
    device: 'On their own phone',
    helper: 'Through a helper',
    proxy: 'Through somebody they had named',
    table: 'In the totals of a table',
    hands: 'By show of hands',
    paper: 'On paper',
  } satisfies Record<Channel, string>,
}

export const resultWords = spoken('result', english)
