// The server's side of the codec, for tests.

import { decode, encode } from '@msgpack/msgpack'

import type { Chunk } from './codec'
import type { Down, Up } from './messages'

/** Write what a server tells, or anything else in the way it does. */
export function encodeDown(message: Down | Chunk | object): Uint8Array<ArrayBuffer> {
  return encode(message, { sortKeys: true, ignoreUndefined: true })
}

/** Read what a browser says. */
export function decodeUp(frame: Uint8Array): Up {
  return decode(frame) as Up
}
