// A recording for tests, told in chunks as the server tells it.

import { applyOps, emptyBoard, type AnyRecord, type Op, type Store } from '../board/board'
import { encodeDown } from '../protocol/otherEnd'

import { CHUNK_VERSIONS } from './chunks'

const START = 1_760_000_000_000

/** What happened, version by version from 1; a version in which nothing moved has no operations. */
export class FakeRecording {
  /** The head that is told; more may have happened since. */
  head: number
  readonly asked: string[] = []
  isDown = false
  private readonly times: readonly number[]

  constructor(
    readonly log: readonly (readonly Op[])[],
    gapMs: (seq: number) => number = () => 1_000,
  ) {
    let at = START
    this.head = log.length
    this.times = log.map((_, place) => (at += gapMs(place + 1)))
  }

  /** The board at a version, from the very beginning. */
  boardAt(seq: number): Store {
    const board = emptyBoard()
    for (const ops of this.log.slice(0, seq)) applyOps(board, ops)
    return board
  }

  at(seq: number): number {
    return this.times[seq - 1] ?? START
  }

  readonly fetch = (url: string): Promise<Response> => {
    this.asked.push(url)
    if (this.isDown) return Promise.reject(new TypeError('Failed to fetch'))
    const number = Number(url.split('/').at(-1))
    const from = number * CHUNK_VERSIONS
    if (!(from >= 0 && from <= this.log.length))
      return Promise.resolve(new Response('', { status: 404 }))
    return Promise.resolve(new Response(encodeDown(this.chunk(from))))
  }

  private chunk(from: number) {
    const records = plain(this.boardAt(from))
    const steps = this.log
      .slice(from, from + CHUNK_VERSIONS)
      .map((ops, place) => [from + place + 1, this.at(from + place + 1), ops] as const)
      .filter(([, , ops]) => ops.length > 0)
    return { at: from, records, steps }
  }
}

/** A recording of ideas that come and are grouped, in which every third event moves nothing. */
export function ideasComing(events: number): readonly (readonly Op[])[] {
  return Array.from({ length: events }, (_, place) => {
    if (place % 3 === 2) return []
    const idea = `idea ${Math.floor(place / 3)}`
    return place % 3 === 0
      ? [['put', 'ideas', idea, { text: `${place}`, theme: null, seq: place }]]
      : [['patch', 'ideas', idea, { theme: `theme ${place % 7}` }]]
  })
}

function plain(store: Store): Record<string, Record<string, AnyRecord>> {
  return Object.fromEntries(
    Object.entries(store).map(([collection, held]) => [collection, Object.fromEntries(held)]),
  )
}
