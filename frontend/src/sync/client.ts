// The conversation with the server (SPEC.md): who one is, what the board is and how it changes, and
// what was asked. It knows versions and nothing of what records mean.
//
// The rule it keeps: what is told upwards is the board at `seq`, without a hole. Whatever does not
// fit ends the connection, and the next one says what is held.

import { CloseCode } from '../protocol/closeCodes'
import { decode, encode, records, type PlainCollections } from '../protocol/codec'
import {
  PROTOCOL_VERSION,
  type Delta,
  type Down,
  type Have,
  type Ping,
  type Presence,
  type Snapshot,
  type Welcome,
} from '../protocol/messages'
import type { AnyRecord, Op } from '../protocol/ops'

import { ServerClock } from './clock'
import { Outbox, type Waiting } from './outbox'
import { retryAfterMs } from './retryAfter'
import type { Seams } from './seams'
import { commandFrame, Sender } from './sender'
import { BusyError, Line, StopError } from './socket'
import { Ways } from './ways'

// How long a version may stay behind the head it was told of (L2): the second by which a change that
// is invisible here may be told late (D4), and one for the way.
const BEHIND_MS = 2_000
// Whoever moves to another server is there within a moment: only a longer one is told of.
const MOVING_MS = 1_000
// So long at most one stays at a server that is too old for what a newer one wrote (N7).
const BEHIND_SERVER_MS = 60_000
// Where one is typing is told no more often than this, and that one still is no more often than that;
// the server forgets it after six seconds.
const TYPING_MS = 1_000
const STILL_TYPING_MS = 3_000
// No login, not for this one, and a login whose person was removed.
const JOIN_AGAIN: readonly number[] = [401, 403, 410]
const NOT_FOUND = 404

/** What the client tells; calls come one after the other and are answered by returning. */
export interface ClientEvents {
  welcomed(welcome: Welcome): void
  /** A whole board in the place of the one before. */
  replaced(board: PlainCollections): void
  changed(ops: readonly Op[]): void
  mineChanged(ops: readonly Op[]): void
  /** All up to this version has been told. */
  moved(seq: number): void
  presence(presence: Presence): void
  /** What is shown is what the room knows. */
  live(): void
  /** The server is too old for what a newer one wrote: until the next welcome nothing moves. */
  behind(): void
  /** Blocked: pages reach the server and the room does not, so that waiting is of no use. */
  offline(isBlocked: boolean): void
  /** A close code, or the status of the page that gives tickets. */
  stopped(code: number): void
  /** What waits or was refused is other than before. */
  outboxChanged(): void
}

export interface ClientOptions {
  readonly workshop: string
  readonly person: string
  readonly ticketUrl: string
  readonly socketUrl: string
  /** Where the socket is blocked (T1). */
  readonly streamUrl: string
  readonly commandsUrl: string
}

/** A snapshot of which not all parts are here. */
interface Assembly {
  readonly at: number
  readonly part: number
  readonly count: number
  readonly board: Record<string, Record<string, AnyRecord>>
}

export class Client {
  readonly outbox: Outbox
  readonly clock: ServerClock

  private readonly ways: Ways
  private readonly line: Line
  private readonly sender: Sender
  // Counts connections, so that what was begun on one is not finished on another.
  private connection = 0
  private ticket = ''
  private have: Have | undefined
  private welcome: Welcome | undefined
  private assembly: Assembly | undefined
  private awaitsSnapshot = false
  private cancelHeadCheck: (() => void) | undefined
  private cancelOffline: (() => void) | undefined
  private typing: string | null = null
  private typingTold: string | null = null
  private typingToldAt = 0
  private cancelTyping: (() => void) | undefined

  constructor(
    private readonly options: ClientOptions,
    private readonly events: ClientEvents,
    private readonly seams: Seams,
  ) {
    this.clock = new ServerClock(() => seams.now())
    this.outbox = new Outbox({
      workshop: options.workshop,
      person: options.person,
      now: () => seams.now(),
      later: (ms, act) => seams.later(ms, act),
      changed: () => {
        events.outboxChanged()
      },
    })
    this.ways = new Ways(options, seams)
    this.line = new Line(this.ways, this.lineEvents(), seams)
    this.sender = new Sender({
      outbox: this.outbox,
      seams,
      commandsUrl: options.commandsUrl,
      send: (frame) => {
        this.line.send(frame)
      },
    })
  }

