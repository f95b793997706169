import { readFileSync } from 'node:fs'

import { zlibSync } from 'fflate'
import { describe, expect, it } from 'vitest'

import { BadFrameError, canonical, decode, decodeAnswer, encode, records } from './codec'
import type { Snapshot, Up } from './messages'
import { decodeUp, encodeDown } from './otherEnd'

const FRAMES = '../tests/protocol/frames'

interface Golden {
  readonly name: string
  readonly way: 'up' | 'down'
  readonly says: unknown
}

// Written from the server's own messages by tests/protocol/golden.py.
const golden = JSON.parse(readFileSync(`${FRAMES}/index.json`, 'utf8')) as Golden[]

function frame(name: string): Uint8Array {
  return new Uint8Array(readFileSync(`${FRAMES}/${name}.bin`))
}

/** JSON has no bytes; there they are {"$bytes": hex}. */
function withBytes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withBytes)
  if (typeof value !== 'object' || value === null) return value
  if ('$bytes' in value) return fromHex(String(value.$bytes))
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withBytes(each)]))
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (each) => parseInt(each, 16))
}

function part(data: Uint8Array, z: boolean): Snapshot {
  const epoch = new Uint8Array(16)
  return { t: 'snapshot', epoch, at: 1, part: 0, parts: 1, z, data }
}

const command = (data: unknown): Up => ({ t: 'command', id: 'id', type: 'SubmitIdea', data })

describe('golden frames', () => {
  it.each(golden.filter((each) => each.way === 'down'))(
    'reads $name as the server writes it',
    (each) => {
      expect(decode(frame(each.name))).toEqual(withBytes(each.says))
    },
  )

  it.each(golden.filter((each) => each.way === 'up'))(
    'writes $name as the server reads it',
    (each) => {
      expect(encode(withBytes(each.says) as Up)).toEqual(frame(each.name))
    },
  )

  it.each(golden)('$name written again is the same bytes (F2)', (each) => {
    expect(canonical(withBytes(each.says))).toEqual(frame(each.name))
  })
})

describe('encode', () => {
  it('leaves out what is not said', () => {
    const said = encode({ t: 'command', id: 'id', type: 'T', data: { a: undefined } })
    expect(decodeUp(said)).toEqual({ t: 'command', id: 'id', type: 'T', data: {} })
  })

  it.each([1.5, Number.NaN, 2 ** 53, Infinity])(
    'refuses %d, for which the server hangs up (F5)',
    (number) => {
      expect(() => encode(command({ seconds: [number] }))).toThrow(RangeError)
    },
  )

  it('mends a text that was cut inside a character, for which the server hangs up (F5)', () => {
    const said = decodeUp(encode(command({ text: '\uDE8C bus \uD83D', whole: '🚌' })))
    expect(said).toMatchObject({ data: { text: '\uFFFD bus \uFFFD', whole: '🚌' } })
  })
})

describe('decode', () => {
  it('passes over kinds it does not know, so that a newer server can say more (F6)', () => {
    expect(decode(encodeDown({ t: 'applause', loud: true }))).toBeUndefined()
    expect(decode(encodeDown({ t: 1 }))).toBeUndefined()
    expect(decode(encodeDown({ t: 'toString' }))).toBeUndefined()
  })

  it('keeps fields it does not know out of nobody’s way (F6)', () => {
    expect(decode(encodeDown({ t: 'drain', within_ms: 5, why: 'x' }))).toMatchObject({
      within_ms: 5,
    })
  })

  it.each([
    ['no map', encodeDown([1, 2])],
    ['no MessagePack', Uint8Array.of(0xc1)],
    ['half a message', frame('delta').subarray(0, 40)],
    ['nothing', new Uint8Array()],
  ])('tells when what came is %s', (_what, bytes) => {
    expect(() => decode(bytes)).toThrow(BadFrameError)
  })

  it('takes nothing but an answer for an answer (H1)', () => {
    expect(decodeAnswer(frame('ack')).t).toBe('ack')
    expect(decodeAnswer(frame('reject')).t).toBe('reject')
    expect(() => decodeAnswer(frame('ping'))).toThrow(BadFrameError)
  })
})

describe('records', () => {
  const page = { ideas: { one: { text: 'A bus' } } }

  it('reads a part as it is, or inflates it (S1)', () => {
    expect(records(part(encodeDown(page), false))).toEqual(page)
    expect(records(part(zlibSync(encodeDown(page)), true))).toEqual(page)
  })
})
