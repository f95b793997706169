// The line: bytes up and down, and coming back when it is lost (SPEC.md, liveness). It knows
// nothing of what the bytes say.
//
// Each connection is known by itself: what a dead one still tells is dropped, so that a late close
// cannot take down the line that came after it.

import { CloseCode, meansStop } from '../protocol/closeCodes'

import type { PageEvent, Seams, Wire } from './seams'
import type { Ways } from './ways'

// From asking for a ticket to being welcomed. Beyond that a captive portal or a sleeping radio has
// swallowed it.
const OPENING_MS = 10_000
// The server pings at least every 30 s (L1); a line that says nothing for longer is dead, though
// nobody told us.
const SILENCE_MS = 35_000
// Where an answer is due as well, no ping need be waited for.
const ANSWER_MS = 15_000
// Whoever was told when to come again comes within this time after it (L9).
const TURN_MS = 1_000
// How often a dead line is looked for. Timers stand still in a device that sleeps: one that is this late
// says that it woke.
const LOOK_MS = 5_000
const WOKE_MS = 10_000
// A line that held this long was good: the next loss is a new one, not more of the last.
const HELD_MS = 60_000
// A ticket is refused three times in a row before we give up (O2).
const TICKETS = 3

/** What the line tells. */
export interface LineEvents {
  /** Get ready for a connection; it may take a while and fail. */
  prepare(): Promise<void>
  /** A connection is open: say hello. */
  opened(): void
  received(frame: Uint8Array): void
  /** For how long the oldest question on this connection has had no answer, ms; 0 without one. */
  awaitsMs(): number
  /** Not connected any more; the line comes back by itself, at once where it only moves elsewhere. */
  lost(moves: boolean): void
  /** Not connected, and it will not come back. */
  stopped(code: number): void
}

/** Thrown by `prepare` where trying again is of no use. */
export class StopError extends Error {
  override readonly name = 'StopError'

  constructor(readonly code: number) {
    super(`stop: ${code}`)
  }
}

/** Thrown by `prepare` where the server said when to try again. */
export class BusyError extends Error {
  override readonly name = 'BusyError'

  constructor(readonly retryMs: number) {
    super(`busy: ${retryMs}`)
  }
}

type Phase =
  | { readonly name: 'closed' }
  | { readonly name: 'waiting'; readonly cancel: () => void }
  | { readonly name: 'preparing' }
  | { readonly name: 'connected'; readonly wire: Wire }

type TimerName = 'opening' | 'look' | 'held' | 'drain'

// A page that nobody sees may wait for minutes; it tries at once when somebody looks.
const MOST_MS = 30_000
const MOST_HIDDEN_MS = 300_000

/** How long to wait before trying again (L5): anything up to 2, then 1, 2, 4 … 30 s. */
export function pauseMs(failures: number, random: number, isHidden = false): number {
  const most = isHidden ? MOST_HIDDEN_MS : MOST_MS
  return random * (failures === 0 ? 2_000 : Math.min(most, 1_000 * 2 ** (failures - 1)))
}

export class Line {
  private phase: Phase = { name: 'closed' }
  // How often the line was lost since it last held.
  private failures = 0
  private refusedTickets = 0
  private isSettled = false
  private heardAt = 0
  private drainUntil = 0
  // Timers of the connection there is, and what listens to the page.
  private readonly timers = new Map<TimerName, () => void>()
  private readonly forgetPage: () => void

  constructor(
    private readonly ways: Pick<
      Ways,
      'connect' | 'welcomed' | 'held' | 'failed' | 'wentSilent' | 'close'
    >,
    private readonly events: LineEvents,
    private readonly seams: Seams,
  ) {
    this.forgetPage = seams.onPage((event) => {
      this.pageTold(event)
    })
  }

  /** Connect. */
  open(): void {
    if (this.phase.name === 'closed') this.connect()
  }

  /** The hello was answered: this connection stands. */
  settled(): void {
    this.refusedTickets = 0
    this.isSettled = true
    this.ways.welcomed()
    this.cancel('opening')
    this.start('held', HELD_MS, () => {
      this.failures = 0
      this.ways.held()
    })
    this.look()
  }

  /** Send a frame; lost where there is no connection. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.phase.name === 'connected') this.phase.wire.send(frame)
  }

  /** Hang up and connect anew, at once if it is the first time for a while. */
  reopen(): void {
    const first = this.failures === 0
    const ms = this.pause()
    this.hangUp()
    this.wait(first ? 0 : ms)
  }

