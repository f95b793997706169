// The server's side of the codec, for tests.

import { decode, encode } from '@msgpack/msgpack'

import type { Down, Up } from './messages'
import { batchOf, StreamReader } from './streaming'

/** Write what a server tells, or anything else in the way it does. */
export function encodeDown(message: Down | object): Uint8Array<ArrayBuffer> {
  return encode(message, { sortKeys: true, ignoreUndefined: true })
}

/** Read what a browser says. */
export function decodeUp(frame: Uint8Array): Up {
  return decode(frame) as Up
}

/** What a streamed answer carries of one message (T2). */
export function streamed(payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return batchOf([payload]).batch
}

/** How a streamed answer ends (T2). */
export function goodbye(code: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(255, 255, 255, 255, code >> 8, code & 255)
}

/** The messages of what was posted up (T4). */
export function unbatched(batch: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const found: Uint8Array<ArrayBuffer>[] = []
  const reader = new StreamReader({
    received: (frame) => found.push(frame.slice()),
    ended: () => undefined,
  })
  reader.feed(batch)
  return found
}
