// A recording at a glance, as codesign/projections/timeline.py tells it to a view: chapters, about
// eight telling moments, and how busy it was.

import { decodePlain } from '../protocol/codec'
import type { View } from '../protocol/records'

import { NoChunkError, type Fetch } from './chunks'

/** A stage, a breakout, a vote or a decision: where it begins, and where it ends if it does. */
export interface Chapter {
  readonly seq: number
  readonly at: number
  readonly kind: 'stage' | 'breakout' | 'round' | 'decision'
  readonly subject: string
  readonly title: string
  readonly until_seq: number | null
}

/** Something to look at first, told in a sentence. */
export interface Moment {
  readonly seq: number
  readonly at: number
  readonly kind: string
  readonly subject: string
  readonly title: string
}

/** How many things happened in a stretch of time; those of organisations are among all. */
export interface Bucket {
  readonly at: number
  readonly total: number
  readonly by_organisation: Readonly<Record<string, number>>
}

/** What somebody wrote beside a moment. */
export interface Annotation {
  readonly id: string
  readonly seq: number
  readonly text: string
  readonly author: string | null
  readonly seen_by: View
  readonly redacted: boolean
}

/** Everything up to version `head`, each list in order of time. */
export interface Timeline {
  readonly head: number
  readonly chapters: readonly Chapter[]
  readonly moments: readonly Moment[]
  readonly annotations: readonly Annotation[]
  readonly activity: { readonly bucket_ms: number; readonly buckets: readonly Bucket[] }
}

/** Ask for the timeline as a view saw it. Rejects where it cannot be had. */
export async function loadTimeline(
  momentsUrl: string,
  view: View,
  fetch: Fetch,
  group: string | null = null,
): Promise<Timeline> {
  const ofGroup = group === null ? '' : `&group=${group}`
  const response = await fetch(`${momentsUrl}?view=${view}${ofGroup}`)
  if (!response.ok) throw new NoChunkError(response.status)
  return decodePlain(new Uint8Array(await response.arrayBuffer())) as unknown as Timeline
}
