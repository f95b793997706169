// A lineage as a list to read: each thing once, below what it was reached from.

import type { How, Lineage, Step, Thing } from '../../sync/lineage'

export type Direction = 'back' | 'on'

/** A thing, how it was reached, and what was reached from it. */
export interface Branch {
  readonly thing: Thing
  readonly step: Step
  readonly from: readonly Twigs[]
}

/** What was reached in the same way from the same thing. */
export interface Twigs {
  readonly how: How
  readonly branches: readonly Branch[]
}

/** What a thing came from, or went into: by how, in the order of the steps. */
export function tree(lineage: Lineage, direction: Direction): readonly Twigs[] {
  const reached = new Set([0])
  const from = new Map<number, Step[]>()
  for (const step of lineage[direction]) {
    const [near, far] = ends(step, direction)
    if (reached.has(far)) continue
    reached.add(far)
    from.set(near, [...(from.get(near) ?? []), step])
  }
  return twigs(lineage, direction, from, 0)
}

function twigs(
  lineage: Lineage,
  direction: Direction,
  from: ReadonlyMap<number, readonly Step[]>,
  at: number,
): readonly Twigs[] {
  const byHow = new Map<How, Branch[]>()
  for (const step of from.get(at) ?? []) {
    const far = ends(step, direction)[1]
    const thing = lineage.things[far]
    if (thing === undefined) continue
    const branch = { thing, step, from: twigs(lineage, direction, from, far) }
    byHow.set(step.how, [...(byHow.get(step.how) ?? []), branch])
  }
  return [...byHow].map(([how, branches]) => ({ how, branches }))
}

const ends = (step: Step, direction: Direction): readonly [near: number, far: number] =>
  direction === 'back' ? [step.later, step.earlier] : [step.earlier, step.later]
