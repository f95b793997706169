// How the choices compare, and what would change it, in sentences.

import type { AppraisalRecord, BreakPointRecord } from '../../board/board'

import { choicesWords as words } from './choicesWords'
import type { Comparison } from './comparison'

/** Less than this part of itself, per mille, and a weight moved only a little. */
const A_LITTLE = 200
/** More changes than these are not read. */
const CHANGES_AT_MOST = 4

const labelOf = (comparison: Comparison, option: string): string =>
  comparison.options.find((each) => each.id === option)?.label ?? ''
const nameOf = (comparison: Comparison, criterion: string): string =>
  comparison.criteria.find((each) => each.id === criterion)?.name ?? ''

/** Who comes first, who next. */
export function lead(comparison: Comparison, appraisal: AppraisalRecord): string[] {
  const { standings, winners } = appraisal
  const [first] = winners
  if (standings.length === 0) return [words.nothingScored]
  if (first === undefined) return [words.noWinner]
  const result = standings.find((each) => each.option === first)?.result ?? 0
  const names = winners.map((each) => labelOf(comparison, each))
  if (names.length > 1) return [words.level(names, result)]
  const next = standings.find((each) => each.option !== first && each.barred_by.length === 0)
  return [
    words.first(names[0] ?? '', result),
    ...(next ? [words.next(labelOf(comparison, next.option), next.result)] : []),
  ]
}

/** Who is not in it, and why. */
export function leftOut(comparison: Comparison, appraisal: AppraisalRecord): string[] {
  const barred = appraisal.standings
    .filter((each) => each.barred_by.length > 0)
    .map((each) =>
      words.barred(
        labelOf(comparison, each.option),
        each.barred_by.map((criterion) => nameOf(comparison, criterion)),
      ),
    )
  const unscored = appraisal.unscored.map((each) => labelOf(comparison, each))
  return [...barred, ...(unscored.length > 0 ? [words.unscored(unscored)] : [])]
}

export interface Change {
  readonly sentence: string
  readonly close: boolean
}

/** What would put another choice first, the smallest change first. */
export function changes(comparison: Comparison, appraisal: AppraisalRecord): Change[] {
  const found = [
    ...appraisal.below.map((each) => ({ each, less: true })),
    ...appraisal.above.map((each) => ({ each, less: false })),
  ]
  found.sort((one, other) => Math.abs(one.each.moved_by) - Math.abs(other.each.moved_by))
  return found.slice(0, CHANGES_AT_MOST).map(({ each, less }) => change(comparison, each, less))
}

function change(comparison: Comparison, point: BreakPointRecord, less: boolean): Change {
  const weight = comparison.criteria.find((each) => each.id === point.criterion)?.weight ?? 0
  const close = Math.abs(point.moved_by) <= A_LITTLE
  const say = less ? (close ? words.less : words.lessFar) : close ? words.more : words.moreFar
  const ahead = point.ahead.map((each) => labelOf(comparison, each))
  return { sentence: say(nameOf(comparison, point.criterion), point.at, weight, ahead), close }
}

/** How often the first would come first by each organisation's own weights. */
export function byOwnWeights(comparison: Comparison, appraisal: AppraisalRecord): string[] {
  const count = Object.keys(appraisal.own_weights).length
  if (count === 0) return []
  return Object.entries(appraisal.ranks).map(([option, places]) =>
    words.ownFirst(labelOf(comparison, option), places[0] ?? 0, count),
  )
}
