// A list as it stood, with what has become of each thing in it since.

export interface Place<T> {
  readonly id: string
  /** Undefined where it went away meanwhile. */
  readonly row: T | undefined
}

// A row's place is the very same as long as the row is: a list of 2,000 draws only what changed.
const kept = new WeakMap<object, Place<object>>()

export function placeOf<T extends { readonly id: string }>(row: T): Place<T> {
  const known = kept.get(row) as Place<T> | undefined
  if (known !== undefined) return known
  const made = { id: row.id, row }
  kept.set(row, made)
  return made
}

/** The rows in an order kept from before; those that went leave their place empty. */
export function inOrder<T extends { readonly id: string }>(
  rows: readonly T[],
  order: readonly string[],
): Place<T>[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return order.map((id) => {
    const row = byId.get(id)
    return row === undefined ? { id, row } : placeOf(row)
  })
}

/** How many rows are not in that order yet. */
export function newSince(
  rows: readonly { readonly id: string }[],
  order: readonly string[],
): number {
  const known = new Set(order)
  return rows.filter((each) => !known.has(each.id)).length
}
