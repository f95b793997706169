// A ranking as marks: places from 1 without a gap, the best first.

import type { Marks } from '../../board/commands'
import type { OptionRow } from '../../board/select'

type Given = Readonly<Record<string, number>>

/** The ranked choices, the best first. */
export const ranked = (choices: readonly OptionRow[], marks: Given): readonly OptionRow[] =>
  choices
    .filter((each) => marks[each.option] !== undefined)
    .sort((one, other) => (marks[one.option] ?? 0) - (marks[other.option] ?? 0))

/** The marks that make this the order: every place that changes, and no more. */
export function renumbered(order: readonly OptionRow[], marks: Given): Marks {
  const places = order.map((each, at) => [each.option, at + 1] as const)
  return Object.fromEntries(places.filter(([option, place]) => marks[option] !== place))
}
