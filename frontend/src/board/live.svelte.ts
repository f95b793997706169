// A map that components can read from: each is drawn again when what it read has changed.
//
// SvelteMap would do, but whoever goes through one of those comes to depend on each value singly,
// which costs milliseconds a change where there are 2,000 ideas; and whoever asks for a key that is
// not there, as for a name the public is not told, is drawn again at every change of any other.

/** Something to depend on, and to be told of. */
class Signal {
  private told = $state(0)

  /** Depend on this. */
  read(): number {
    return this.told
  }

  tell(): void {
    this.told += 1
  }
}

export class LiveMap<K, V> extends Map<K, V> {
  // Made with their keys, not when they are first read: what is made while something is drawn, that
  // does not depend on.
  private readonly each = new Map<K, Signal>()
  private readonly keysChanged = new Signal()
  private readonly anyChanged = new Signal()

  override get(key: K): V | undefined {
    this.dependOn(key)
    return super.get(key)
  }

  override has(key: K): boolean {
    this.dependOn(key)
    return super.has(key)
  }

  override set(key: K, value: V): this {
    const signal = this.each.get(key)
    if (signal !== undefined && super.get(key) === value) return this
    super.set(key, value)
    if (signal === undefined) this.each.set(key, new Signal())
    ;(signal ?? this.keysChanged).tell()
    this.anyChanged.tell()
    return this
  }

  override delete(key: K): boolean {
    const signal = this.each.get(key)
    if (signal === undefined) return false
    super.delete(key)
    this.each.delete(key)
    signal.tell()
    this.keysChanged.tell()
    this.anyChanged.tell()
    return true
  }

  override clear(): void {
    for (const key of [...super.keys()]) this.delete(key)
  }

  override get size(): number {
    this.keysChanged.read()
    return super.size
  }

  override keys(): MapIterator<K> {
    this.keysChanged.read()
    return super.keys()
  }

  override values(): MapIterator<V> {
    this.anyChanged.read()
    return super.values()
  }

  override entries(): MapIterator<[K, V]> {
    this.anyChanged.read()
    return super.entries()
  }

  override [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries()
  }

  override forEach(act: (value: V, key: K, map: Map<K, V>) => void): void {
    this.anyChanged.read()
    super.forEach(act)
  }

  private dependOn(key: K): void {
    ;(this.each.get(key) ?? this.keysChanged).read()
  }
}
