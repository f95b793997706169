import { describe, expect, it } from 'vitest'

import * as select from '../board/select'
import { encodeDown } from '../protocol/otherEnd'
import { ManualClock } from '../sync/fakes'

import { FakeRecording, ideasComing } from './fakes'
import { Replay } from './replay.svelte'

const TIMELINE = {
  head: 9,
  chapters: [],
  moments: [],
  annotations: [],
  activity: { bucket_ms: 1_000, buckets: [] },
}

function opened(recording = new FakeRecording(ideasComing(1_200))) {
  const clock = new ManualClock()
  const fetch = (url: string) =>
    url.startsWith('/moments')
      ? Promise.resolve(new Response(encodeDown(TIMELINE)))
      : recording.fetch(url)
  const where = { replayUrl: '/replay', momentsUrl: '/moments', head: recording.head }
  const replay = new Replay({ ...where, view: 'public' }, { fetch, later: clock.later })
  return { replay, recording, clock }
}

describe('a replay', () => {
  it('is held like a room: what draws a room draws a moment of the past', async () => {
    const { replay, recording } = opened()
    await replay.seek(700)
    expect(new Map(replay.board.ideas)).toEqual(recording.boardAt(700).ideas)
    expect(select.shownIdeas(replay).at(-1)).toMatchObject({ pending: false })
    expect(replay).toMatchObject({ seq: 700, at: recording.at(700), me: null, pending: [] })
  })

  it('says that something is on its way, and when it could not be had', async () => {
    const { replay, recording } = opened()
    recording.isDown = true
    const seeking = replay.seek(700)
    expect(replay.loading).toBe(true)
    await seeking
    expect(replay).toMatchObject({ loading: false, failed: true })
    recording.isDown = false
    await replay.seek(700)
    expect(replay.failed).toBe(false)
  })

  it('plays, pauses, and steps', async () => {
    const { replay, clock } = opened()
    await replay.seek(0)
    replay.speed = 2
    expect(replay.speed).toBe(2)
    replay.play()
    expect(replay.playing).toBe(true)
    await clock.advance(1_100)
    expect(replay.seq).toBeGreaterThan(1)
    replay.pause()
    expect(replay.playing).toBe(false)
    await replay.seek(4)
    await replay.forward()
    expect(replay.seq).toBe(5)
    await replay.back()
    expect(replay.seq).toBe(4)
    replay.play()
    await replay.forward()
    expect(replay.playing).toBe(false)
  })

  it('ends at the head, and says when playing failed', async () => {
    const { replay, clock, recording } = opened()
    await replay.seek(1_199)
    replay.play()
    await clock.advance(10_000)
    expect(replay).toMatchObject({ playing: false, failed: false })
    await replay.seek(499)
    recording.isDown = true
    replay.play()
    await clock.advance(20_000)
    expect(replay).toMatchObject({ playing: false, failed: true, seq: 499 })
    recording.isDown = false
    replay.play()
    await clock.advance(20_000)
    expect(replay).toMatchObject({ playing: true, failed: false })
    expect(replay.seq).toBeGreaterThan(499)
  })

  it('shows the same moment as another view saw it', async () => {
    const { replay, recording } = opened()
    replay.speed = 4
    await replay.seek(700)
    await replay.lookAs('participant')
    expect(replay).toMatchObject({ view: 'participant', seq: 700, speed: 4 })
    expect(recording.asked).toEqual(['/replay/public/1', '/replay/participant/1'])
  })

  it('has chapters and moments of its view', async () => {
    const { replay } = opened()
    await replay.loadTimeline()
    expect(replay.timeline).toEqual(TIMELINE)
    await replay.lookAs('participant')
    expect(replay.timeline).toBeUndefined()
  })
})
