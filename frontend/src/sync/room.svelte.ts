// The room as components see it: fields to read, and a few things to ask. Everything here is
// reactive; a component that reads one record is drawn again when that record changes.

import { SvelteMap, SvelteSet } from 'svelte/reactivity'

import {
  applyOps,
  BOARD_COLLECTIONS,
  emptyOf,
  MINE_COLLECTIONS,
  replaceWith,
  storeOf,
  type BoardRecords,
  type MineRecords,
  type Op,
  type Plain,
  type Role,
  type View,
} from '../board/board'
import { boardFor, meetingOf } from '../board/breakouts'
import { mint } from '../board/ids'
import type { Pending } from '../board/select'
import type { Command } from '../protocol/commands'
import type { Presence, Welcome } from '../protocol/messages'

import { Client, type ClientEvents } from './client'
import type { Refused, Waiting } from './outbox'
import { browser, type Seams } from './seams'
import { stopWords } from './stopWords'

export type { Pending } from '../board/select'

export type Live<R> = { readonly [C in keyof R]: SvelteMap<string, R[C]> }

/** Where the room is, and whose it is. */
export interface RoomOptions {
  readonly workshop: string
  /** POST here gives {ticket} (H2). */
  readonly ticketUrl: string
  /** ws: or wss:, or a path on this host. */
  readonly socketUrl: string
  /** POST here opens a stream, where sockets are blocked (T1). */
  readonly streamUrl: string
  /** POST here takes one large command (H1). */
  readonly commandsUrl: string
  /** Whose unanswered commands are kept: the participant's id, or the login's where there is none. */
  readonly person: string
}

/**
 * connecting: the first board has not come. live: everything on screen is what the room knows.
 * offline: the line is lost, what was last seen stays readable and what is asked is kept.
 * stopped: it will not try again by itself; `stoppedWhy` says what to do.
 */
export type RoomState = 'connecting' | 'live' | 'offline' | 'stopped'

/** For "Saved", "Sending 2", "Not connected: 3 kept here, will send". */
export interface Saving {
  readonly waiting: number
  /** There was no answer for a while, so that what waits is not saved, though the line stands. */
  readonly late: boolean
  /** The server said that it cannot store what waits at present: its disk is full, or worse. */
  readonly unstored: boolean
  /** More was asked than goes out at once: for about so long, ms, some of it waits. Or 0. */
  readonly allInMs: number
  /** memory: this browser keeps nothing on disk (a private window); closing the page loses them. */
  readonly kept: 'disk' | 'memory'
}

/** A command that was refused; its words are kept here until dismissed. */
export interface Rejected {
  readonly id: string
  readonly type: string
  readonly code: string
  /** A sentence for people, from the server. */
  readonly message: string
  /** Which row, from 1, and which field it is about, where it is about one. */
  readonly row?: number
  readonly field?: string
  /** What was typed, to be offered back. */
  readonly words?: string
  readonly command: Command
  /** The person it was for; null for oneself. */
  readonly actingFor: string | null
}

/** What a command says in a person's own words, under whichever names it carries them. */
function wordsOf({ data }: Command): string | undefined {
  const { text, title, question, name, purpose, reasons, reason, options } = data as Record<
    string,
    unknown
  >
  const written = [options, reasons].flatMap((each) =>
    Array.isArray(each) ? each.map((one: { text?: unknown }) => one.text) : [],
  )
  const words = [text, title, question, name, purpose, reasons, reason, ...written]
  const said = words.filter((each) => typeof each === 'string' && each !== '')
  return said.length === 0 ? undefined : said.join('\n')
}

function pendingOf(waiting: Waiting): Pending {
  const { id, actingFor, group = null, askedAt } = waiting
  return { id, command: commandOf(waiting), actingFor, group, askedAt }
}

function rejectedOf(refused: Refused): Rejected {
  const { id, type, code, message, actingFor, row, field } = refused
  const at = { ...(row !== undefined && { row }), ...(field !== undefined && { field }) }
  const command = commandOf(refused)
  const words = wordsOf(command)
  return {
    id,
    type,
    code,
    message,
    command,
    actingFor,
    ...at,
    ...(words !== undefined && { words }),
  }
}

// What lies in the outbox was put there by `send`, perhaps of an earlier visit.
function commandOf({ type, data }: Waiting): Command {
  return { type, data } as Command
}

export class Room {
  readonly board = emptyOf(BOARD_COLLECTIONS, () => new SvelteMap()) as Live<BoardRecords>
  readonly mine = emptyOf(MINE_COLLECTIONS, () => new SvelteMap()) as Live<MineRecords>

  state: RoomState = $state('connecting')
  /** Offline, and something between here and the server holds the room back: pages come through. */
  blocked: boolean = $state(false)
  /** What is shown stands still: a newer server has taken over, and this page is not there yet. */
  behind: boolean = $state(false)
  /** Plain words, with what to do; only while `state` is stopped. */
  stoppedWhy: string | undefined = $state()
  saving: Saving = $state.raw({
    waiting: 0,
    late: false,
    unstored: false,
    allInMs: 0,
    kept: 'disk',
  })
  /** In the order of sending. */
  pending: readonly Pending[] = $state.raw([])
  rejected: readonly Rejected[] = $state.raw([])

