// The records of one kind on a board that is moved: whoever looks at some of them looks again once
// for each move, however many of them it changed. A jump through a long recording brings a thousand
// records, and telling of each by itself took a quarter of the whole jump.

/** To be read as any map is; what reads it is told of changes by `tell`, and not before. */
export class Collection<R> extends Map<string, R> {
  #told = $state(0)
  #changed = false

  /** All that was changed can be seen from now on. */
  tell(): void {
    if (!this.#changed) return
    this.#changed = false
    this.#told += 1
  }

  override set(id: string, record: R): this {
    this.#changed = true
    return super.set(id, record)
  }

  override delete(id: string): boolean {
    const was = super.delete(id)
    this.#changed ||= was
    return was
  }

  override clear(): void {
    this.#changed ||= super.size > 0
    super.clear()
  }

  override get size(): number {
    this.#look()
    return super.size
  }

  override has(id: string): boolean {
    this.#look()
    return super.has(id)
  }

  override get(id: string): R | undefined {
    this.#look()
    return super.get(id)
  }

  override keys(): MapIterator<string> {
    this.#look()
    return super.keys()
  }

  override values(): MapIterator<R> {
    this.#look()
    return super.values()
  }

  override entries(): MapIterator<[string, R]> {
    this.#look()
    return super.entries()
  }

  override [Symbol.iterator](): MapIterator<[string, R]> {
    return this.entries()
  }

  override forEach(act: (record: R, id: string, all: Map<string, R>) => void): void {
    this.#look()
    super.forEach(act)
  }

  /** Whoever reads looks again once it is told of a change. */
  #look(): number {
    return this.#told
  }
}