  /** Come back at a random moment within this time, by which the server goes away (L4). */
  drain(withinMs: number): void {
    const ms = this.seams.random() * withinMs
    this.drainUntil = this.seams.now() + ms
    this.start('drain', ms, () => {
      this.disconnect()
      this.events.lost(true)
      this.wait(0)
    })
  }

  /** Hang up for good. */
  close(): void {
    this.forgetPage()
    this.disconnect()
    this.ways.close()
  }

  private pageTold(event: PageEvent): void {
    if (event === 'offline') {
      const tries = this.phase.name === 'preparing' || this.phase.name === 'connected'
      if (tries) this.fail()
    } else if (this.phase.name === 'waiting') {
      this.phase.cancel()
      this.connect()
    } else if (this.phase.name === 'connected' && (event === 'moved' || this.isDead())) {
      this.connectAnew()
    }
  }

  private connectAnew(): void {
    this.hangUp()
    this.connect()
  }

  private connect(): void {
    const phase: Phase = { name: 'preparing' }
    this.phase = phase
    this.isSettled = false
    this.start('opening', OPENING_MS, () => {
      if (this.phase.name === 'connected') this.unwelcomed()
      else this.fail()
    })
    this.events.prepare().then(
      () => {
        if (this.phase === phase) this.openWire()
      },
      (error: unknown) => {
        if (this.phase === phase) this.unready(error)
      },
    )
  }

  private unready(error: unknown): void {
    if (error instanceof StopError) this.stop(error.code)
    else if (error instanceof BusyError) this.waitMyTurn(error.retryMs)
    else this.fail()
  }

  private openWire(): void {
    this.heardAt = this.seams.now()
    const isThis = () => this.phase.name === 'connected' && this.phase.wire === wire
    const wire = this.ways.connect({
      opened: () => {
        if (isThis()) this.events.opened()
      },
      received: (frame) => {
        if (!isThis()) return
        this.heardAt = this.seams.now()
        this.events.received(frame)
      },
      closed: (code, retryMs) => {
        if (isThis()) this.ended(code, retryMs)
      },
    })
    this.phase = { name: 'connected', wire }
  }

  private ended(code: number, retryMs?: number): void {
    if (code === CloseCode.badTicket && ++this.refusedTickets < TICKETS) this.fail()
    else if (meansStop(code)) this.stop(code)
    else if (retryMs !== undefined) this.waitMyTurn(retryMs)
    else if (!this.isSettled && code < CloseCode.goingAway) this.unwelcomed()
    else this.fail()
  }

  /** The ticket came and no welcome did: perhaps the other way is free (T7). */
  private unwelcomed(): void {
    if (this.ways.failed()) {
      // Nothing was lost: whoever waits for the room waits a little longer.
      this.disconnect()
      this.wait(0)
    } else this.fail()
  }

  private fail(): void {
    this.hangUp()
    const untilDrained = this.drainUntil - this.seams.now()
    this.wait(untilDrained > 0 ? untilDrained : this.pause())
  }

  /** The server said when; it is no failure, and not everybody comes at the same moment (L9). */
  private waitMyTurn(retryMs: number): void {
    this.hangUp()
    this.wait(retryMs + this.seams.random() * TURN_MS)
  }

  private stop(code: number): void {
    this.close()
    this.events.stopped(code)
  }

  private hangUp(): void {
    this.disconnect()
    this.events.lost(false)
  }

  private disconnect(): void {
    const before = this.phase
    this.phase = { name: 'closed' }
    for (const name of this.timers.keys()) this.cancel(name)
    if (before.name === 'connected') before.wire.close()
    if (before.name === 'waiting') before.cancel()
  }

  private pause(): number {
    return pauseMs(this.failures++, this.seams.random(), this.seams.isHidden())
  }

  private wait(ms: number): void {
    const cancel = this.seams.later(ms, () => {
      this.connect()
    })
    this.phase = { name: 'waiting', cancel }
  }

  /** Look now and then whether the line still lives, rather than set a timer at every frame. */
  private look(): void {
    const due = this.seams.now() + LOOK_MS
    this.start('look', LOOK_MS, () => {
      if (!this.isDead()) this.look()
      else if (this.seams.now() - due >= WOKE_MS) this.connectAnew()
      else {
        this.ways.wentSilent()
        this.fail()
      }
    })
  }

  private isDead(): boolean {
    const silentMs = this.seams.now() - this.heardAt
    return silentMs >= SILENCE_MS || Math.min(silentMs, this.events.awaitsMs()) >= ANSWER_MS
  }

  private start(name: TimerName, ms: number, act: () => void): void {
    this.cancel(name)
    this.timers.set(name, this.seams.later(ms, act))
  }

  private cancel(name: TimerName): void {
    this.timers.get(name)?.()
    this.timers.delete(name)
  }
}
