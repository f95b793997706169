// Sends what waits in the outbox: in order, no more at once than the server takes, each until it is
// answered (SPEC.md, commands).

import { decodeAnswer, encode } from '../protocol/codec'
import type { Ack, Limits, Reject, Submit } from '../protocol/messages'

import type { Outbox, Refusal, Waiting } from './outbox'
import type { Seams } from './seams'
import { pauseMs } from './socket'

// What HTTP refuses before anybody looked at the command; codes and wordings are the room's own.
const REFUSALS: Readonly<Partial<Record<number, Refusal>>> = {
  400: {
    code: 'bad_command',
    message: 'This page and the server do not fit together. Reload the page and try again.',
  },
  413: {
    code: 'text_too_long',
    message: 'This is longer than fits. Shorten it and send it again.',
  },
}
// How the codes begin that say why the server cannot store what it is asked (SPEC.md).
const OF_STORAGE = 'storage_'
// More was asked than one person may at once (C9).
const TOO_FAST = 'too_fast'
// Two megabytes over a bad line take a while; what takes longer has died.
const POST_MS = 120_000

export interface SenderOptions {
  readonly outbox: Outbox
  readonly seams: Seams
  readonly commandsUrl: string
  /** Send on the line. */
  send(frame: Uint8Array<ArrayBuffer>): void
}

/** The frame a command travels in; throws a RangeError for numbers that are not whole. */
export function commandFrame(
  command: Pick<Waiting, 'id' | 'type' | 'data' | 'actingFor' | 'saidAt' | 'group'>,
): Uint8Array<ArrayBuffer> {
  const { id, type, data, actingFor, saidAt, group } = command
  const submit: Submit = { t: 'command', id, type, data }
  return encode({
    ...submit,
    ...(actingFor !== null && { for: actingFor }),
    ...(saidAt !== undefined && { said_at: saidAt }),
    ...(typeof group === 'string' && { group }),
  })
}

export class Sender {
  // Undefined while there is no welcomed connection.
  private limits: Limits | undefined
  private seq = 0
  // With the time each was sent at, the first of them first.
  private readonly unanswered = new Map<string, number>()
  private posting = false
  private postFailures = 0
  private notBefore = 0
  // Acknowledged by HTTP, which may be faster than the delta that shows the effect.
  private readonly unseen = new Map<string, number>()

  constructor(private readonly options: SenderOptions) {}

  /** A new connection was welcomed: everything unanswered is sent again (O8). */
  welcomed(limits: Limits): void {
    this.limits = limits
    this.unanswered.clear()
    this.unseen.clear()
    this.flush()
  }

  /** The connection is gone. */
  lost(): void {
    this.limits = undefined
    this.unanswered.clear()
  }

  /** For how long the oldest of what was sent on this connection has had no answer, ms. */
  awaitsMs(): number {
    const [sentAt] = this.unanswered.values()
    return sentAt === undefined ? 0 : this.options.seams.now() - sentAt
  }

  acknowledged({ id }: Ack): void {
    this.unanswered.delete(id)
    this.options.outbox.answered(id)
    this.flush()
  }

  /** Refused for good, or for a while (C7). */
  rejected({ id, code, message, retry_ms, row, field }: Reject): void {
    this.unanswered.delete(id)
    if (retry_ms === undefined)
      this.options.outbox.refuse(id, {
        code,
        message,
        ...(row !== undefined && { row }),
        ...(field !== undefined && { field }),
      })
    else {
      if (code.startsWith(OF_STORAGE)) this.options.outbox.unstored()
      // Once that time is over as many are taken as may be unanswered.
      if (code === TOO_FAST && this.limits)
        this.options.outbox.slowed(retry_ms / this.limits.inflight)
      this.pause(retry_ms)
    }
    this.flush()
  }

  /** The board has come to this version. */
  moved(seq: number): void {
    this.seq = seq
    for (const [id, at] of this.unseen) if (at <= seq) this.settle(id)
  }

  /** Send what may be sent now. */
  flush(): void {
    for (const each of this.options.outbox.waiting) {
      const { limits } = this
      if (limits === undefined || this.isHeldUp(limits)) return
      if (this.unanswered.has(each.id) || this.unseen.has(each.id)) continue
      const frame = commandFrame(each)
      if (frame.length > limits.command_bytes) {
        this.postIfFirst(each.id, frame)
        return
      }
      this.unanswered.set(each.id, this.options.seams.now())
      this.options.send(frame)
    }
  }

  private isHeldUp(limits: Limits): boolean {
    const isPaused = this.options.seams.now() < this.notBefore
    return isPaused || this.posting || this.unanswered.size >= limits.inflight
  }

  /**
   * Send a large command by HTTP (H1). To keep the order it waits for the answers to what was sent
   * before, and what comes after waits for its own.
   */
  private postIfFirst(id: string, frame: Uint8Array<ArrayBuffer>): void {
    if (this.unanswered.size > 0) return
    this.posting = true
    void this.post(id, frame)
  }

  private async post(id: string, frame: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      const answer = await this.request(id, frame)
      this.postFailures = 0
      if (answer.t === 'ack') this.unseen.set(id, answer.seq)
      else this.rejected(answer)
    } catch {
      this.pause(pauseMs(this.postFailures++, this.options.seams.random()))
    }
    this.posting = false
    this.moved(this.seq)
    this.flush()
  }

  private async request(id: string, body: Uint8Array<ArrayBuffer>): Promise<Ack | Reject> {
    const { seams, commandsUrl } = this.options
    const controller = new AbortController()
    const cancel = seams.later(POST_MS, () => {
      controller.abort()
    })
    try {
      const response = await seams.fetch(commandsUrl, {
        method: 'POST',
        headers: { 'Content-Type': 'application/msgpack' },
        body,
        signal: controller.signal,
      })
      const refusal = REFUSALS[response.status]
      if (refusal !== undefined) return { t: 'reject', id, ...refusal }
      return decodeAnswer(new Uint8Array(await response.arrayBuffer()))
    } finally {
      cancel()
    }
  }

  private settle(id: string): void {
    this.unseen.delete(id)
    this.options.outbox.answered(id)
  }

  private pause(ms: number): void {
    this.notBefore = Math.max(this.notBefore, this.options.seams.now() + ms)
    this.options.seams.later(ms, () => {
      this.flush()
    })
  }
}
