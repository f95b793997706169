import { describe, expect, it } from 'vitest'

import { ChunkReader, type Chunk } from './chunk'
import { BadFrameError } from './codec'
import { encodeDown } from './otherEnd'

type Records = Record<string, Record<string, object>>

const idea = (text: string, more = {}) => ({ text, theme: null, seq: 12, needs: [], ...more })

function body(records: Records, at = 500, steps: Chunk['steps'] = []): Uint8Array {
  return encodeDown({ at, records, steps })
}

function plain({ records }: Chunk): Records {
  return Object.fromEntries(
    Object.entries(records).map(([name, held]) => [name, Object.fromEntries(held)]),
  )
}

/** Numbers from 0 up to, without, a bound; the same ones each time. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
}

/** Values of every kind that travels, small and large. */
function anything(pick: (below: number) => number, deep = 0): unknown {
  const size = [0, 1, 15, 16, 31, 32, 255, 256, 70_000][pick(9)] ?? 0
  const few = [0, 1, 15, 16][pick(4)] ?? 0
  switch (pick(deep > 1 ? 7 : 9)) {
    case 0:
      return null
    case 1:
      return pick(2) === 0
    case 2:
      return [0, 127, 128, 255, 256, 65_535, 65_536, 2 ** 32, 2 ** 53 - 1][pick(9)]
    case 3:
      return [-1, -32, -33, -128, -129, -32_768, -32_769, -(2 ** 31) - 1][pick(8)]
    case 4:
      return [0.5, -1e300][pick(2)]
    case 5:
      return 'ö'.repeat(size)
    case 6:
      return new Uint8Array(size)
    case 7:
      return Array.from({ length: few }, () => anything(pick, deep + 1))
    default:
      return Object.fromEntries(
        Array.from({ length: few }, (_, place) => [`n${place}`, anything(pick, deep + 1)]),
      )
  }
}

describe('a chunk of a replay (H3)', () => {
  it('is read as it was written', () => {
    const steps = [[501, 1_760_000_000_000, [['remove', 'ideas', 'a']]]] as const
    const read = new ChunkReader().read(
      body({ ideas: { a: idea('A bus') }, themes: {} }, 500, steps),
    )
    expect(read).toMatchObject({ at: 500, steps })
    expect(plain(read)).toEqual({ ideas: { a: idea('A bus') }, themes: {} })
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('of any values is what the library reads (seed %d)', (seed) => {
    const pick = chance(seed)
    const records = Object.fromEntries(
      ['ideas', 'options'].map((name) => [
        name,
        Object.fromEntries(
          Array.from({ length: 20 }, (_, place) => [`${name} ${place}`, { is: anything(pick) }]),
        ),
      ]),
    )
    expect(plain(new ChunkReader().read(body(records)))).toEqual(records)
  })

  it('has the very records of the one before that are the same, and no others', () => {
    const reader = new ChunkReader()
    const ideas = {
      b: idea('A bus'),
      d: idea('A shelter'),
      f: idea('A timetable'),
      h: idea('Rain'),
    }
    const one = reader.read(body({ ideas })).records.ideas
    // One new before all, one reworded, one gone, one new in between, one new behind.
    const next = {
      a: idea('New'),
      b: ideas.b,
      d: idea('A roof'),
      g: idea('New too'),
      h: ideas.h,
      i: idea('Last'),
    }
    const other = reader.read(body({ ideas: next }, 1_000)).records.ideas
    expect(Object.fromEntries(other ?? [])).toEqual(next)
    expect(other?.get('b')).toBe(one?.get('b'))
    expect(other?.get('h')).toBe(one?.get('h'))
    expect(one?.get('d')).toEqual(ideas.d)
  })

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])(
    'read behind any other is what it is read alone (seed %d)',
    (seed) => {
      const pick = chance(seed)
      const reader = new ChunkReader()
      for (let turn = 0; turn < 30; turn++) {
        const ideas = Object.fromEntries(
          Array.from({ length: 30 }, (_, place) => [`${place}`.padStart(pick(3) + 1, '0'), place])
            .filter(() => pick(3) > 0)
            .map(([id, place]) => [id, idea(`${place}`, pick(4) === 0 ? { theme: 'x' } : {})]),
        ) as Record<string, object>
        expect(plain(reader.read(body({ ideas })))).toEqual({ ideas })
      }
    },
  )

  it.each([
    ['nothing', new Uint8Array()],
    ['no map', Uint8Array.of(0x93, 1, 2, 3)],
    ['a kind there is not', Uint8Array.of(0x81, 0xa2, 0x61, 0x74, 0xc1)],
    ['a kind we do not send', Uint8Array.of(0x81, 0xa2, 0x61, 0x74, 0xd4, 1, 1)],
    ['half of one', body({ ideas: { a: idea('A bus') } }).subarray(0, 40)],
    ['more than one', Uint8Array.of(...body({ ideas: { a: idea('A bus') } }), 0)],
  ])('is not %s', (_, bytes) => {
    expect(() => new ChunkReader().read(bytes)).toThrow(BadFrameError)
  })

  it('that could not be read leaves the next to be read', () => {
    const reader = new ChunkReader()
    const whole = body({ ideas: { a: idea('A bus'), b: idea('A shelter') } })
    reader.read(whole)
    expect(() => reader.read(whole.subarray(0, whole.length - 30))).toThrow(BadFrameError)
    expect(plain(reader.read(whole))).toEqual({ ideas: { a: idea('A bus'), b: idea('A shelter') } })
  })
})
