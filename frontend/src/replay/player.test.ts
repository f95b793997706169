import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { emptyBoard } from '../board/board'
import { ManualClock } from '../sync/fakes'

import { Chunks, type Fetch } from './chunks'
import { FakeRecording, ideasComing } from './fakes'
import { Player, type Position } from './player'

function playerOf(recording: FakeRecording, fetch: Fetch = recording.fetch) {
  const clock = new ManualClock()
  const board = emptyBoard()
  const shown: Position[] = []
  const ended: unknown[] = []
  const player = new Player({
    chunks: new Chunks('/replay', 'public', fetch),
    head: recording.head,
    board,
    later: clock.later,
    moved: (position) => shown.push(position),
    ended: (error) => ended.push(error),
  })
  return { player, board, shown, ended, clock, last: () => shown.at(-1)?.seq }
}

const long = new FakeRecording(ideasComing(1_700))

describe('seeking', () => {
  it.each([0, 1, 2, 499, 500, 501, 999, 1_000, 1_234, 1_700])(
    'shows the board at version %d, as it was (promise 4)',
    async (seq) => {
      const { player, board, last } = playerOf(long)
      await player.seek(seq)
      expect(board).toEqual(long.boardAt(seq))
      expect(last()).toBe(seq)
      expect(await player.boardAt(seq)).toEqual(board)
    },
  )

  it('any way through the recording shows the board of where it ends (promise 4)', async () => {
    const seqs = fc.array(fc.integer({ min: -5, max: 1_800 }), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(seqs, async (some) => {
        const { player, board } = playerOf(long)
        for (const seq of some) await player.seek(seq)
        const there = Math.max(0, Math.min(some.at(-1) ?? 0, long.head))
        expect(board).toEqual(long.boardAt(there))
      }),
      { numRuns: 25 },
    )
  })

  it('tells when it was so', async () => {
    const { player, shown } = playerOf(long)
    await player.seek(5)
    await player.seek(500)
    await player.seek(0)
    expect(shown.map((each) => each.at)).toEqual([long.at(5), long.at(502), long.at(1)])
  })

  it('the last wish counts, whichever chunk comes first', async () => {
    const answers = new Map<string, () => void>()
    const { player, board, last } = playerOf(long, async (url) => {
      await new Promise<void>((resolve) => answers.set(url, resolve))
      return long.fetch(url)
    })
    const seeking = [player.seek(1_600), player.seek(3)]
    answers.get('/replay/public/0')?.()
    await seeking[1]
    answers.get('/replay/public/3')?.()
    await seeking[0]
    expect(last()).toBe(3)
    expect(board).toEqual(long.boardAt(3))
  })

  it('moves nothing else: looking at another version leaves the board', async () => {
    const { player, board, shown } = playerOf(long)
    await player.seek(10)
    await player.boardAt(1_500)
    expect(board).toEqual(long.boardAt(10))
    expect(shown).toHaveLength(1)
  })

  it('tells when the recording cannot be had, and stays where it is', async () => {
    const recording = new FakeRecording(ideasComing(1_000))
    const { player, board } = playerOf(recording)
    await player.seek(10)
    recording.isDown = true
    await expect(player.seek(700)).rejects.toThrow()
    expect(board).toEqual(recording.boardAt(10))
  })
})

describe('stepping', () => {
  it('goes to the next thing that happened, over the edge of a chunk', async () => {
    const { player, shown } = playerOf(long)
    await player.seek(497)
    for (let turn = 0; turn < 4; turn++) await player.forward()
    expect(shown.map((each) => each.seq)).toEqual([497, 499, 500, 502, 503])
  })

  it('goes back to before what happened last, over the edge of a chunk', async () => {
    const { player, board, shown } = playerOf(long)
    await player.seek(504)
    for (let turn = 0; turn < 4; turn++) await player.back()
    expect(shown.map((each) => each.seq)).toEqual([504, 502, 500, 499, 497])
    expect(board).toEqual(long.boardAt(497))
  })

  it('stops at both ends', async () => {
    const { player, last } = playerOf(new FakeRecording(ideasComing(4)))
    await player.seek(1)
    await player.back()
    expect(last()).toBe(0)
    await player.back()
    expect(last()).toBe(0)
    for (let turn = 0; turn < 5; turn++) await player.forward()
    expect(last()).toBe(4)
  })

  it('a recording that has grown meanwhile is shown up to where it was opened', async () => {
    const grown = new FakeRecording(ideasComing(20))
    grown.head = 10
    const { player, last } = playerOf(grown)
    await player.seek(99)
    await player.forward()
    expect(last()).toBe(10)
  })
})

describe('playing', () => {
  it('takes the time it took, and no longer than three seconds a pause', async () => {
    const hours = (seq: number) => (seq === 4 ? 7_200_000 : 1_000)
    const { player, clock, shown, ended } = playerOf(new FakeRecording(ideasComing(5), hours))
    await player.seek(0)
    player.play()
    await clock.advance(10)
    expect(shown.map((each) => each.seq)).toEqual([0, 1])
    await clock.advance(1_000)
    expect(shown.map((each) => each.seq)).toEqual([0, 1, 2])
    await clock.advance(3_000)
    expect(shown.map((each) => each.seq)).toEqual([0, 1, 2, 4])
    await clock.advance(1_000)
    expect(shown.at(-1)?.seq).toBe(5)
    expect(ended).toEqual([undefined])
    expect(player.playing).toBe(false)
  })

  it('at speed draws what falls into one frame together', async () => {
    const { player, board, clock, shown } = playerOf(long)
    player.speed = 1_000
    await player.seek(0)
    player.play()
    await clock.advance(5_000)
    expect(board).toEqual(long.boardAt(1_700))
    expect(shown.length).toBeLessThan(140)
  })

  it('pauses, and goes on from where it stands', async () => {
    const { player, clock, last } = playerOf(long)
    await player.seek(0)
    player.play()
    await clock.advance(1_500)
    player.pause()
    const there = last()
    await clock.advance(60_000)
    expect(last()).toBe(there)
    player.play()
    await clock.advance(2_500)
    expect(last()).toBeGreaterThan(there ?? 0)
  })

  it('goes on playing from where one seeks to', async () => {
    const { player, clock, last } = playerOf(long)
    await player.seek(0)
    player.play()
    await clock.advance(1_500)
    await player.seek(1_000)
    expect(player.playing).toBe(true)
    await clock.advance(2_500)
    expect(last()).toBeGreaterThan(1_000)
    expect(last()).toBeLessThan(1_010)
  })

  it('ends when the recording cannot be had, and says why', async () => {
    const recording = new FakeRecording(ideasComing(1_000))
    const { player, clock, ended } = playerOf(recording)
    await player.seek(499)
    recording.isDown = true
    player.play()
    await clock.advance(5_000)
    expect(ended).toEqual([expect.any(TypeError)])
    expect(player.playing).toBe(false)
  })
})
