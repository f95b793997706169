// A recording as components see it: fields to read, and a few things to ask. It is held like a room
// with nothing pending and nothing mine, so that what draws a room draws a moment of the past too.

import {
  BOARD_COLLECTIONS,
  emptyMine,
  emptyOf,
  type Board,
  type BoardRecords,
  type View,
} from '../board/board'
import type { Held, Pending } from '../board/select'

import { Chunks, type Fetch } from './chunks'
import { Collection } from './collection.svelte'
import { Player } from './player'
import { loadTimeline, type Timeline } from './timeline'

type Moved<R> = { readonly [C in keyof R]: Collection<R[C]> }

export interface ReplayOptions {
  /** Its chunks are beneath it (H3). */
  readonly replayUrl: string
  readonly momentsUrl: string
  readonly head: number
  /** As whom to look; `lookAs` changes it. */
  readonly view: View
  /** The group whose board it is; the room's without. */
  readonly group?: string | null
}

/** What the world gives; handed in by tests. */
export interface ReplaySeams {
  fetch: Fetch
  later(ms: number, act: () => void): () => void
}

export class Replay implements Held {
  readonly board = emptyOf(BOARD_COLLECTIONS, () => new Collection()) as Moved<BoardRecords>
  readonly mine = emptyMine()
  readonly pending: readonly Pending[] = []
  readonly me = null

  readonly head: number
  view: View = $state('public')
  group: string | null = $state(null)
  /** The board that is looked at, as of a scene. */
  get place(): string | null {
    return this.group
  }

  /** The version shown. */
  seq = $state(0)
  /** When it was so, ms UTC. */
  at: number | undefined = $state()
  playing = $state(false)
  /** What was asked for could not be had; asking again may help. */
  failed = $state(false)
  timeline: Timeline | undefined = $state.raw()

  private player: Player

  /** Nothing is shown before the first `seek`. */
  constructor(
    private readonly options: ReplayOptions,
    private readonly seams: ReplaySeams = browserSeams,
  ) {
    this.head = options.head
    this.view = options.view
    this.group = options.group ?? null
    this.player = this.newPlayer()
  }

  /** Go to a version; playing goes on from there. */
  seek(seq: number): Promise<void> {
    return this.tried(() => this.player.seek(seq))
  }

  /** The board at a version, without moving. Rejects where it cannot be had. */
  boardAt(seq: number): Promise<Board> {
    return this.player.boardAt(seq)
  }

  /** Show the next thing that happened. */
  forward(): Promise<void> {
    return this.tried(() => this.player.forward())
  }

  /** Go back to before what happened last. */
  back(): Promise<void> {
    return this.tried(() => this.player.back())
  }

  /** Show what happened, as it went, up to a version. */
  play(until?: number): void {
    this.failed = false
    this.player.play(until)
    this.playing = true
  }

  pause(): void {
    this.player.pause()
    this.playing = false
  }

  /** How many times faster than it was. */
  get speed(): number {
    return this.rate
  }

  set speed(times: number) {
    this.rate = times
    this.player.speed = times
  }

  /** See the same moment as another view saw it. */
  lookAs(view: View, group: string | null = null): Promise<void> {
    this.pause()
    this.view = view
    this.group = group
    this.timeline = undefined
    this.player = this.newPlayer()
    return this.seek(this.seq)
  }

  /** Get the chapters, moments and activity of this view. */
  loadTimeline(): Promise<void> {
    const { view, group } = this
    return this.tried(async () => {
      const timeline = await loadTimeline(this.options.momentsUrl, view, this.seams.fetch, group)
      if (view === this.view && group === this.group) this.timeline = timeline
    })
  }

  /** Something that was asked for is on its way. */
  get loading(): boolean {
    return this.asked > 0
  }

  private rate = $state(1)
  private asked = $state(0)

  private newPlayer(): Player {
    const player: Player = new Player({
      chunks: new Chunks(this.options.replayUrl, this.view, this.seams.fetch, this.group),
      head: this.head,
      board: this.board,
      later: (ms, act) => this.seams.later(ms, act),
      moved: ({ seq, at }) => {
        for (const each of Object.values(this.board)) each.tell()
        this.seq = seq
        this.at = at
      },
      ended: (error) => {
        this.playing = false
        this.failed = error !== undefined
      },
    })
    player.speed = this.rate
    return player
  }

  /** Do what takes a while and may fail. */
  private async tried(act: () => Promise<void>): Promise<void> {
    this.asked += 1
    this.failed = false
    try {
      await act()
    } catch {
      this.failed = true
    } finally {
      this.asked -= 1
      this.playing = this.player.playing
    }
  }
}

const browserSeams: ReplaySeams = {
  fetch: (url) => fetch(url, { credentials: 'same-origin' }),
  later: (ms, act) => {
    const timer = setTimeout(act, ms)
    return () => {
      clearTimeout(timer)
    }
  },
}