  /** Join, and stay. */
  open(): void {
    // Shown before there is a connection.
    void this.outbox.load()
    this.line.open()
  }

  /** Ask something; kept until it is answered. Throws a RangeError for numbers that are not whole. */
  submit(command: Omit<Waiting, 'order' | 'askedAt'>): void {
    // Found out here rather than by the server, which would hang up each time it is sent.
    commandFrame(command)
    this.outbox.add({ ...command, askedAt: this.seams.now() })
    this.sender.flush()
  }

  /** Say where this person is typing, at every key, or nowhere. */
  setTyping(stage: string | null): void {
    this.typing = stage
    this.tellTyping()
  }

  /** Leave; what waits stays kept. */
  close(): void {
    this.line.close()
    this.forget()
    this.cancelOffline?.()
    this.cancelTyping?.()
    this.outbox.close()
  }

  // --- the connection -----------------------------------------------------

  private lineEvents() {
    return {
      prepare: () => this.fetchTicket(),
      opened: () => {
        this.hello()
      },
      received: (frame: Uint8Array) => {
        this.received(frame)
      },
      awaitsMs: () => this.sender.awaitsMs(),
      lost: (moves: boolean) => {
        this.forget()
        this.tellOffline(moves ? MOVING_MS : 0)
      },
      stopped: (code: number) => {
        this.forget()
        this.cancelOffline?.()
        this.events.stopped(code)
      },
    }
  }

