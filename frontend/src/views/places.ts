// A list as it stood, with what has become of each thing in it since.

export interface Place<T> {
  readonly id: string
  /** Undefined where it went away meanwhile. */
  readonly row: T | undefined
}

/** The rows in an order kept from before; those that went leave their place empty. */
export function inOrder<T extends { readonly id: string }>(
  rows: readonly T[],
  order: readonly string[],
): Place<T>[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return order.map((id) => ({ id, row: byId.get(id) }))
}

/** How many rows are not in that order yet. */
export function newSince(
  rows: readonly { readonly id: string }[],
  order: readonly string[],
): number {
  const known = new Set(order)
  return rows.filter((each) => !known.has(each.id)).length
}
