// A voting sheet as it lies before the one who types it, and what can be wrong with it.

import type { Method, TotalsRecord } from '../../board/board'
import type { RoundRow } from '../../board/select'

import { paperWords as said } from './paperWords'

export interface Sheet {
  /** null for a sheet without a number. */
  readonly number: number | null
  /** Whose it is; empty where nobody signed it. */
  readonly person: string
  /** Per choice: its dots, 1 for a tick, or 1 to 3 for agree, disagree, pass. */
  readonly marks: ReadonlyMap<string, number>
}

const MOST_PAPERS = 9_999
const ANSWERS = ['agree', 'disagree', 'pass'] as const

/** What is wrong with a sheet, as a sentence; empty where it can be counted. */
export function wrongOn(
  { number, person, marks }: Sheet,
  round: RoundRow,
  typed: readonly TotalsRecord[],
  nameless: boolean,
): string {
  if (number !== null && !(Number.isInteger(number) && number > 0 && number <= MOST_PAPERS))
    return said.badNumber
  if (number !== null && typed.some((each) => each.paper === number))
    return said.typedAlready(number)
  if (person === '' && !nameless) return said.nameNeeded
  return wrongMarks([...marks.values()], round)
}

/** The marks of one person as the counts of a round take them. */
export function countsOf(
  marks: ReadonlyMap<string, number>,
  method: Method,
): Record<string, Record<string, number>> {
  const given = [...marks].filter(([, mark]) => mark > 0)
  return Object.fromEntries(given.map(([option, mark]) => [option, countOf(mark, method)]))
}

function countOf(mark: number, method: Method): Record<string, number> {
  if (method === 'agree') return { [ANSWERS[mark - 1] ?? 'pass']: 1 }
  if (method === 'dots') return { dots: mark }
  return method === 'approval' ? { approvals: 1 } : {}
}

function wrongMarks(marks: readonly number[], round: RoundRow): string {
  if (!marks.every((each) => Number.isInteger(each) && each >= 0)) return said.whole
  const sum = marks.reduce((all, each) => all + each, 0)
  if (sum === 0) return said.blank
  if (round.method !== 'dots') return ''
  const over = sum > round.dots || marks.some((each) => each > round.dots_per_option)
  return over ? said.overDots : ''
}
