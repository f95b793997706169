// Goes through a recording: to any version, step by step, or as it went with idle time left out. It
// moves a board that somebody else holds, and nobody but who is watching.

import { applyOps, copyOf, replaceWith, type Board, type Op, type Store } from '../board/board'

import { numberOf, type Chunks, type Step, type Stretch } from './chunks'

// A pause in the room is shown no longer than this, at the room's own speed; as the server has it.
const IDLE_MS = 3_000
// What falls due within one drawing of the screen is drawn together.
const FRAME_MS = 16

/** Where the player stands. */
export interface Position {
  readonly seq: number
  /** When it was so, ms UTC; undefined where nothing happened near. */
  readonly at: number | undefined
}

export interface PlayerOptions {
  readonly chunks: Chunks
  /** The last version there is. */
  readonly head: number
  /** The board that is moved. */
  readonly board: Store
  /** Do something later; returns what takes that back. */
  later(ms: number, act: () => void): () => void
  /** The board now is the one at this position. */
  moved(position: Position): void
  /** Playing ended: at the head, or because a chunk could not be had. */
  ended(error?: unknown): void
}

interface Due {
  readonly seq: number
  readonly inMs: number
}

/** Draw the board at a version, from the chunk it lies in. */
export function boardIn(stretch: Stretch, seq: number): Board & Store {
  const board = copyOf(stretch.board)
  applyOps(board, operations(stretch.steps.slice(0, countUpto(stretch, seq))))
  return board
}

export class Player {
  /** How many times faster than it was. */
  speed = 1
  playing = false

  private seq = -1
  // Where playing ends.
  private until: number
  // The chunk the board was drawn from; undefined before anything is shown.
  private stretch: Stretch | undefined
  // Counts what was asked for: only the last counts, whichever chunk arrives first.
  private wish = 0
  private cancelWait: () => void = () => undefined

  constructor(private readonly options: PlayerOptions) {
    this.until = options.head
  }

  /** Draw the board at a version, without moving. */
  async boardAt(seq: number): Promise<Board> {
    const there = this.within(seq)
    return boardIn(await this.options.chunks.chunk(numberOf(there)), there)
  }

  /** Go to a version; playing goes on from there. Rejects where its chunk cannot be had. */
  async seek(seq: number): Promise<void> {
    const { playing } = this
    const wish = this.newWish()
    await this.show(this.within(seq), wish)
    if (playing && wish === this.wish) this.play(this.until < seq ? undefined : this.until)
  }

  /** Show the next thing that happened. */
  async forward(): Promise<void> {
    const wish = this.newWish()
    const next = await this.after(this.seq)
    if (next !== undefined) await this.show(next.seq, wish)
  }

  /** Go back to before what happened last. */
  async back(): Promise<void> {
    const wish = this.newWish()
    const last = await this.lastUpto(this.seq)
    const before = last === undefined ? undefined : await this.lastUpto(last.seq - 1)
    await this.show(before?.seq ?? 0, wish)
  }

  /** Show what happened, as it went, up to a version. */
  play(until = this.options.head): void {
    const wish = this.newWish()
    this.until = until
    this.playing = true
    this.playOn(wish).catch((error: unknown) => {
      if (wish === this.wish) this.end(error)
    })
  }

  pause(): void {
    this.newWish()
  }

  private newWish(): number {
    this.playing = false
    this.cancelWait()
    return ++this.wish
  }

  private async playOn(wish: number): Promise<void> {
    while (wish === this.wish) {
      const due = await this.due()
      if (wish !== this.wish) return
      if (due === undefined) this.end()
      else {
        await this.wait(due.inMs)
        await this.show(due.seq, wish)
      }
    }
  }

  /** What to show next, and when: what happened next, with all that fell into the same frame. */
  private async due(): Promise<Due | undefined> {
    let due: Due | undefined
    let at = this.time()
    for (;;) {
      const next = await this.after(due?.seq ?? this.seq)
      if (next === undefined || next.seq > this.until) return due
      const inMs = (due?.inMs ?? 0) + this.pauseMs(at, next.at)
      if (due !== undefined && inMs > FRAME_MS) return due
      due = { seq: next.seq, inMs }
      at = next.at
    }
  }

  private pauseMs(from: number | undefined, to: number): number {
    return from === undefined ? 0 : Math.min(to - from, IDLE_MS) / this.speed
  }

  private wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.cancelWait = this.options.later(ms, resolve)
    })
  }

  private end(error?: unknown): void {
    this.newWish()
    this.options.ended(error)
  }

  private async show(seq: number, wish: number): Promise<void> {
    const stretch = await this.options.chunks.chunk(numberOf(seq))
    if (wish !== this.wish) return
    const { board } = this.options
    // On from where it stands, one does not have to draw all of it.
    if (stretch === this.stretch && seq >= this.seq) applyOps(board, this.upto(stretch, seq))
    else replaceWith(board, boardIn(stretch, seq))
    this.seq = seq
    this.stretch = stretch
    this.options.moved({ seq, at: this.time() })
  }

  private upto(stretch: Stretch, seq: number): Op[] {
    return operations(stretch.steps.slice(countUpto(stretch, this.seq), countUpto(stretch, seq)))
  }

  /** When the last thing happened up to here; at the very start of a chunk, when its first does. */
  private time(): number | undefined {
    if (this.stretch === undefined) return undefined
    const count = countUpto(this.stretch, this.seq)
    return this.stretch.steps[Math.max(0, count - 1)]?.at
  }

  /** The first step after a version, in whichever chunk. */
  private async after(seq: number): Promise<Step | undefined> {
    const { chunks, head } = this.options
    for (let number = numberOf(Math.max(0, seq)); number <= numberOf(head); number++) {
      const stretch = await chunks.chunk(number)
      const next = stretch.steps[countUpto(stretch, seq)]
      if (next !== undefined) return next.seq <= head ? next : undefined
    }
    return undefined
  }

  /** The last step not later than a version, in whichever chunk: a chunk's own begin after it. */
  private async lastUpto(seq: number): Promise<Step | undefined> {
    for (let number = numberOf(seq - 1); number >= 0; number--) {
      const stretch = await this.options.chunks.chunk(number)
      const last = stretch.steps[countUpto(stretch, seq) - 1]
      if (last !== undefined) return last
    }
    return undefined
  }

  private within(seq: number): number {
    return Math.max(0, Math.min(seq, this.options.head))
  }
}

function operations(steps: readonly Step[]): Op[] {
  return steps.flatMap((each) => each.ops)
}

/** How many of the steps are not later than a version. */
function countUpto({ steps }: Stretch, seq: number): number {
  let [from, to] = [0, steps.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((steps[middle]?.seq ?? Infinity) <= seq) from = middle + 1
    else to = middle
  }
  return from
}
