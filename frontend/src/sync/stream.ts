// A line where WebSockets are blocked: down a streamed answer, up by posts (SPEC.md, T1 to T6).

import { batchOf, StreamReader } from '../protocol/streaming'

import { retryAfterMs } from './retryAfter'
import type { Seams, Wire, WireEvents } from './seams'

// What a WebSocket tells where the line just ended.
const LOST = 1006
const TAKEN = 204
// A post that takes longer has died on the way.
const UP_MS = 20_000

/** Open a stream; like a socket it is open before anything is sent, and says once how it ended. */
export function streamWire(
  url: string,
  events: WireEvents,
  seams: Pick<Seams, 'fetch' | 'later'>,
): Wire {
  const wire = new StreamWire(url, events, seams)
  queueMicrotask(() => {
    wire.open()
  })
  return wire
}

class StreamWire implements Wire {
  // Of all that is asked over this line.
  private readonly controller = new AbortController()
  private asked = false
  private ended = false
  private line: string | undefined
  private batches = 0
  private posting = false
  private waiting: readonly Uint8Array<ArrayBuffer>[] = []

  constructor(
    private readonly url: string,
    private readonly events: WireEvents,
    private readonly seams: Pick<Seams, 'fetch' | 'later'>,
  ) {}

  open(): void {
    if (!this.ended) this.events.opened()
  }

  /** The first frame is the hello, which asks for the stream; the others follow once it came. */
  send(frame: Uint8Array<ArrayBuffer>): void {
    if (this.asked) {
      this.waiting = [...this.waiting, frame]
      void this.post()
    } else {
      this.asked = true
      void this.ask(frame)
    }
  }

  close(): void {
    this.ended = true
    this.controller.abort()
  }

  private end(code: number, retryMs?: number): void {
    if (this.ended) return
    this.close()
    this.events.closed(code, retryMs)
  }

  private async ask(hello: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      const response = await this.request(this.url, hello)
      const line = response.headers.get('Codesign-Line')
      if (!response.ok || line === null || response.body === null)
        this.end(LOST, retryAfterMs(response))
      else {
        this.line = line
        void this.post()
        await this.read(response.body.getReader())
      }
    } catch {
      // The line broke, or was never ours.
    }
    this.end(LOST)
  }

  private async read(pieces: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const reader = new StreamReader({
      received: (frame) => {
        if (!this.ended) this.events.received(frame)
      },
      ended: (code) => {
        this.end(code)
      },
    })
    for (;;) {
      const { value } = await pieces.read()
      if (value === undefined || this.ended) return
      reader.feed(value)
    }
  }

  /** Post what waits, one batch after the other, so that the order stays. */
  private async post(): Promise<void> {
    if (this.posting || this.line === undefined) return
    this.posting = true
    while (this.waiting.length > 0 && !this.ended) {
      const { batch, taken } = batchOf(this.waiting)
      this.waiting = this.waiting.slice(taken)
      if (!(await this.isTaken(this.line, batch))) this.end(LOST)
    }
    this.posting = false
  }

  private async isTaken(line: string, batch: Uint8Array<ArrayBuffer>): Promise<boolean> {
    const cancel = this.seams.later(UP_MS, () => {
      this.end(LOST)
    })
    try {
      const { status } = await this.request(`${this.url}/up`, batch, {
        'Codesign-Line': line,
        'Codesign-Batch': String(++this.batches),
      })
      return status === TAKEN
    } catch {
      return false
    } finally {
      cancel()
    }
  }

  private request(
    url: string,
    body: Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return this.seams.fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/vnd.codesign.frames', ...headers },
      body,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: this.controller.signal,
    })
  }
}
