// What the board says of redesigns, as the stages that show them need it.

import type {
  AmendmentRecord,
  Board,
  Design,
  ObjectionRecord,
  Outcome,
  RedesignRecord,
  RedesignVersionRecord,
} from '../../board/board'

/** The parts of a design that are plain words. */
export type WordPart =
  | 'summary'
  | 'user_group'
  | 'place'
  | 'activities'
  | 'service_model'
  | 'eligibility'
  | 'access'
  | 'workforce'
  | 'social_value'
  | 'dependencies'
  | 'stops'

export interface RedesignRow extends RedesignRecord {
  readonly id: string
  /** What it says now. */
  readonly now: RedesignVersionRecord
}

export const versionOf = (
  board: Board,
  redesign: string,
  version: number,
): RedesignVersionRecord | undefined =>
  board.redesign_versions.get(`${redesign}.${String(version)}`)

/** The redesigns, those worked on first, oldest first. */
export function redesigns(board: Board): RedesignRow[] {
  const rows: RedesignRow[] = []
  for (const [id, record] of board.redesigns) {
    const now = versionOf(board, id, record.version)
    if (now !== undefined) rows.push({ ...record, id, now })
  }
  const gone = (row: RedesignRow): number => Number(row.withdrawn_reason !== null)
  return rows.sort((one, other) => gone(one) - gone(other) || one.seq - other.seq)
}

type Keyed<R> = R & { readonly id: string }

export const amendmentsOf = (board: Board, redesign: string): Keyed<AmendmentRecord>[] =>
  of(board.amendments, redesign)

export const objectionsOf = (board: Board, redesign: string): Keyed<ObjectionRecord>[] =>
  of(board.objections, redesign)

/** Those about a redesign, what is open first, oldest first. */
function of<R extends { redesign: string; seq: number; state: string }>(
  records: ReadonlyMap<string, R>,
  redesign: string,
): Keyed<R>[] {
  const closed = (row: R): number => Number(row.state !== 'open')
  return [...records]
    .filter(([, each]) => each.redesign === redesign)
    .map(([id, each]) => ({ ...each, id }))
    .sort((one, other) => closed(one) - closed(other) || one.seq - other.seq)
}

/** A need in one line. */
export const needTold = (need: {
  readonly user_group: string
  readonly what: string
  readonly so_that: string
}): string => [need.user_group, need.what, need.so_that].filter((each) => each !== '').join(' – ')

/** The outcomes as lines to type: what is different, and after a semicolon the target. */
export const outcomeLines = (outcomes: readonly Outcome[] = []): string =>
  outcomes
    .map((each) => (each.target ? `${each.statement}; ${each.target}` : each.statement))
    .join('\n')

/** Typed lines as outcomes; what was known of one that still says the same is kept. */
export function outcomesFrom(lines: string, known: readonly Outcome[] = []): Outcome[] {
  return lines
    .split('\n')
    .map((line) => line.split(';').map((part) => part.trim()))
    .filter(([statement]) => statement !== undefined && statement !== '')
    .map(([statement = '', ...rest]) => {
      const target = rest.join('; ')
      const before = known.find((each) => each.statement === statement) ?? {}
      return { ...before, statement, ...(target === '' ? {} : { target }) }
    })
}

/** A part of a design in words, for comparing two versions. */
export function told(design: Design, part: keyof Design): string {
  if (part === 'outcomes') return outcomeLines(design.outcomes)
  const value = design[part]
  return typeof value === 'string' ? value : ''
}