  me: string | null = $state(null)
  role: Role | null = $state(null)
  view: View = $state('public')
  /** The breakout this person is in. */
  group: string | null = $state(null)
  /** Everybody this connection may act for, oneself included. */
  seats: readonly string[] = $state.raw([])
  /** Whom the table helper acts for just now; goes with every command as `for`. */
  actingFor: string | null = $state(null)

  /** The group whose board is looked at, null for everybody's; undefined looks where one is. */
  looking: string | null | undefined = $state()

  /** How many are here; `present` names them, save to the public. */
  here = $state(0)
  /** How far counts are that take long, in percent by the round. */
  counting: Readonly<Record<string, number>> = $state.raw({})
  readonly present = new SvelteSet<string>()
  /** Who is typing. */
  readonly typing = new SvelteSet<string>()

  /** The version the board is at. */
  seq = $state(0)

  private readonly client: Client

  /** Join the room; it connects by itself, and again whenever the line is lost. */
  constructor(
    readonly options: RoomOptions,
    seams: Seams = browser(),
  ) {
    this.client = new Client(options, this.events(), seams)
    this.client.open()
  }

  /**
   * Ask something of the room; returns the command's id. It is shown as pending at once, kept until
   * it is answered, and sent when there is a line. What comes from paper says when it was written.
   */
  send(command: Command, actingFor = this.actingFor, saidAt?: number): string {
    const id = mint()
    const { type } = command
    const group = boardFor(command, this.place)
    // Plain values: a view may hand over its reactive state, which cannot be kept on disk.
    const data = $state.snapshot(command.data)
    const paper = saidAt === undefined ? {} : { saidAt }
    const board = group === null ? {} : { group }
    this.client.submit({ id, type, data, actingFor, ...paper, ...board })
    return id
  }

  /** The group at whose board the person at hand writes: theirs, while it meets. */
  get meeting(): string | null {
    return meetingOf(this.board, this.actingFor ?? this.me)
  }

  /** The group whose board is on screen, null for everybody's. */
  get place(): string | null {
    const { looking, meeting } = this
    // A group may go away while its board is looked at.
    const there = looking === null || (looking !== undefined && this.board.groups.has(looking))
    return there ? looking : meeting
  }

  /** Let a refused command go; its words go with it. */
  dismiss(id: string): void {
    this.client.outbox.dismiss(id)
  }

  /** Say in which stage I am typing, or nowhere. */
  setTyping(stage: string | null): void {
    this.client.setTyping(stage)
  }

  /** The server's clock, ms UTC: what timers count against. */
  serverNow(): number {
    return this.client.clock.read()
  }

  /** Hang up for good; unanswered commands stay kept. */
  close(): void {
    this.client.close()
  }

  private events(): ClientEvents {
    return {
      welcomed: (welcome) => {
        this.welcomed(welcome)
      },
      replaced: (board: Plain) => {
        replaceWith(this.board, storeOf(board))
      },
      changed: (ops: readonly Op[]) => {
        applyOps(this.board, ops)
      },
      mineChanged: (ops: readonly Op[]) => {
        applyOps(this.mine, ops)
      },
      moved: (seq) => {
        this.seq = seq
      },
      presence: (presence) => {
        this.presence(presence)
      },
      live: () => {
        this.state = 'live'
        this.blocked = false
      },
      behind: () => {
        this.behind = true
      },
      offline: (isBlocked) => {
        this.state = 'offline'
        this.blocked = isBlocked
      },
      stopped: (code) => {
        this.state = 'stopped'
        this.stoppedWhy = stopWords(code)
      },
      outboxChanged: () => {
        this.outboxChanged()
      },
    }
  }

  private welcomed({ me, role, view, group, seats, behind = false }: Welcome): void {
    this.behind = behind
    this.me = me
    this.role = role
    this.view = view
    this.group = group
    this.seats = seats
    // Somebody else may help this person now.
    if (this.actingFor !== null && !seats.includes(this.actingFor)) this.actingFor = null
    this.present.clear()
    this.typing.clear()
  }

  private presence(told: Presence): void {
    this.here = told.here
    this.counting = told.counting ?? {}
    for (const each of told.in ?? []) this.present.add(each)
    for (const each of told.out ?? []) this.present.delete(each)
    if (told.typing === undefined) return
    this.typing.clear()
    for (const each of told.typing) this.typing.add(each)
  }

  private outboxChanged(): void {
    const { waiting, refused, kept, isLate, isUnstored, paceMs } = this.client.outbox
    this.saving = {
      waiting: waiting.length,
      late: isLate,
      unstored: isUnstored,
      allInMs: waiting.length * paceMs,
      kept,
    }
    this.pending = waiting.map(pendingOf)
    this.rejected = refused.map(rejectedOf)
  }
}
