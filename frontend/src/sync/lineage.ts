// Where a thing came from and what became of it (SPEC.md, H6), as `projections/lineage.py` has it.

import { decodePlain } from '../protocol/codec'
import type { View } from '../protocol/records'

/** What a later thing is to an earlier one. */
export type How =
  | 'supports'
  | 'answers'
  | 'under'
  | 'same_as'
  | 'copied'
  | 'merged'
  | 'split'
  | 'voted_on'
  | 'asked_again'
  | 'reason'
  | 'answered_in'
  | 'decided'
  | 'response'
  | 'draws_on'
  | 'version'
  | 'suggested'
  | 'accepted'
  | 'worry'
  | 'integrated'
  | 'not_upheld'
  | 'option'
  | 'criterion'
  | 'scored'
  | 'estimated'
  | 'preferred_by'
  | 'pledged'
  | 'position'
  | 'replaced'
  | 'condition'
  | 'room_vote'
  | 'agreed'
  | 'formal_decision'
  | 'equality'
  | 'risk'
  | 'milestone'
  | 'waits_for'
  | 'step'

/** Something on record; `more` is what else tells it apart: a version's number, a position's level. */
export interface Thing {
  readonly collection: string
  readonly id: string
  readonly words: string
  readonly more: string | number | null
  readonly seq: number
  readonly at: number
  readonly group: string | null
}

/** `earlier` and `later` are places in the things of the lineage. */
export interface Step {
  readonly how: How
  readonly earlier: number
  readonly later: number
  readonly seq: number
  readonly at: number
  readonly ended: boolean
}

/** The first of the things is the one it is about; steps run from the nearest to the farthest. */
export interface Lineage {
  readonly at: number
  readonly things: readonly Thing[]
  readonly back: readonly Step[]
  readonly on: readonly Step[]
}

/**
 * Ask for it as a view may have it, at a version or now; undefined where there is none to be told.
 * Rejects where it cannot be had.
 */
export async function loadLineage(
  lineageUrl: string,
  about: string,
  view: View,
  group: string | null,
  at: number | null,
): Promise<Lineage | undefined> {
  const wanted = new URLSearchParams({ about, view })
  if (group !== null) wanted.set('group', group)
  if (at !== null) wanted.set('at', String(at))
  const response = await fetch(`${lineageUrl}?${wanted.toString()}`)
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`no lineage: ${response.status}`)
  return decodePlain(new Uint8Array(await response.arrayBuffer())) as unknown as Lineage
}
