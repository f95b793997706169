// A chunk of a replay (SPEC.md, H3), read beside the one that was read before it. Most of a board is
// the same five hundred versions later: a record of the very same bytes is the very same record, and
// costs neither the time to read it nor the room to keep it twice.

import { Decoder } from '@msgpack/msgpack'

import { BadFrameError } from './codec'
import type { AnyRecord, Op } from './ops'

/** Five hundred versions of a replay. */
export interface Chunk {
  readonly at: number
  /** Not to be changed: the next chunk is read beside them, and may have the same ones. */
  readonly records: Readonly<Record<string, Map<string, AnyRecord>>>
  readonly steps: readonly (readonly [seq: number, at: number, ops: readonly Op[]])[]
}

export class ChunkReader {
  // The collections of the last chunk.
  private before: Readonly<Record<string, Collection>> = {}

  /** Read the next chunk, in whatever order they come. Throws a BadFrameError. */
  read(body: Uint8Array): Chunk {
    try {
      return this.chunk(new Cursor(body))
    } catch (error) {
      throw new BadFrameError(String(error))
    }
  }

  private chunk(cursor: Cursor): Chunk {
    const fields: Record<string, unknown> = {}
    cursor.map((name) => {
      fields[name] = name === 'records' ? this.records(cursor) : cursor.value()
    })
    cursor.end()
    return fields as unknown as Chunk
  }

  private records(cursor: Cursor): Chunk['records'] {
    const { before } = this
    const now: Record<string, Collection> = {}
    cursor.map((name) => {
      now[name] = new Collection(cursor, before[name])
    })
    this.before = now
    return Object.fromEntries(Object.entries(now).map(([name, { records }]) => [name, records]))
  }
}

/** Records in the order they travel in, which is that of their names (S2). */
class Collection {
  readonly records = new Map<string, AnyRecord>()
  private readonly bytes: Uint8Array
  private readonly ids: string[] = []
  // Where each begins with its name, and where the last one ends.
  private readonly bounds: number[] = []

  constructor(cursor: Cursor, before: Collection | undefined) {
    this.bytes = cursor.bytes
    // Which of those before is the next that may come again.
    let place = 0
    for (let left = cursor.size(); left > 0; left--) {
      this.bounds.push(cursor.at)
      const id = before?.again(place, cursor)
      if (before !== undefined && id !== undefined) this.put(id, before.records.get(id))
      else this.put(String(cursor.value()), cursor.value())
      while ((before?.ids[place] ?? '\uffff') <= (this.ids.at(-1) ?? '')) place += 1
    }
    this.bounds.push(cursor.at)
  }

  private put(id: string, record: unknown): void {
    this.ids.push(id)
    this.records.set(id, record as AnyRecord)
  }

  /** Pass over this record where it comes again, whole and with its name; undefined where it does not. */
  private again(place: number, cursor: Cursor): string | undefined {
    const [from, to] = [this.bounds[place], this.bounds[place + 1]]
    if (from === undefined || to === undefined) return undefined
    return cursor.pass(this.bytes, from, to) ? this.ids[place] : undefined
  }
}

/** A place in some MessagePack. */
class Cursor {
  at = 0
  private readonly decoder = new Decoder()

  constructor(readonly bytes: Uint8Array) {}

  /** Go through a map: `each` is called with every name, and must go past its value. */
  map(each: (name: string) => void): void {
    for (let left = this.size(); left > 0; left--) each(String(this.value()))
  }

  /** Go into a map: how many values with their names it has. */
  size(): number {
    const kind = this.byte()
    if (kind >> 4 === 0x8) return kind & 0xf
    if (kind === 0xde) return this.number(2)
    if (kind === 0xdf) return this.number(4)
    throw new RangeError('no map')
  }

  value(): unknown {
    const from = this.at
    this.skip()
    return this.decoder.decode(this.bytes.subarray(from, this.at))
  }

  /** Go past these bytes of another body where they stand here too. A value says where it ends. */
  pass(other: Uint8Array, from: number, to: number): boolean {
    const { bytes, at } = this
    if (at + to - from > bytes.length) return false
    for (let place = from; place < to; place++)
      if (bytes[at + place - from] !== other[place]) return false
    this.at = at + to - from
    return true
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new RangeError('more than a chunk')
  }

  private skip(): void {
    for (let left = 1; left > 0; left--) {
      const kind = this.byte()
      if (kind < 0x80 || kind >= 0xe0) continue
      if (kind < 0x90) left += 2 * (kind & 0xf)
      else if (kind < 0xa0) left += kind & 0xf
      else if (kind < 0xc0) this.at += kind & 0x1f
      else left += this.skipRest(kind)
    }
  }

  /** Go past what follows a first byte from 0xc0 to 0xdf; returns how many values come after. */
  private skipRest(kind: number): number {
    if (kind >= 0xde) return 2 * this.number(2 << (kind - 0xde))
    if (kind >= 0xdc) return this.number(2 << (kind - 0xdc))
    const length = this.length(kind)
    this.at += length
    return 0
  }

  private length(kind: number): number {
    if (kind >= 0xd9) return this.number(1 << (kind - 0xd9))
    if (kind >= 0xd4) throw new RangeError('no value of ours')
    if (kind >= 0xcc) return 1 << (kind & 3)
    if (kind >= 0xca) return 4 << (kind & 1)
    if (kind >= 0xc7) throw new RangeError('no value of ours')
    return kind >= 0xc4 ? this.number(1 << (kind & 3)) : 0
  }

  private number(bytes: number): number {
    let value = 0
    for (let left = bytes; left > 0; left--) value = 256 * value + this.byte()
    return value
  }

  private byte(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new RangeError('it ends too soon')
    return byte
  }
}
