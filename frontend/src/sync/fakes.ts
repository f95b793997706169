// A world for tests: a clock that stands still, and a server at the other end of lines that carry
// nothing until they are told to.

import { applyOps, emptyBoard, type AnyRecord, type Op, type Store } from '../board/board'
import { decode } from '../protocol/codec'
import type { Ack, Down, Have, Reject, Submit, Up } from '../protocol/messages'
import { decodeUp, encodeDown, goodbye, streamed, unbatched } from '../protocol/otherEnd'
import type { View } from '../protocol/records'

import type { PageEvent, Seams, Wire, WireEvents } from './seams'

/** Let everything that waits for a promise or for the disk go on. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** A clock that a test moves. */
export class ManualClock {
  private time = 1_760_000_000_000
  private timers: { readonly at: number; readonly act: () => void }[] = []

  readonly now = (): number => this.time

  readonly later = (ms: number, act: () => void): (() => void) => {
    const timer = { at: this.time + ms, act }
    this.timers.push(timer)
    return () => {
      this.timers = this.timers.filter((each) => each !== timer)
    }
  }

  /** Pass time; what falls due is done in its order. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms
    await settled()
    for (let due = this.next(end); due !== undefined; due = this.next(end)) {
      this.time = Math.max(this.time, due.at)
      due.act()
      await settled()
    }
    this.time = end
  }

  /** Pass time in which nothing is done, as in a sleeping phone. */
  sleep(ms: number): void {
    this.time += ms
  }

  /** How much is still to be done later. */
  get waiting(): number {
    return this.timers.length
  }

  private next(end: number): { readonly at: number; readonly act: () => void } | undefined {
    const [due] = this.timers
      .filter((each) => each.at <= end)
      .sort((one, other) => one.at - other.at)
    this.timers = this.timers.filter((each) => each !== due)
    return due
  }
}

/** One connection, seen from the server: what came up, and what waits to go down. */
export class FakeConnection {
  isOpen = false
  isGone = false
  /** How often something was posted up, where it is a stream. */
  batches = 0
  readonly up: Up[] = []
  private toServer: Uint8Array[] = []
  private toBrowser: Uint8Array[] = []

  constructor(
    private readonly events: WireEvents,
    private readonly heard: (message: Up) => void,
  ) {}

  readonly wire: Wire = {
    send: (frame) => {
      if (!this.isOpen) throw new Error('sent before it was open')
      // What is sent on a line that died is lost, and nobody is told.
      if (!this.isGone) this.toServer.push(frame)
    },
    close: () => {
      this.isGone = true
    },
  }

  open(): void {
    if (this.isOpen || this.isGone) return
    this.isOpen = true
    this.events.opened()
  }

  say(message: Down | object): void {
    if (!this.isGone) this.toBrowser.push(encodeDown(message))
  }

  /** Carry what was sent up; returns whether there was any. */
  flushUp(): boolean {
    const frames = this.toServer
    this.toServer = []
    for (const frame of frames) {
      const message = decodeUp(frame)
      this.up.push(message)
      this.heard(message)
    }
    return frames.length > 0
  }

  /** Carry what was sent down; returns whether there was any. */
  flushDown(): boolean {
    const frames = this.toBrowser
    this.toBrowser = []
    for (const frame of frames) if (!this.isGone) this.events.received(frame)
    return frames.length > 0
  }

  /** Lose what is under way both ways, and the line. */
  cut(code = 1006): void {
    this.toServer = []
    this.toBrowser = []
    if (this.isGone) return
    this.isGone = true
    this.events.closed(code)
  }

  /** Lose the deltas under way, as a server with a defect would. */
  loseDeltas(): void {
    this.toBrowser = this.toBrowser.filter((each) => decode(each)?.t !== 'delta')
  }

  said<T extends Up['t']>(kind: T): Extract<Up, { t: T }>[] {
    return this.up.filter((each): each is Extract<Up, { t: T }> => each.t === kind)
  }
}

interface Version {
  readonly ops: readonly Op[]
  readonly mine: readonly Op[]
}

type Verdict = Version | Omit<Reject, 't' | 'id'>

/** A workshop's server as SPEC.md has it, with whatever rules a test gives it. */
export class FakeServer {
  epoch = bytes(16, 7)
  view: View = 'participant'
  readonly me: string | null
  seats: readonly string[]
  /** How many parts a snapshot is told in. */
  parts = 1
  inflight = 16
  isDown = false
  /** Something on the way lets no socket through. */
  socketsBlocked = false
  /** What HTTP answers first, in the place of what it should. */
  readonly oddAnswers: (Response | Error)[] = []
  readonly connections: FakeConnection[] = []
  readonly posted: Submit[] = []
  decide: (submit: Submit) => Verdict = takesIdeas

