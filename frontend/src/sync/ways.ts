// Which way to the server: the socket, or the stream where sockets are blocked (SPEC.md, T7). A
// person sees no difference; whoever asks for a wire need not know which one it is.

import type { Seams, Wire, WireEvents } from './seams'
import { streamWire } from './stream'

export type Way = 'socket' | 'stream'

// Some networks answer the handshake with nothing at all.
const OPENS_MS = 5_000
// Where the socket worked before, one failure may be a server that just went away.
const STRIKES = 2
// Both ways were tried and neither brought a welcome.
const TURNS = 2
// On a stream, how often it is tried whether a socket would open, and how long one must stay open.
const PROBE_MS = 600_000
const STAYS_MS = 2_000
const KEY = 'codesign.way'
const LOST = 1006

export interface WayOptions {
  readonly socketUrl: string
  readonly streamUrl: string
}

export class Ways {
  private way: Way
  // Whether this way was welcomed since the page was loaded.
  private isProven = false
  private strikes = 0
  private turns = 0
  private silences = 0
  private stopProbing: () => void = () => undefined

  constructor(
    private readonly options: WayOptions,
    private readonly seams: Seams,
  ) {
    this.way = seams.recall(KEY) === 'stream' ? 'stream' : 'socket'
  }

  /** Whether the page is reached and the room is not, whichever way: something holds it back. */
  get isBlocked(): boolean {
    return this.turns >= TURNS || this.silences >= TURNS
  }

  connect(events: WireEvents): Wire {
    this.stopProbing()
    return this.way === 'socket'
      ? this.socket(events)
      : streamWire(this.options.streamUrl, events, this.seams)
  }

  /** The hello was answered on the way there is. */
  welcomed(): void {
    this.isProven = true
    this.strikes = 0
    this.seams.remember(KEY, this.way)
    if (this.way === 'stream') this.probeLater()
  }

  /** It went well for long enough. */
  held(): void {
    this.turns = 0
    this.silences = 0
  }

  /**
   * The page was reached just before, and then there was no welcome: take the other way next.
   * Returns whether that is worth trying at once.
   */
  failed(): boolean {
    this.strikes += 1
    if (this.isProven && this.strikes < STRIKES) return false
    this.use(this.way === 'socket' ? 'stream' : 'socket')
    this.turns += 1
    return this.turns === 1
  }

  /** Nothing came any more, though it was welcomed. */
  wentSilent(): void {
    if (this.way === 'stream') this.silences += 1
  }

  close(): void {
    this.stopProbing()
  }

  private use(way: Way): void {
    this.way = way
    this.isProven = false
    this.strikes = 0
  }

  private socket(events: WireEvents): Wire {
    let isOver = false
    const end = (code: number) => {
      cancel()
      if (!isOver) events.closed(code)
      isOver = true
    }
    const cancel = this.seams.later(OPENS_MS, () => {
      wire.close()
      end(LOST)
    })
    const wire = this.seams.connect(this.options.socketUrl, {
      opened: () => {
        cancel()
        events.opened()
      },
      received: (frame) => {
        events.received(frame)
      },
      closed: end,
    })
    return {
      send: (frame) => {
        wire.send(frame)
      },
      close: () => {
        isOver = true
        cancel()
        wire.close()
      },
    }
  }

  private probeLater(): void {
    const ms = PROBE_MS * (0.5 + this.seams.random())
    this.stopProbing = this.seams.later(ms, () => {
      this.probe()
    })
  }

  /** Open a socket beside the stream and say nothing; if it stays open, the next line is one. */
  private probe(): void {
    let stays: () => void = () => undefined
    const wire = this.socket({
      opened: () => {
        stays = this.seams.later(STAYS_MS, () => {
          wire.close()
          this.use('socket')
          this.seams.remember(KEY, 'socket')
        })
      },
      received: () => undefined,
      closed: () => {
        stays()
        this.probeLater()
      },
    })
    this.stopProbing = () => {
      stays()
      wire.close()
    }
  }
}
