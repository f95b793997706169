// A moment of a recording as a scene: to be looked at, with nothing in it to ask for.

import { untrack } from 'svelte'

import type { Command } from '../../board/commands'
import type { Replay } from '../../replay/replay.svelte'

import type { PageConfig } from '../config'
import type { Scene, Traced } from '../scene.svelte'

import { changedSince, litAt, standingAt, stillOf, type Still } from './happened'

// More than this at once is a jump to elsewhere, not something that happened.
const A_STEP = 40

export class ReplayScene implements Scene {
  readonly me = null
  readonly role = null
  readonly actingFor = null
  readonly who = null
  readonly live = false
  readonly atOwnBoard = false
  readonly online = true
  readonly pending = []
  readonly rejected = []
  readonly tools = undefined
  traced: Traced | null = $state.raw(null)
  /** What the last step changed. */
  changed: readonly string[] = $state.raw([])
  #before: Still | undefined

  /** Must be made while a component is set up. */
  constructor(
    readonly replay: Replay,
    readonly config: PageConfig,
  ) {
    $effect(() => {
      const { seq } = this.replay
      untrack(() => {
        this.noticeChange(seq)
      })
    })
  }

  get board() {
    return this.replay.board
  }
  get mine() {
    return this.replay.mine
  }
  get view() {
    return this.replay.view
  }

  get place() {
    return this.replay.group
  }
  get version() {
    return this.replay.seq
  }
  lookAt(): void {
    throw new Error('a recording is of one board')
  }

  now(): number {
    return this.replay.at ?? 0
  }

  dismiss(): void {
    throw new Error('in a recording nothing is refused')
  }

  ask(_command: Command): string {
    throw new Error('a recording takes nothing')
  }

  askFor(_person: string | null, command: Command): string {
    return this.ask(command)
  }

  /** The ids of what this moment is about. */
  get lit(): ReadonlySet<string> {
    const { seq, timeline } = this.replay
    return litAt(this.board, timeline, seq, this.changed)
  }

  private noticeChange(seq: number): void {
    const changed = this.#before && changedSince(this.#before, this.board, A_STEP)
    this.changed = changed ?? standingAt(this.board, seq)
    this.#before = stillOf(this.board)
  }
}
