// The choices of a redesign, side by side, as the board tells them.

import type {
  AppraisalRecord,
  Board,
  CriterionRecord,
  DeliveryOptionRecord,
  ScoreRecord,
} from '../../board/board'

export type Listed<R> = R & { readonly id: string }

/** A criterion, with what was fixed of it once the criteria are locked. */
export type CriterionRow = Listed<CriterionRecord> & {
  readonly weight: number | undefined
  readonly gate: number | null
}

export interface Comparison {
  readonly redesign: string
  readonly title: string
  /** In the order of the result where there is one, then as they came. */
  readonly options: readonly Listed<DeliveryOptionRecord>[]
  /** What was fixed, the weightiest first; before that, what was named. */
  readonly criteria: readonly CriterionRow[]
  readonly appraisal: AppraisalRecord | undefined
  /** Scores that count, by option and criterion. */
  readonly scores: ReadonlyMap<string, ReadonlyMap<string, Listed<ScoreRecord>>>
}

/** Every redesign of which choices are compared, or could be by whoever does desk work. */
export function comparisons(board: Board): Comparison[] {
  return [...board.redesigns]
    .filter(([, each]) => each.withdrawn_reason === null)
    .sort(([, one], [, other]) => one.seq - other.seq)
    .map(([redesign]) => comparison(board, redesign))
}

export function comparison(board: Board, redesign: string): Comparison {
  const appraisal = board.appraisals.get(redesign)
  const place = new Map(appraisal?.standings.map((each, at) => [each.option, at]))
  const options = of(board.delivery_options, redesign)
  const last = place.size
  options.sort(
    (one, other) =>
      (place.get(one.id) ?? last) - (place.get(other.id) ?? last) || one.seq - other.seq,
  )
  return {
    redesign,
    title: titleOf(board, redesign),
    options,
    criteria: criteriaOf(board, redesign, appraisal),
    appraisal,
    scores: scoresOf(board, redesign),
  }
}

/** What a redesign is called in its present version. */
export function titleOf(board: Board, redesign: string): string {
  const version = board.redesigns.get(redesign)?.version ?? 1
  return board.redesign_versions.get(`${redesign}.${version}`)?.design.title ?? ''
}

/** The records of a redesign, in the order they came. */
export function of<R extends { readonly redesign: string; readonly seq: number }>(
  collection: ReadonlyMap<string, R>,
  redesign: string,
): Listed<R>[] {
  return [...collection]
    .filter(([, each]) => each.redesign === redesign)
    .map(([id, each]) => ({ ...each, id }))
    .sort((one, other) => one.seq - other.seq)
}

function criteriaOf(
  board: Board,
  redesign: string,
  appraisal: AppraisalRecord | undefined,
): CriterionRow[] {
  const named = of(board.criteria, redesign)
  if (appraisal === undefined)
    return named.map((each) => ({ ...each, weight: undefined, gate: null }))
  return appraisal.criteria
    .flatMap(({ criterion, weight, gate }) => {
      const found = named.find((each) => each.id === criterion)
      return found === undefined ? [] : [{ ...found, weight, gate }]
    })
    .sort((one, other) => other.weight - one.weight)
}

function scoresOf(board: Board, redesign: string): Map<string, Map<string, Listed<ScoreRecord>>> {
  const scores = new Map<string, Map<string, Listed<ScoreRecord>>>()
  for (const score of of(board.scores, redesign)) {
    if (score.void) continue
    const row = scores.get(score.delivery_option) ?? new Map<string, Listed<ScoreRecord>>()
    scores.set(score.delivery_option, row.set(score.criterion, score))
  }
  return scores
}