  /** Get a ticket with the login (H2); a ticket is good for one try. */
  private async fetchTicket(): Promise<void> {
    const response = await this.seams.fetch(this.options.ticketUrl, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
    })
    const { status } = response
    if (JOIN_AGAIN.includes(status)) throw new StopError(CloseCode.badTicket)
    if (status === NOT_FOUND) throw new StopError(NOT_FOUND)
    const busyMs = retryAfterMs(response)
    if (busyMs !== undefined) throw new BusyError(busyMs)
    const { ticket } = (await response.json()) as { ticket?: unknown }
    // A hotel's own page, for one, answers anything with 200.
    if (typeof ticket !== 'string') throw new Error('no ticket')
    this.ticket = ticket
  }

  private hello(): void {
    const have = this.have ?? null
    this.line.send(encode({ t: 'hello', v: PROTOCOL_VERSION, ticket: this.ticket, have }))
  }

  /** Forget what belongs to a connection; what is held of the board stays. */
  private forget(): void {
    this.connection += 1
    this.welcome = undefined
    this.assembly = undefined
    this.typingTold = null
    this.sender.lost()
    this.cancelHeadCheck?.()
    this.cancelHeadCheck = undefined
  }

  private tellOffline(inMs: number): void {
    this.cancelOffline?.()
    const tell = () => {
      this.events.offline(this.ways.isBlocked)
    }
    if (inMs === 0) tell()
    else this.cancelOffline = this.seams.later(inMs, tell)
  }

  private received(frame: Uint8Array): void {
    let message: Down | undefined
    try {
      message = decode(frame)
      if (message !== undefined) this.understood(message)
    } catch (error) {
      // Whatever it was, what is held is still the board at `seq`; a new connection goes on from it.
      console.error(error)
      this.line.reopen()
    }
  }

  private understood(message: Down): void {
    switch (message.t) {
      case 'welcome':
        this.welcomed(message)
        break
      case 'snapshot':
        this.snapshot(message)
        break
      case 'mine':
        this.events.mineChanged(message.ops)
        break
      case 'delta':
        this.delta(message)
        break
      case 'ack':
        this.sender.acknowledged(message)
        break
      case 'reject':
        this.sender.rejected(message)
        break
      case 'presence':
        this.events.presence(message)
        break
      case 'ping':
        this.ping(message)
        break
      case 'drain':
        if (message.behind === true) this.events.behind()
        this.line.drain(message.within_ms)
        break
    }
  }

  // --- the board ----------------------------------------------------------

  /** The first of a connection, or a later one because what this person may see changed (O9). */
  private welcomed(welcome: Welcome): void {
    const first = this.welcome === undefined
    this.welcome = welcome
    this.assembly = undefined
    this.awaitsSnapshot = welcome.mode === 'snapshot'
    if (first) this.clock.forget()
    this.clock.heard(welcome.now)
    this.events.welcomed(welcome)
    if (first) void this.begin(welcome)
    // Perhaps the newer one serves who comes again (N7).
    if (first && welcome.behind === true) this.line.drain(BEHIND_SERVER_MS)
    this.tellIfLive()
  }

  private async begin(welcome: Welcome): Promise<void> {
    const { connection } = this
    this.line.settled()
    if (this.typing !== null) this.setTyping(this.typing)
    // First everything that waits, in its order: also what another tab closed with unanswered.
    await this.outbox.load()
    if (connection === this.connection) this.sender.welcomed(welcome.limits)
  }

  /** Put the parts together; the board before stays until the last one is here (S1, D6). */
  private snapshot(part: Snapshot): void {
    const before = this.assembly
    const goesOn = before?.at === part.at && before.part < part.part
    const board = goesOn ? before.board : {}
    for (const [collection, some] of Object.entries(records(part)))
      board[collection] = { ...board[collection], ...some }
    const count = goesOn ? before.count + 1 : 1
    this.assembly = { at: part.at, part: part.part, count, board }
    if (part.hash8 === undefined) return
    if (count === part.parts) this.taken(part, part.hash8, board)
    else this.line.reopen()
  }

  private taken(last: Snapshot, hash8: Uint8Array, board: PlainCollections): void {
    this.assembly = undefined
    this.awaitsSnapshot = false
    this.events.replaced(board)
    this.at({ epoch: last.epoch, seq: last.at, hash8, ...this.audience() })
  }

  /** Apply what follows on what is held; anything missed ends the connection (D1). */
  private delta(delta: Delta): void {
    const { have } = this
    const fits = have !== undefined && isSame(have.epoch, delta.epoch) && delta.from <= have.seq + 1
    if (!fits) this.line.reopen()
    else if (delta.to > have.seq) {
      this.events.changed(delta.ops)
      this.at({ ...have, seq: delta.to, hash8: delta.hash8 })
    }
  }

  private audience(): Pick<Have, 'view' | 'group'> {
    const { view = 'public', group = null } = this.welcome ?? {}
    return { view, ...(group !== null && { group }) }
  }

  private at(have: Have): void {
    const { epoch, seq, hash8 } = have
    // Copies, since the bytes read from a frame keep the whole of it in memory.
    this.have = { ...have, epoch: epoch.slice(), hash8: hash8.slice() }
    this.events.moved(seq)
    this.sender.moved(seq)
    this.tellIfLive()
  }

  private tellIfLive(): void {
    const { welcome, have } = this
    if (welcome === undefined || have === undefined || this.awaitsSnapshot) return
    if (have.seq < welcome.head) return
    this.cancelOffline?.()
    this.events.live()
  }

  // --- liveness -----------------------------------------------------------

  private ping({ now, head }: Ping): void {
    this.clock.heard(now)
    this.line.send(encode({ t: 'pong', now }))
    const seq = this.have?.seq ?? 0
    if (head <= seq) return
    this.cancelHeadCheck?.()
    this.cancelHeadCheck = this.seams.later(BEHIND_MS, () => {
      const onItsWay = this.awaitsSnapshot || this.assembly !== undefined
      if (this.have?.seq === seq && !onItsWay) this.line.reopen()
    })
  }

  private tellTyping(): void {
    if (this.welcome === undefined) return
    const isNew = this.typing !== this.typingTold
    if (!isNew && this.typing === null) return
    const waitMs = this.typingToldAt + (isNew ? TYPING_MS : STILL_TYPING_MS) - this.seams.now()
    if (waitMs <= 0) this.sendTyping()
    else if (isNew) this.tellTypingLater(waitMs)
  }

  private sendTyping(): void {
    this.typingTold = this.typing
    this.typingToldAt = this.seams.now()
    this.line.send(encode({ t: 'presence', typing: this.typing }))
  }

  private tellTypingLater(ms: number): void {
    this.cancelTyping?.()
    this.cancelTyping = this.seams.later(ms, () => {
      this.tellTyping()
    })
  }
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, place) => byte === other[place])
}
