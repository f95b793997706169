// Who was heard so far (SPEC.md, H5), as `projections/heard.py` and `projections/turnouts.py` have it.

import { decodePlain } from '../protocol/codec'
import type { Fraction, SplitBy } from '../protocol/records'

/** An organisation's id ("" for none) or a role; how many it has, how many wrote, and what. */
export type GroupHeard = readonly [
  of: string,
  people: number | null,
  wrote: number | null,
  ideas: number,
  lastAt: number | null,
]

/** null for all small groups together, and for a number that is not told. */
export type GroupTurnout = readonly [of: string | null, people: number, voted: number | null]

export interface Heard {
  readonly heard: {
    readonly ideas: number
    readonly by_organisation: readonly GroupHeard[]
    readonly by_role: readonly GroupHeard[]
    readonly by_area: readonly GroupHeard[]
    readonly unheard: readonly string[]
    readonly people: number
    readonly wrote: number | null
    readonly half_from: number | null
    readonly concentration: Fraction | null
  }
  /** By the id of the vote. */
  readonly turnouts: Readonly<
    Record<string, { readonly groups: Readonly<Partial<Record<SplitBy, readonly GroupTurnout[]>>> }>
  >
}

/** Ask for it as of now. Rejects where it cannot be had. */
export async function loadHeard(heardUrl: string): Promise<Heard> {
  const response = await fetch(heardUrl)
  if (!response.ok) throw new Error(`not heard: ${response.status}`)
  return decodePlain(new Uint8Array(await response.arrayBuffer())) as unknown as Heard
}
