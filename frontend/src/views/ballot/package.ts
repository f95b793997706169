// What fits on a ballot that must be a package one could buy; the same bounds as the server's.

import type { OptionRow, RoundRow } from '../../board/select'

export type WhyNot =
  | { readonly why: 'over_envelope'; readonly over: number }
  | { readonly why: 'over_ring_fence'; readonly name: string; readonly left: number }
  | { readonly why: 'excluded_together'; readonly with: readonly string[] }
  | { readonly why: 'needs_another'; readonly needs: readonly string[] }

type Bounds = Pick<RoundRow, 'terms' | 'ring_fences' | 'exclusions'>
type Costed = Pick<OptionRow, 'option' | 'cost' | 'needs'>

/** What the picked ones among these cost together, in minor units. */
export const costOf = (choices: readonly Costed[], picked: ReadonlySet<string>): number =>
  choices.reduce((sum, each) => sum + (picked.has(each.option) ? each.cost : 0), 0)

/** Why an option cannot be added to what is picked; undefined where it can. */
export function whyNot(
  option: Costed,
  choices: readonly Costed[],
  picked: ReadonlySet<string>,
  bounds: Bounds,
): WhyNot | undefined {
  const missing = option.needs.filter((each) => !picked.has(each))
  if (missing.length > 0) return { why: 'needs_another', needs: missing }
  const excluded = bounds.exclusions
    .filter((each) => each.includes(option.option))
    .flatMap((each) => each.filter((other) => picked.has(other)))
  if (excluded.length > 0) return { why: 'excluded_together', with: [...new Set(excluded)] }
  for (const fence of bounds.ring_fences) {
    if (fence.at_most === null || !fence.options.includes(option.option)) continue
    const fenced = choices.filter((each) => fence.options.includes(each.option))
    const left = fence.at_most - costOf(fenced, picked)
    if (option.cost > left) return { why: 'over_ring_fence', name: fence.name, left }
  }
  const over = costOf(choices, picked) + option.cost - (bounds.terms.amount ?? 0)
  return over > 0 ? { why: 'over_envelope', over } : undefined
}

/** What must go when an option goes: it, all that needs it, and all that needs these. */
export function withDependents(
  option: string,
  choices: readonly Costed[],
  picked: ReadonlySet<string>,
): readonly string[] {
  const gone = [option]
  for (const next of gone)
    for (const each of choices)
      if (picked.has(each.option) && each.needs.includes(next) && !gone.includes(each.option))
        gone.push(each.option)
  return gone
}
