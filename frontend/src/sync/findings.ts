// What a counted vote tells beyond its result (SPEC.md, H4), as `projections/findings.py` has it.

import { decodePlain } from '../protocol/codec'
import type { SplitBy, Supposition, View } from '../protocol/records'

export type Kind = SplitBy
/** A group: an organisation's id or "" for none, a role; null for all small groups together. */
export type Of = string | null

/** One option by group: a number is null where it is hidden. Rows are those of `Split.rows`. */
export interface Divided {
  readonly answers: readonly string[]
  readonly cells: Readonly<Partial<Record<Kind, readonly (readonly (number | null)[])[]>>>
}

export interface Split {
  readonly rows: Readonly<Partial<Record<Kind, readonly (readonly [of: Of, voters: number])[]>>>
  readonly options: Readonly<Record<string, Divided | null>>
}

/** Most of `more` agree, most of `less` do not. */
export type Divide = readonly [option: string, more: readonly Of[], less: readonly Of[]]

export interface Shared {
  readonly kind: Kind | 'opinion'
  readonly agreed: readonly string[]
  readonly against: readonly string[]
  readonly divides: readonly Divide[]
  readonly unsure: readonly string[]
}

export type Says = readonly [
  option: string,
  direction: 'agree' | 'disagree',
  agree: number,
  disagree: number,
  seen: number,
]

export interface OpinionMap {
  readonly camps: readonly (readonly [people: number, says: readonly Says[]])[]
  /** From -1000 to 1000; and in which camp. */
  readonly points: readonly (readonly [x: number, y: number, camp: number])[]
}

export interface Findings {
  readonly round: string
  readonly last: number
  readonly split: Split
  readonly unsplit: 'not_counted' | 'anonymous' | 'secret' | 'watched' | 'counted_again' | null
  readonly shared: Shared | null
  readonly map: OpinionMap | null
  readonly no_map: 'too_few_people' | 'group_too_small' | 'all_alike' | null
  readonly number: number
}

/** Ask for them as a view may have them, at a version or now. Rejects where they cannot be had. */
export async function loadFindings(
  findingsUrl: string,
  round: string,
  view: View,
  group: string | null,
  at: number | null,
): Promise<Findings> {
  const wanted = new URLSearchParams({ view })
  if (group !== null) wanted.set('group', group)
  if (at !== null) wanted.set('at', String(at))
  const response = await fetch(`${findingsUrl}/${round}/findings?${wanted.toString()}`)
  if (!response.ok) throw new Error(`no findings: ${response.status}`)
  return decodePlain(new Uint8Array(await response.arrayBuffer())) as unknown as Findings
}

/** Another assumption, and the order of the options it gives. */
export interface Supposed extends Supposition {
  readonly ranking: readonly (readonly string[])[]
}

/** What those who run the workshop may suppose of a vote. Rejects where it cannot be had. */
export async function loadSuppositions(
  findingsUrl: string,
  round: string,
): Promise<readonly Supposed[]> {
  const response = await fetch(`${findingsUrl}/${round}/what-if`)
  if (!response.ok) throw new Error(`no suppositions: ${response.status}`)
  const told = decodePlain(new Uint8Array(await response.arrayBuffer()))
  return (told as unknown as { what_ifs: readonly Supposed[] }).what_ifs
}
