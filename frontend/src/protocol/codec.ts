// Messages to frames and back (SPEC.md, framing). With chunk.ts the only place that knows MessagePack
// and zlib.

import { decode as unpack, encode as pack } from '@msgpack/msgpack'
// Not DecompressionStream: older phones lack it.
import { unzlibSync } from 'fflate'

import type { AnyRecord } from './ops'
import type { Ack, Down, Reject, Snapshot, Up } from './messages'

/** Collections of records under their ids, as a snapshot carries them. */
export type PlainCollections = Readonly<Record<string, Readonly<Record<string, AnyRecord>>>>

/** What came is not of this protocol. */
export class BadFrameError extends Error {
  override readonly name = 'BadFrameError'
}

/**
 * Write a message as a frame.
 *
 * Throws a RangeError for a number that is not whole: the server would hang up (F5), and again each
 * time the command is sent.
 */
export function encode(message: Up): Uint8Array<ArrayBuffer> {
  return canonical(sound(message))
}

/** Read a frame; undefined for a kind this page does not know yet, to be ignored (F6). */
export function decode(frame: Uint8Array): Down | undefined {
  const message = map(frame)
  return typeof message.t === 'string' && KINDS.has(message.t)
    ? (message as unknown as Down)
    : undefined
}

/** Read the answer to a command that went by HTTP (H1). */
export function decodeAnswer(body: Uint8Array): Ack | Reject {
  const message = decode(body)
  if (message?.t === 'ack' || message?.t === 'reject') return message
  throw new BadFrameError('neither an acknowledgement nor a refusal')
}

/** Read the records of a snapshot's part (S1). */
export function records(part: Snapshot): PlainCollections {
  return map(part.z ? unzlibSync(part.data) : part.data) as PlainCollections
}

/** Read what is plain values in a map, as a recording's timeline is. */
export function decodePlain(body: Uint8Array): Readonly<Record<string, unknown>> {
  return map(body)
}

/** Write plain values with every map's keys sorted (S2); ours are ASCII, so any order is that. */
export function canonical(value: unknown): Uint8Array<ArrayBuffer> {
  return pack(value, { sortKeys: true, ignoreUndefined: true })
}

const KINDS: ReadonlySet<string> = new Set<Down['t']>([
  'welcome',
  'snapshot',
  'mine',
  'delta',
  'ack',
  'reject',
  'presence',
  'ping',
  'drain',
])

function map(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown
  try {
    value = unpack(bytes)
  } catch (error) {
    throw new BadFrameError(String(error))
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadFrameError('no map')
  return value as Record<string, unknown>
}

/** Return the value as it can travel: whole numbers, and texts that are Unicode. */
function sound(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\uFFFD')
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`no whole number: ${value}`)
  if (Array.isArray(value)) return value.map(sound)
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, sound(each)]))
}
