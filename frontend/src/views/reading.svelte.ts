// A list holds still while somebody reads it: new things wait until they are asked for, and what
// went away leaves its place empty until then.

import { inOrder, newSince, placeOf, type Place } from './places'

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

  readonly places: readonly Place<T>[] = $derived.by(() =>
    this.#reading ? inOrder(this.#latest(), this.#order) : this.#latest().map(placeOf),
  )

  /** How many have come since. */
  readonly waiting = $derived.by(() => (this.#reading ? newSince(this.#latest(), this.#order) : 0))

  /** Tell that somebody reads, or no longer does. */
  set reading(now: boolean) {
    this.#reading = now
  }

  /** Show what waits. */
  showAll(): void {
    this.#order = this.#latest().map((each) => each.id)
  }
}