  /** What HTTP waits for before it answers a command. */
  httpWaits: Promise<void> = Promise.resolve()

  private log: Version[] = []
  private answered = new Map<string, number>()
  private readonly clock: ManualClock

  constructor(clock: ManualClock, me: string | null = 'anna') {
    this.clock = clock
    this.me = me
    this.seats = me === null ? [] : [me]
  }

  // --- what a test does ---------------------------------------------------

  get head(): number {
    return this.log.length
  }

  /** The board as it is now. */
  get board(): Store {
    return this.boardAt(this.head)
  }

  get last(): FakeConnection {
    const last = this.connections.at(-1)
    if (last === undefined) throw new Error('nobody connected')
    return last
  }

  /** Something happens in the workshop, and nobody is told yet. */
  recordUntold(ops: readonly Op[]): void {
    this.log.push({ ops, mine: [] })
  }

  /** Something happens in the workshop; everybody here is told. */
  record(ops: readonly Op[], mine: readonly Op[] = []): void {
    this.log.push({ ops, mine })
    for (const each of this.connections) {
      if (mine.length > 0) each.say({ t: 'mine', to: this.head, ops: mine })
      each.say(this.delta(this.head, this.head))
    }
  }

  /** Carry everything both ways until nobody has anything to say. */
  async flush(): Promise<void> {
    for (let quiet = 0; quiet < 2; quiet++) {
      await settled()
      for (const each of this.connections) if (!this.isDown) each.open()
      if (
        this.connections.filter((each) => [each.flushUp(), each.flushDown()].some(Boolean)).length >
        0
      )
        quiet = 0
    }
  }

  /** Yesterday's backup is put in the place of what there was. */
  restore(seq: number): void {
    this.epoch = bytes(16, 9)
    this.log = this.log.slice(0, seq)
    this.answered = new Map()
  }

  cut(code?: number): void {
    for (const each of this.connections) each.cut(code)
  }

  delta(from: number, to: number): Down {
    const ops = this.log.slice(from - 1, to).flatMap((each) => each.ops)
    const at = this.clock.now()
    return { t: 'delta', epoch: this.epoch, from, to, at, hash8: this.hash8(to), ops }
  }

  snapshot(): Down[] {
    const pages: Record<string, Record<string, AnyRecord>>[] = Array.from(
      { length: this.parts },
      () => ({}),
    )
    let turn = 0
    for (const [collection, records] of Object.entries(this.board))
      for (const [id, record] of records) {
        const page = pages[turn++ % this.parts] ?? {}
        page[collection] = { ...page[collection], [id]: record }
      }
    return pages.map((page, part) => this.part(page, part))
  }

  // --- what the browser meets ---------------------------------------------

  readonly connect = (_url: string, events: WireEvents): Wire => {
    if (!this.socketsBlocked) return this.connected(events).wire
    let isOver = false
    queueMicrotask(() => {
      if (!isOver) events.closed(1006)
    })
    return {
      send: () => undefined,
      close: () => {
        isOver = true
      },
    }
  }

  readonly fetch = (url: string, init: RequestInit): Promise<Response> => {
    if (this.isDown) return Promise.reject(new TypeError('Failed to fetch'))
    const odd = this.oddAnswers.shift()
    if (odd instanceof Error) return Promise.reject(odd)
    if (odd !== undefined) return Promise.resolve(odd)
    if (url === '/ticket') return Promise.resolve(Response.json({ ticket: 'ticket' }))
    if (url === '/stream') return Promise.resolve(this.stream(init))
    if (url === '/stream/up') return Promise.resolve(this.up(init))
    const submit = decodeUp(init.body as Uint8Array) as Submit
    this.posted.push(submit)
    const body = encodeDown(this.answer(submit))
    return this.httpWaits.then(() => new Response(body))
  }

  private connected(events: WireEvents): FakeConnection {
    const connection: FakeConnection = new FakeConnection(events, (message) => {
      this.heard(connection, message)
    })
    this.connections.push(connection)
    return connection
  }

  /** Rules T1 to T3: a connection whose bytes lie in the body of an answer. */
  private stream({ body, signal }: RequestInit): Response {
    let down: ReadableStreamDefaultController<Uint8Array> | undefined
    const answer = new ReadableStream<Uint8Array>({
      start: (controller) => {
        down = controller
      },
    })
    const connection = this.connected({
      opened: () => undefined,
      received: (frame) => down?.enqueue(streamed(frame)),
      closed: (code) => {
        if (code === 1006) down?.error(new TypeError('network error'))
        else down?.enqueue(goodbye(code))
      },
    })
    connection.open()
    connection.wire.send(body as Uint8Array<ArrayBuffer>)
    signal?.addEventListener('abort', () => {
      connection.wire.close()
    })
    const headers = { 'Codesign-Line': String(this.connections.length - 1) }
    return new Response(answer, { headers })
  }

