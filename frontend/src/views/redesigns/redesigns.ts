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

import { redesignWords as words } from './redesignWords'

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

/** The redesigns worked on, to choose one from. */
export const redesignChoices = (board: Board): { value: string; label: string }[] =>
  redesigns(board)
    .filter((row) => row.withdrawn_reason === null)
    .map(({ id, now }) => ({ value: id, label: now.design.title ?? words.removed }))

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

/** An outcome as it is typed: every part of it, empty where it says nothing. */
export type TypedOutcome = Record<keyof Outcome, string>

/** A partner and its part, as they are typed. */
export interface TypedPartner {
  organisation: string
  part: string
}

export const emptyOutcome = (): TypedOutcome => ({
  statement: '',
  indicator: '',
  baseline: '',
  target: '',
  by: '',
  source: '',
  owner: '',
})

/** What was typed of outcomes; a row without a difference says nothing. */
export const outcomesFrom = (rows: readonly TypedOutcome[]): Outcome[] =>
  rows
    .map(
      (row) =>
        Object.fromEntries(
          Object.entries(row)
            .map(([part, said]) => [part, said.trim()] as const)
            .filter(([, said]) => said !== ''),
        ) as unknown as Outcome,
    )
    .filter((each) => (each.statement as string | undefined) !== undefined)

/** An outcome in words: what is different and its target, then how one will know. */
export function outcomeTold(outcome: Outcome): string {
  const { statement, target = '', indicator = '', baseline = '', by = '' } = outcome
  const { source = '', owner = '' } = outcome
  const known = [
    indicator && words.outcomeTold.indicator(indicator),
    baseline && words.outcomeTold.baseline(baseline),
    by && words.outcomeTold.by(by),
    source && words.outcomeTold.source(source),
    owner && words.outcomeTold.owner(owner),
  ].filter((each) => each !== '')
  const first = target === '' ? statement : `${statement}; ${target}`
  return known.length === 0 ? first : `${first} (${known.join(', ')})`
}

/**
 * A part of a design in words, for reading and for comparing two versions.
 *
 * `nameOf` names an organisation.
 */
export function told(
  design: Design,
  part: keyof Design,
  nameOf: (organisation: string) => string = (key) => key,
): string {
  if (part === 'outcomes') return (design.outcomes ?? []).map(outcomeTold).join('\n')
  if (part === 'partners')
    return (design.partners ?? [])
      .map(({ organisation, part: does = '' }) =>
        does === '' ? nameOf(organisation) : `${nameOf(organisation)}: ${does}`,
      )
      .join('\n')
  const value = design[part]
  return typeof value === 'string' ? value : ''
}
