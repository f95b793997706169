import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { goodbye, streamed, unbatched } from './otherEnd'
import { batchOf, StreamReader } from './streaming'

const frames = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 20 })

function read(pieces: readonly Uint8Array[]): (Uint8Array | number)[] {
  const told: (Uint8Array | number)[] = []
  const reader = new StreamReader({
    received: (frame) => told.push(frame.slice()),
    ended: (code) => told.push(code),
  })
  for (const each of pieces) reader.feed(each)
  return told
}

/** The same bytes in other pieces. */
function cutUp(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = []
  let at = 0
  for (const size of sizes) {
    pieces.push(bytes.subarray(at, at + size))
    at += size
  }
  return [...pieces, bytes.subarray(at)]
}

describe('a stream (T2)', () => {
  it('is the same messages in whatever pieces it comes, and then the goodbye', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(50)), (some, sizes) => {
        const bytes = Uint8Array.from([
          ...some.flatMap((each) => [...streamed(each)]),
          ...goodbye(4008),
        ])
        expect(read(cutUp(bytes, sizes))).toEqual([...some, 4008])
      }),
    )
  })

  it('says nothing of a message that did not come whole', () => {
    const whole = streamed(Uint8Array.of(1, 2, 3))
    for (let length = 0; length < whole.length; length++)
      expect(read([whole.subarray(0, length)])).toEqual([])
  })

  it('passes over the reason of a goodbye, which may follow', () => {
    expect(read([goodbye(4000), new TextEncoder().encode('going_away')])).toEqual([4000])
    expect(read([goodbye(4000).subarray(0, 5)])).toEqual([])
  })

  it('is none where a length is beyond all measure: some page of the network', () => {
    expect(() => read([new TextEncoder().encode('<!doctype html>')])).toThrow(RangeError)
  })
})

describe('a batch (T4)', () => {
  it('holds the first messages, in their order, and all of them in the end', () => {
    fc.assert(
      fc.property(frames, (some) => {
        let waiting: readonly Uint8Array[] = some
        const sent: Uint8Array[] = []
        while (waiting.length > 0) {
          const { batch, taken } = batchOf(waiting)
          sent.push(...unbatched(batch))
          waiting = waiting.slice(taken)
        }
        expect(sent).toEqual(some)
      }),
    )
  })

  it('is no longer than the server takes, and holds at least one', () => {
    const large = new Uint8Array(40_000)
    expect(batchOf([large, large]).taken).toBe(1)
    expect(batchOf([new Uint8Array(65_536), large])).toMatchObject({ taken: 1 })
    expect(batchOf([new Uint8Array(65_536)]).batch).toHaveLength(65_540)
    expect(batchOf([large, new Uint8Array(100)]).taken).toBe(2)
  })
})
