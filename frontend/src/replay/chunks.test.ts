import { describe, expect, it } from 'vitest'

import { Chunks, NoChunkError, numberOf } from './chunks'
import { FakeRecording, ideasComing } from './fakes'

function recorded(events: number) {
  const recording = new FakeRecording(ideasComing(events))
  return { recording, chunks: new Chunks('/w/workshop/replay', 'public', recording.fetch) }
}

describe('chunks (H3)', () => {
  it.each([
    [0, 0],
    [499, 0],
    [500, 1],
    [501, 1],
    [50_000, 100],
  ])('version %d lies in chunk %d', (seq, number) => {
    expect(numberOf(seq)).toBe(number)
  })

  it('are asked for as the view, once', async () => {
    const { recording, chunks } = recorded(1_200)
    const [one, other] = await Promise.all([chunks.chunk(1), chunks.chunk(1)])
    expect(one).toBe(other)
    expect(one).toMatchObject({ at: 500 })
    expect(one.steps[0]).toMatchObject({ seq: 502, at: recording.at(502) })
    expect(recording.asked).toEqual(['/w/workshop/replay/public/1'])
  })

  it('only the last few are kept', async () => {
    const { recording, chunks } = recorded(6_000)
    for (let number = 0; number < 10; number++) await chunks.chunk(number)
    await chunks.chunk(9)
    expect(recording.asked).toHaveLength(10)
    await chunks.chunk(0)
    expect(recording.asked).toHaveLength(11)
  })

  it('one that could not be had is asked for again', async () => {
    const { recording, chunks } = recorded(100)
    recording.isDown = true
    await expect(chunks.chunk(0)).rejects.toThrow(TypeError)
    recording.isDown = false
    await expect(chunks.chunk(0)).resolves.toMatchObject({ at: 0 })
    await expect(chunks.chunk(7)).rejects.toThrow(NoChunkError)
  })
})
