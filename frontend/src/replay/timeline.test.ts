import { describe, expect, it, vi } from 'vitest'

import { encodeDown } from '../protocol/otherEnd'

import { NoChunkError } from './chunks'
import { loadTimeline } from './timeline'

describe('the timeline', () => {
  const told = {
    head: 9,
    chapters: [],
    moments: [],
    annotations: [],
    activity: { bucket_ms: 1_000, buckets: [] },
  }

  it('is asked for as a view', async () => {
    const fetch = vi.fn().mockResolvedValue(new Response(encodeDown(told)))
    expect(await loadTimeline('/w/workshop/moments', 'partner', fetch)).toEqual(told)
    expect(fetch).toHaveBeenCalledWith('/w/workshop/moments?view=partner')
  })

  it('may not be for this view', async () => {
    const fetch = vi.fn().mockResolvedValue(new Response('', { status: 403 }))
    await expect(loadTimeline('/moments', 'facilitator', fetch)).rejects.toThrow(NoChunkError)
  })
})