  /** Rule T4. */
  private up({ body, headers }: RequestInit): Response {
    const { 'Codesign-Line': line = '', 'Codesign-Batch': batch = '' } = headers as Record<
      string,
      string
    >
    const connection = this.connections[Number(line)]
    if (connection === undefined || connection.isGone) return new Response(null, { status: 404 })
    connection.batches += 1
    if (Number(batch) !== connection.batches) return new Response(null, { status: 409 })
    for (const each of unbatched(body as Uint8Array)) connection.wire.send(each)
    return new Response(null, { status: 204 })
  }

  private heard(connection: FakeConnection, message: Up): void {
    if (message.t === 'hello') this.welcome(connection, message.have)
    if (message.t === 'command') connection.say(this.answer(message))
  }

  /** Rules O4 to O7. */
  welcome(connection: FakeConnection, have: Have | null): void {
    const resumes = have !== null && this.knows(have)
    connection.say(this.welcomeMessage(resumes ? 'resume' : 'snapshot'))
    const mine = this.log.flatMap((each) => each.mine)
    connection.say({ t: 'mine', to: this.head, ops: [['clear'], ...mine] })
    if (!resumes) for (const part of this.snapshot()) connection.say(part)
    else if (have.seq < this.head) connection.say(this.delta(have.seq + 1, this.head))
  }

  welcomeMessage(mode: 'resume' | 'snapshot'): Down {
    const { epoch, head, view, me, seats, inflight } = this
    const limits = { command_bytes: 49_152, inflight }
    const now = this.clock.now()
    const role = 'participant'
    return {
      t: 'welcome',
      v: 1,
      epoch,
      head,
      view,
      group: null,
      me,
      role,
      seats,
      limits,
      now,
      mode,
    }
  }

  private knows(have: Have): boolean {
    const isSame = equal(have.epoch, this.epoch) && have.view === this.view
    return isSame && have.seq <= this.head && equal(have.hash8, this.hash8(have.seq))
  }

  /** Rules C1 to C3. */
  private answer(submit: Submit): Ack | Reject {
    const { id } = submit
    const known = this.answered.get(id)
    if (known !== undefined) return { t: 'ack', id, seq: known }
    const verdict = this.decide(submit)
    if ('code' in verdict) return { t: 'reject', id, ...verdict }
    this.record(verdict.ops, verdict.mine)
    this.answered.set(id, this.head)
    return { t: 'ack', id, seq: this.head }
  }

  private part(page: object, part: number): Down {
    const { epoch, head: at, parts } = this
    const z = false
    const data = encodeDown(page)
    const last = { hash: bytes(32, 0), hash8: this.hash8(at) }
    return { t: 'snapshot', epoch, at, part, parts, z, data, ...(part === parts - 1 && last) }
  }

  private boardAt(seq: number): Store {
    const board = emptyBoard()
    for (const { ops } of this.log.slice(0, seq)) applyOps(board, ops)
    return board
  }

  private hash8(seq: number): Uint8Array {
    return bytes(8, seq % 251)
  }
}

/** Takes every idea, and nothing else. */
function takesIdeas({ type, data }: Submit): Verdict {
  if (type !== 'SubmitIdea') return { code: 'bad_command', message: 'Not here.' }
  const { idea, ...record } = data as { idea: string; stage: string; text: string }
  return { ops: [['put', 'ideas', idea, record]], mine: [['put', 'ideas', idea, record]] }
}

/** The world around one page. */
export class FakePage {
  readonly seams: Seams
  isHidden = false
  private readonly told = new Set<(event: PageEvent) => void>()
  private readonly kept = new Map<string, string>()

  constructor(clock: ManualClock, server: FakeServer, random = () => 0.5) {
    this.seams = {
      connect: server.connect,
      fetch: server.fetch,
      now: clock.now,
      later: clock.later,
      random,
      onPage: (act) => {
        this.told.add(act)
        return () => this.told.delete(act)
      },
      isHidden: () => this.isHidden,
      remember: (key, word) => this.kept.set(key, word),
      recall: (key) => this.kept.get(key) ?? null,
    }
  }

  /** The page becomes visible, its network changes or is lost. */
  tells(event: PageEvent): void {
    for (const act of this.told) act(event)
  }

  /** The page becomes visible, or the line is back. */
  comesBack(): void {
    this.tells('back')
  }
}

export function bytes(length: number, value: number): Uint8Array {
  return new Uint8Array(length).fill(value)
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.join() === other.join()
}
