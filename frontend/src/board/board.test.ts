import { readFileSync } from 'node:fs'

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { decode, decodePlain, records } from '../protocol/codec'
import { boardHash } from '../protocol/hash'
import type { Delta, Snapshot } from '../protocol/messages'

import {
  applyOps,
  emptyBoard,
  emptyMine,
  replaceWith,
  same,
  storeOf,
  type Op,
  type Store,
} from './board'

/** What a store holds, as plain values. */
function plain(store: Store): Record<string, Record<string, object>> {
  return Object.fromEntries(
    Object.entries(store).map(([collection, held]) => [collection, Object.fromEntries(held)]),
  )
}

function boardWith(...ops: Op[]): Store {
  const board = emptyBoard()
  applyOps(board, ops)
  return board
}

const idea = { text: 'A bus', theme: null, at: 1 }

describe('applyOps', () => {
  it('puts, patches and removes records (D3)', () => {
    const board = boardWith(['put', 'ideas', 'a', idea], ['put', 'ideas', 'b', idea])
    applyOps(board, [
      ['patch', 'ideas', 'a', { theme: 'transport' }],
      ['remove', 'ideas', 'b'],
    ])
    expect(plain(board).ideas).toEqual({ a: { ...idea, theme: 'transport' } })
  })

  it('a put forgets the fields that went away', () => {
    const board = boardWith(['put', 'ideas', 'a', idea], ['put', 'ideas', 'a', { text: 'A lift' }])
    expect(plain(board).ideas).toEqual({ a: { text: 'A lift' } })
  })

  it('never changes a record, so that identity tells what changed', () => {
    const board = boardWith(['put', 'ideas', 'a', idea])
    const before = board.ideas?.get('a')
    applyOps(board, [['patch', 'ideas', 'a', { text: 'A lift' }]])
    expect(before).toEqual(idea)
    expect(board.ideas?.get('a')).not.toBe(before)
  })

  it('keeps the very record when told the same again (D2)', () => {
    const board = boardWith(['put', 'ideas', 'a', { ...idea, tags: [{ one: 1 }] }])
    const before = board.ideas?.get('a')
    applyOps(board, [
      ['put', 'ideas', 'a', { ...idea, tags: [{ one: 1 }] }],
      ['patch', 'ideas', 'a', { text: 'A bus' }],
    ])
    expect(board.ideas?.get('a')).toBe(before)
  })

  it('does not make half a record of a patch for one that is gone (D2)', () => {
    const board = boardWith(['patch', 'ideas', 'a', { text: 'A lift' }])
    expect(plain(board).ideas).toEqual({})
  })

  it('passes over collections this page does not know (F6)', () => {
    const board = boardWith(['put', 'spells', 'a', idea], ['put', 'ideas', 'a', idea])
    expect(plain(board)).toEqual({ ...plain(emptyBoard()), ideas: { a: idea } })
  })

  it('a clear forgets everything, save that equal records stay the very same', () => {
    const mine = emptyMine()
    const ballot = { round: 'round', voter: 'anna', marks: { yes: 1 } }
    applyOps(mine, [
      ['put', 'ballots', 'round.anna', ballot],
      ['put', 'ballots', 'old.anna', ballot],
      ['put', 'ideas', 'a', idea],
    ])
    applyOps(mine, [['clear'], ['put', 'ballots', 'round.anna', { ...ballot, marks: { yes: 1 } }]])
    expect(plain(mine)).toEqual({ ...plain(emptyMine()), ballots: { 'round.anna': ballot } })
    expect(mine.ballots.get('round.anna')).toBe(ballot)
  })
})

describe('replaceWith', () => {
  it('takes a whole board, and keeps the records that are equal (O9)', () => {
    const board = boardWith(['put', 'ideas', 'a', idea], ['put', 'themes', 'old', { title: 'Old' }])
    replaceWith(board, storeOf({ ideas: { a: { ...idea }, b: idea }, spells: { x: {} } }))
    expect(plain(board)).toEqual({ ...plain(emptyBoard()), ideas: { a: idea, b: idea } })
    expect(board.ideas?.get('a')).toBe(idea)
  })
})

