// What a component is shown and may ask: the live room, or a moment of its recording.
//
// Components that only show things work in both; those that ask for something look at `live` first.

import { getContext, setContext, type Component } from 'svelte'
import { createSubscriber } from 'svelte/reactivity'

import type { Contribution, Role, View } from '../board/board'
import type { Command } from '../board/commands'
import type { Held } from '../board/select'
import type { Rejected, Room } from '../sync/room.svelte'

import type { PageConfig } from './config'

/** What only the facilitators' part of the application brings; fetched when somebody is one. */
export interface DeskTools {
  readonly IdeaTools: Component<{ id: string; text: string; hiddenReason: string | null }>
  readonly RoundTools: Component<{ id: string }>
  readonly DecisionTools: Component<{ id: string }>
  readonly ThemeTools: Component<{ id: string }>
  readonly Destroy: Component<{ kind: Contribution; id: string; text: string }>
}

export interface Scene extends Held {
  readonly config: PageConfig
  readonly view: View
  readonly role: Role | null
  /** The group whose board is looked at; null for everybody's. */
  readonly place: string | null
  /** The version of a recording that is looked at; null for the room as it is. */
  readonly version: number | null
  /** Whether one may write at the board that is looked at. */
  readonly atOwnBoard: boolean
  /** Look at a group's board, at everybody's with null, or where one's own is with undefined. */
  lookAt(group: string | null | undefined): void
  /** Whether things can be asked for; in a recording they cannot. */
  readonly live: boolean
  readonly actingFor: string | null
  /** Whose ideas and votes are at hand: those of the person acted for, or one's own. */
  readonly who: string | null
  /** The room's clock, ms UTC; a component that reads it is drawn again each second. */
  now(): number
  ask(command: Command): string
  /**
   * The same on behalf of a given person, whoever is acted for now; null for oneself. What comes
   * from paper says when it was written, ms UTC.
   */
  askFor(person: string | null, command: Command, saidAt?: number): string
  /** Whether what is asked is answered just now. */
  readonly online: boolean
  /** What was refused, until it is let go. */
  readonly rejected: readonly Rejected[]
  dismiss(rejected: string): void
  tools: DeskTools | undefined
  /** The thing of which it is told where it came from; null while nobody asks. */
  traced: Traced | null
}

/** A thing by its collection and identifier, or by the event that is about it; and who asked. */
export interface Traced {
  readonly about: string
  readonly opener: HTMLElement | null
}

const KEY = 'scene'

export const provideScene = (scene: Scene): Scene => setContext(KEY, scene)

export const useScene = (): Scene => getContext<Scene>(KEY)

/** The live room as a scene. */
export class RoomScene implements Scene {
  tools: DeskTools | undefined = $state.raw()
  traced: Traced | null = $state.raw(null)
  readonly #tick = everySecond()

  constructor(
    readonly room: Room,
    readonly config: PageConfig,
  ) {}

  get board() {
    return this.room.board
  }
  get mine() {
    return this.room.mine
  }
  get pending() {
    return this.room.pending
  }
  get me() {
    return this.room.me
  }
  get view() {
    return this.room.view
  }
  get role() {
    return this.room.role
  }
  get actingFor() {
    return this.room.actingFor
  }
  get who() {
    return this.room.actingFor ?? this.room.me
  }
  get place() {
    return this.room.place
  }
  readonly version = null
  get atOwnBoard() {
    return runs(this.role) || this.place === this.room.meeting
  }
  lookAt(group: string | null | undefined): void {
    this.room.looking = group
  }
  get live() {
    return true
  }
  get online() {
    return this.room.state === 'live' && !this.room.saving.late
  }

  get rejected() {
    return this.room.rejected
  }
  dismiss(rejected: string): void {
    this.room.dismiss(rejected)
  }

  now(): number {
    this.#tick()
    return this.room.serverNow()
  }

  ask(command: Command): string {
    return this.room.send(command)
  }

  askFor(person: string | null, command: Command, saidAt?: number): string {
    const actingFor = this.room.actingFor
    this.room.actingFor = person
    try {
      return this.room.send(command, person, saidAt)
    } finally {
      this.room.actingFor = actingFor
    }
  }
}

/** Those who run the workshop. */
export const runs = (role: Role | null): boolean =>
  role === 'facilitator' || role === 'co_facilitator'

/** Those who may add people without a device and act for them. */
export const helps = (role: Role | null): boolean => runs(role) || role === 'table_helper'

/** Those who may write and group; observers look on, and so do those asked not to write for now. */
export const contributes = (scene: Scene): boolean =>
  scene.live &&
  scene.atOwnBoard &&
  scene.role !== null &&
  scene.role !== 'observer' &&
  !isMuted(scene)

/** Those who may report something; who runs the workshop has other means. */
export const reports = (scene: Scene): boolean =>
  scene.live && scene.role !== null && !runs(scene.role)

/** Whether the person at hand was asked not to write for now. */
export const isMuted = (scene: Scene): boolean =>
  scene.mine.standings.get(scene.who ?? '')?.muted === true

function everySecond(): () => void {
  return createSubscriber((update) => {
    const timer = setInterval(update, 1000)
    return () => {
      clearInterval(timer)
    }
  })
}
