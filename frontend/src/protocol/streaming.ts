// Messages one behind the other in a body of bytes, where WebSockets are blocked (SPEC.md, T2).

const LENGTH_BYTES = 4
const GOODBYE = 0xffff_ffff
// The largest message there is, behind its length (T4).
const BATCH_BYTES = 65_540
// No message down is near this; whoever says so is not our server.
const MOST_BYTES = 16 * 1024 * 1024

/** As many of the waiting messages as one post may hold: the first, and those that still fit. */
export function batchOf(waiting: readonly Uint8Array[]): {
  readonly batch: Uint8Array<ArrayBuffer>
  readonly taken: number
} {
  let size = 0
  let taken = 0
  for (const { length } of waiting) {
    if (taken > 0 && size + LENGTH_BYTES + length > BATCH_BYTES) break
    size += LENGTH_BYTES + length
    taken += 1
  }
  const batch = new Uint8Array(size)
  let at = 0
  for (const each of waiting.slice(0, taken)) {
    new DataView(batch.buffer).setUint32(at, each.length)
    batch.set(each, at + LENGTH_BYTES)
    at += LENGTH_BYTES + each.length
  }
  return { batch, taken }
}

/** What a stream tells: a message, or with what code it ended. */
export interface StreamEvents {
  received(frame: Uint8Array): void
  ended(code: number): void
}

/** Takes a stream apart again, in whatever pieces it comes. */
export class StreamReader {
  private held = new Uint8Array()
  private isOver = false

  constructor(private readonly events: StreamEvents) {}

  /** Take a piece; throws a RangeError where it is no stream of ours. */
  feed(piece: Uint8Array): void {
    this.held = joined(this.held, piece)
    while (!this.isOver && this.held.length >= LENGTH_BYTES) {
      const length = new DataView(this.held.buffer, this.held.byteOffset).getUint32(0)
      if (length === GOODBYE) {
        this.goodbye()
        return
      }
      if (length > MOST_BYTES) throw new RangeError('no stream of ours')
      const end = LENGTH_BYTES + length
      if (this.held.length < end) return
      const frame = this.held.subarray(LENGTH_BYTES, end)
      this.held = this.held.subarray(end)
      this.events.received(frame)
    }
  }

  private goodbye(): void {
    if (this.held.length < LENGTH_BYTES + 2) return
    const code = new DataView(this.held.buffer, this.held.byteOffset).getUint16(LENGTH_BYTES)
    this.isOver = true
    this.events.ended(code)
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}