describe('same', () => {
  it.each([
    [null, null, true],
    [null, {}, false],
    [{}, null, false],
    [1, '1', false],
    [{ a: 1 }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: undefined }, { b: undefined }, false],
    [[1, [2]], [1, [2]], true],
    [[1, 2], [2, 1], false],
    [{ a: { b: [null] } }, { a: { b: [null] } }, true],
  ])('%j and %j: %s', (one, other, expected) => {
    expect(same(one, other)).toBe(expected)
  })
})

describe('golden stories', () => {
  // Told by the server's own projections: see tests/protocol/golden.py.
  it.each(['facilitator', 'public'])(
    'as the %s is told: snapshot and deltas are the board (S2)',
    async (view) => {
      const { frames, hash } = story(view)
      const board = emptyBoard()
      for (const message of frames.map(decode)) {
        if (message?.t === 'snapshot') takePart(board, message)
        else applyOps(board, (message as Delta).ops)
      }
      expect(await boardHash(board)).toEqual(hash)
    },
  )

  it.each(['facilitator', 'public'])(
    'as the %s is told: the snapshot is the board at its version (S1, S2)',
    async (view) => {
      const parts = story(view)
        .frames.map(decode)
        .filter((each) => each?.t === 'snapshot')
      const board = emptyBoard()
      for (const part of parts) takePart(board, part)
      expect(parts.length).toBeGreaterThan(1)
      expect(parts.map((each) => each.z)).toContain(true)
      expect(await boardHash(board)).toEqual(parts.at(-1)?.hash)
    },
  )
})

describe('random operations', () => {
  const id = fc.constantFrom('a', 'b', 'c')
  const collection = fc.constantFrom('ideas', 'themes', 'unknown')
  const fields = fc.dictionary(fc.constantFrom('x', 'y'), fc.jsonValue({ maxDepth: 2 }), {
    noNullPrototype: true,
  })
  const op: fc.Arbitrary<Op> = fc.oneof(
    fc.tuple(fc.constant('put' as const), collection, id, fields),
    fc.tuple(fc.constant('patch' as const), collection, id, fields),
    fc.tuple(fc.constant('remove' as const), collection, id),
  )
  const ops = fc.array(op, { maxLength: 30 })

  it('done a second time change nothing (D2)', () => {
    fc.assert(
      fc.property(ops, ops, (before, some) => {
        const board = boardWith(...before, ...some)
        const once = plain(board)
        applyOps(board, some)
        expect(plain(board)).toEqual(once)
      }),
    )
  })

  it('a snapshot in the middle and the rest are the same as all from the start', () => {
    fc.assert(
      fc.property(ops, ops, (before, after) => {
        const late = emptyBoard()
        replaceWith(late, storeOf(plain(boardWith(...before))))
        applyOps(late, after)
        expect(plain(late)).toEqual(plain(boardWith(...before, ...after)))
      }),
    )
  })

  it('a range that overlaps what is known comes to the same (D1)', () => {
    fc.assert(
      fc.property(ops, ops, ops, (before, overlap, after) => {
        const board = boardWith(...before, ...overlap)
        applyOps(board, [...overlap, ...after])
        expect(plain(board)).toEqual(plain(boardWith(...before, ...overlap, ...after)))
      }),
    )
  })
})

function story(view: string): { frames: Uint8Array[]; hash: Uint8Array } {
  const file = readFileSync(`../tests/protocol/frames/story.${view}.bin`)
  return decodePlain(new Uint8Array(file)) as unknown as { frames: Uint8Array[]; hash: Uint8Array }
}

function takePart(board: Store, part: Snapshot): void {
  for (const [collection, some] of Object.entries(records(part)))
    for (const [id, record] of Object.entries(some)) board[collection]?.set(id, record)
}
