// A list holds still while somebody reads it: new things wait until they are asked for, and what
// went away leaves its place empty until then.

export interface Place<T> {
  readonly id: string
  /** Undefined where it went away meanwhile. */
  readonly row: T | undefined
}

export class Reading<T extends { readonly id: string }> {
  #order: readonly string[] = $state.raw([])
  #reading = $state(false)
  readonly #latest: () => readonly T[]

  /** Must be made while a component is set up. */
  constructor(latest: () => readonly T[]) {
    this.#latest = latest
    $effect.pre(() => {
      if (!this.#reading) this.#order = latest().map((each) => each.id)
    })
  }

  readonly places: readonly Place<T>[] = $derived.by(() => {
    const rows = this.#latest()
    if (!this.#reading) return rows.map((row) => ({ id: row.id, row }))
    const byId = new Map(rows.map((row) => [row.id, row]))
    return this.#order.map((id) => ({ id, row: byId.get(id) }))
  })

  /** How many have come since. */
  readonly waiting = $derived.by(() => {
    if (!this.#reading) return 0
    const known = new Set(this.#order)
    return this.#latest().filter((each) => !known.has(each.id)).length
  })

  /** Tell that somebody reads, or no longer does. */
  set reading(now: boolean) {
    this.#reading = now
  }

  /** Show what waits. */
  showAll(): void {
    this.#order = this.#latest().map((each) => each.id)
  }
}
