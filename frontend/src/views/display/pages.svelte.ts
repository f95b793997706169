// A wall is not scrolled: what does not fit comes page by page, slowly enough to be read. Something
// new turns it back to the first page, where the newest stands.

const TURN_MS = 12_000

export class Pages<T extends { readonly id: string }> {
  #at = $state(0)

  /** Must be made while a component is set up; the newest come first. */
  constructor(
    private readonly all: () => readonly T[],
    private readonly size: () => number,
  ) {
    $effect(() => {
      const timer = setInterval(() => {
        this.#at += 1
      }, TURN_MS)
      return () => {
        clearInterval(timer)
      }
    })
    $effect(() => {
      if (this.newest !== undefined) this.#at = 0
    })
  }

  get count(): number {
    return Math.max(1, Math.ceil(this.all().length / this.size()))
  }

  /** Which page it is, from 0. */
  get at(): number {
    return this.#at % this.count
  }

  get shown(): readonly T[] {
    return this.all().slice(this.at * this.size(), (this.at + 1) * this.size())
  }

  private readonly newest = $derived.by(() => this.all()[0]?.id)
}
