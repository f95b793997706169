import fc from 'fast-check'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import {
  applyOps,
  emptyBoard,
  emptyMine,
  replaceWith,
  storeOf,
  type Op,
  type Plain,
} from '../board/board'
import { mint } from '../board/ids'
import { CloseCode } from '../protocol/closeCodes'
import type { Hello } from '../protocol/messages'

import { Client } from './client'
import { bytes, FakePage, FakeServer, ManualClock, settled } from './fakes'

let clock: ManualClock
let server: FakeServer

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  clock = new ManualClock()
  server = new FakeServer(clock)
})

/** A client with a board to look at, as a room keeps one. */
class Tab {
  readonly page = new FakePage(clock, server)
  readonly board = emptyBoard()
  readonly mine = emptyMine()
  readonly told: string[] = []
  seq = 0
  readonly client: Client

  constructor(person = 'anna') {
    const tells =
      (word: string) =>
      (what?: unknown): void => {
        this.told.push(typeof what === 'number' ? `${word} ${what}` : word)
      }
    const events = {
      welcomed: tells('welcomed'),
      replaced: (board: Plain) => {
        this.told.push('replaced')
        replaceWith(this.board, storeOf(board))
      },
      changed: (ops: readonly Op[]) => {
        applyOps(this.board, ops)
      },
      mineChanged: (ops: readonly Op[]) => {
        applyOps(this.mine, ops)
      },
      moved: (seq: number) => {
        this.seq = seq
      },
      presence: tells('presence'),
      live: tells('live'),
      behind: tells('behind'),
      offline: tells('offline'),
      stopped: tells('stopped'),
      outboxChanged: () => undefined,
    }
    const where = {
      socketUrl: '/socket',
      streamUrl: '/stream',
      ticketUrl: '/ticket',
      commandsUrl: '/commands',
    }
    this.client = new Client({ workshop: 'workshop', person, ...where }, events, this.page.seams)
    this.client.open()
  }

  write(text: string, id = mint()): string {
    const data = { idea: id, stage: 'stage', text }
    this.client.submit({ id, type: 'SubmitIdea', data, actingFor: null })
    return id
  }

  get waits(): string[] {
    return this.client.outbox.waiting.map((each) => each.id)
  }
}

/** A tab that has joined. */
async function joined(): Promise<Tab> {
  const tab = new Tab()
  await server.flush()
  return tab
}

async function comeBack(): Promise<void> {
  await clock.advance(1_000)
  await server.flush()
}

const ideas = (count: number): Op[] =>
  Array.from({ length: count }, (_, n) => ['put', 'ideas', `idea ${n}`, { text: `${n}` }])

const haves = (): Hello['have'][] =>
  server.connections.flatMap((each) => each.said('hello')).map((each) => each.have)

describe('opening', () => {
  it('says hello with a ticket and nothing held, and takes the snapshot (O1, O7)', async () => {
    server.record(ideas(3))
    const tab = await joined()
    expect(server.last.up[0]).toEqual({ t: 'hello', v: 1, ticket: 'ticket', have: null })
    expect(tab.board).toEqual(server.board)
    expect(tab.seq).toBe(1)
    expect(tab.told).toEqual(['welcomed', 'replaced', 'live'])
  })

  it('puts the parts together, whatever comes between them (S1)', async () => {
    server.record(ideas(50))
    server.parts = 7
    const tab = new Tab()
    for (let turn = 0; turn < 3; turn++) await settled()
    server.last.open()
    await settled()
    server.last.flushUp()
    server.last.say({ t: 'presence', here: 4 })
    server.last.flushDown()
    expect(tab.board).toEqual(server.board)
    expect(tab.told.filter((each) => each === 'replaced')).toHaveLength(1)
  })

  it('shows nothing of half a snapshot, and asks for all of it again', async () => {
    server.record(ideas(50))
    const tab = new Tab()
    await settled()
    server.last.open()
    await settled()
    server.parts = 2
    const [first] = server.snapshot()
    server.last.say(server.welcomeMessage('snapshot'))
    server.last.say(first ?? {})
    server.last.flushDown()
    expect(tab.board.ideas.size).toBe(0)
    expect(tab.told).toEqual(['welcomed'])
    server.cut()
    await comeBack()
    expect(tab.board).toEqual(server.board)
  })

  it('begins anew when a snapshot begins anew, and closes when a part is missing (S1)', async () => {
    server.record(ideas(10))
    const tab = await joined()
    server.parts = 3
    const [one = {}, two = {}, three = {}] = server.snapshot()
    for (const part of [one, two, one, two, three]) server.last.say(part)
    server.last.flushDown()
    expect(tab.told.filter((each) => each === 'replaced')).toHaveLength(2)
    for (const part of [one, three]) server.last.say(part)
    server.last.flushDown()
    expect(tab.told.at(-1)).toBe('offline')
  })

  it.each([
    [401, CloseCode.badTicket],
    [403, CloseCode.badTicket],
    [410, CloseCode.badTicket],
    [404, 404],
  ])('stops where the login is of no use: %d', async (status, code) => {
    server.oddAnswers.push(new Response('{}', { status }))
    const tab = new Tab()
    await settled()
    expect(tab.told).toEqual([`stopped ${code}`])
  })

  it.each([
    ['a failing server', () => new Response('no', { status: 500 })],
    ['a hotel’s own page', () => new Response('<html>Sign in</html>')],
    ['something else', () => Response.json({ hello: 1 })],
  ])('tries again where the ticket is answered by %s', async (_what, answer) => {
    server.oddAnswers.push(answer())
    const tab = new Tab()
    await settled()
    expect(tab.told).toEqual(['offline'])
    await comeBack()
    expect(tab.told.at(-1)).toBe('live')
  })
})

describe('deltas', () => {
  it('what follows is applied (D1)', async () => {
    const tab = await joined()
    server.record(ideas(2))
    server.record([['patch', 'ideas', 'idea 1', { text: 'other' }]])
    await server.flush()
    expect(tab.board).toEqual(server.board)
    expect(tab.seq).toBe(2)
  })

  it('what is known already is ignored, and an overlap is applied (D1)', async () => {
    const tab = await joined()
    for (let turn = 0; turn < 4; turn++) server.record(ideas(turn))
    await server.flush()
    server.last.say({ ...server.delta(2, 3), ops: [['clear'], ['remove', 'ideas', 'idea 1']] })
    await server.flush()
    expect(tab.seq).toBe(4)
    server.record(ideas(9))
    server.last.say(server.delta(2, 5))
    await server.flush()
    expect(tab.board).toEqual(server.board)
    expect(server.connections).toHaveLength(1)
  })

  it('a range without operations moves the version (D4)', async () => {
    const tab = await joined()
    for (let turn = 0; turn < 3; turn++) server.record([])
    await server.flush()
    expect(tab.seq).toBe(3)
  })

  it('a gap closes, and resumes with what is held; the board is not drawn anew (D1, O6)', async () => {
    server.record(ideas(2))
    const tab = await joined()
    server.recordUntold(ideas(3))
    server.record(ideas(4))
    await server.flush()
    await comeBack()
    expect(haves().at(-1)).toMatchObject({ seq: 1, view: 'participant', hash8: bytes(8, 1) })
    expect(tab.board).toEqual(server.board)
    expect(tab.told).toEqual(['welcomed', 'replaced', 'live', 'offline', 'welcomed', 'live'])
  })

  it('another history closes, and is taken as a snapshot (O5)', async () => {
    server.record(ideas(5))
    const tab = await joined()
    server.restore(0)
    server.record(ideas(2))
    await server.flush()
    await comeBack()
    expect(tab.told.slice(-4)).toEqual(['offline', 'welcomed', 'replaced', 'live'])
    expect(tab.board).toEqual(server.board)
  })

  it('nonsense closes, and the board stays whole', async () => {
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    server.record(ideas(5))
    const tab = await joined()
    server.last.say([1, 2, 3])
    await server.flush()
    expect(tab.told.at(-1)).toBe('offline')
    await comeBack()
    expect(tab.board).toEqual(server.board)
    expect(tab.told.at(-1)).toBe('live')
  })

  it('a kind that is not known is passed over (F6)', async () => {
    const tab = await joined()
    server.last.say({ t: 'applause' })
    server.record(ideas(1))
    await server.flush()
    expect(tab.seq).toBe(1)
  })

  it('what is mine moves no version, and is the same told twice (D8)', async () => {
    const tab = await joined()
    const ballot: Op = [
      'put',
      'ballots',
      'round.anna',
      { round: 'round', voter: 'anna', marks: {} },
    ]
    server.last.say({ t: 'mine', to: 8, ops: [ballot] })
    server.last.say({ t: 'mine', to: 8, ops: [ballot] })
    await server.flush()
    expect(tab.mine.ballots.size).toBe(1)
    expect(tab.seq).toBe(0)
  })

  it('a snapshot may come in the place of a delta (D6)', async () => {
    server.record(ideas(1))
    const tab = await joined()
    server.recordUntold(ideas(60))
    server.last.say({ t: 'mine', to: 2, ops: [['clear']] })
    for (const part of server.snapshot()) server.last.say(part)
    await server.flush()
    expect(tab.seq).toBe(2)
    expect(tab.board).toEqual(server.board)
    expect(tab.told.at(-1)).toBe('live')
  })

  it('a new welcome drops the board for another, on the same line (O9)', async () => {
    server.record(ideas(4))
    const tab = await joined()
    tab.write('on its way')
    await settled()
    server.view = 'facilitator'
    server.last.say(server.welcomeMessage('snapshot'))
    for (const part of server.snapshot()) server.last.say(part)
    await server.flush()
    expect(server.last.said('command')).toHaveLength(1)
    expect(tab.board).toEqual(server.board)
    server.cut()
    await comeBack()
    expect(haves().at(-1)).toMatchObject({ view: 'facilitator' })
  })
})

describe('commands', () => {
  it('wait until they are answered, and take effect once (C1)', async () => {
    const tab = await joined()
    const id = tab.write('A bus')
    expect(tab.waits).toEqual([id])
    await server.flush()
    expect(tab.waits).toEqual([])
    expect(tab.board.ideas.size).toBe(1)
    expect(server.head).toBe(1)
  })

  it('all unanswered ones are sent again after a welcome, in their order (O8)', async () => {
    const tab = await joined()
    const sent = ['one', 'two', 'three'].map((each) => tab.write(each))
    server.last.flushUp()
    server.cut()
    expect(server.head).toBe(3)
    const late = tab.write('four')
    await comeBack()
    expect(server.last.said('command').map((each) => each.id)).toEqual([...sent, late])
    expect(server.head).toBe(4)
    expect(tab.waits).toEqual([])
    expect(tab.board).toEqual(server.board)
  })

  it('at most 16 are under way; the rest follow as answers come (C1)', async () => {
    const tab = await joined()
    for (let turn = 0; turn < 40; turn++) tab.write(`${turn}`)
    server.last.flushUp()
    expect(server.last.said('command')).toHaveLength(16)
    await server.flush()
    const told = server.last.said('command').map((each) => (each.data as { text: string }).text)
    expect(told).toEqual(Array.from({ length: 40 }, (_, turn) => `${turn}`))
  })

  it('nothing is sent before the welcome (O1)', async () => {
    const tab = await joined()
    server.cut()
    await clock.advance(1_000)
    server.last.open()
    tab.write('A bus')
    server.last.flushUp()
    expect(server.last.up.map((each) => each.t)).toEqual(['hello'])
    await server.flush()
    expect(tab.waits).toEqual([])
  })

  it('nothing is sent because of a welcome on a line that is gone (O1)', async () => {
    const tab = new Tab()
    await settled()
    server.last.open()
    server.last.flushUp()
    server.last.flushDown()
    // Before the disk has told what waits.
    server.cut()
    await clock.advance(1_000)
    server.last.open()
    tab.write('A bus')
    server.last.flushUp()
    expect(server.last.up.map((each) => each.t)).toEqual(['hello'])
  })

  it('a refused one is kept with its words, and the rest go on (C6)', async () => {
    const tab = await joined()
    server.decide = () => ({ code: 'stage_closed', message: 'This stage is closed.' })
    const id = tab.write('A bus')
    await server.flush()
    expect(tab.waits).toEqual([])
    expect(tab.client.outbox.refused).toMatchObject([
      { id, code: 'stage_closed', data: { text: 'A bus' } },
    ])
    server.cut()
    await comeBack()
    expect(server.last.said('command')).toEqual([])
  })

  it('one that may succeed later is sent again after that time, and holds up what follows (C7)', async () => {
    const tab = await joined()
    const { decide } = server
    server.decide = () => ({ code: 'storage_full', message: 'The disk is full.', retry_ms: 5_000 })
    const first = tab.write('one')
    await server.flush()
    expect(tab.client.outbox.isUnstored).toBe(true)
    server.decide = decide
    const second = tab.write('two')
    await clock.advance(4_900)
    await server.flush()
    expect(tab.waits).toEqual([first, second])
    expect(tab.client.outbox.isUnstored).toBe(true)
    await clock.advance(200)
    await server.flush()
    expect(tab.waits).toEqual([])
    expect(tab.client.outbox.isUnstored).toBe(false)
    expect(server.last.said('command').map((each) => each.id)).toEqual([first, first, second])
  })

  it('more than goes out at once is known by how long each takes, until all is sent (C9)', async () => {
    const tab = await joined()
    const { decide } = server
    server.decide = () => ({ code: 'too_fast', message: 'A lot at once.', retry_ms: 4_000 })
    tab.write('one')
    await server.flush()
    // Sixteen may be unanswered, and so many are taken in that time.
    expect(tab.client.outbox.paceMs).toBe(4_000 / 16)
    server.decide = decide
    await clock.advance(4_100)
    await server.flush()
    expect(tab.waits).toEqual([])
    expect(tab.client.outbox.paceMs).toBe(0)
  })

  it('what cannot travel is refused where it is asked, not by hanging up', async () => {
    const tab = await joined()
    const ask = {
      id: mint(),
      type: 'StartTimer',
      data: { stage: 's', seconds: 1.5 },
      actingFor: null,
    }
    expect(() => {
      tab.client.submit(ask)
    }).toThrow(RangeError)
    expect(tab.waits).toEqual([])
  })

  it('says for whom (C5)', async () => {
    const tab = await joined()
    const id = mint()
    tab.client.submit({ id, type: 'SubmitIdea', data: { idea: id, text: 'A' }, actingFor: 'mair' })
    await server.flush()
    expect(server.last.said('command')).toMatchObject([{ for: 'mair' }])
  })
})

describe('large commands (H1)', () => {
  const large = 'long '.repeat(10_000)

  it('go by HTTP after the answers to what was sent before, and before what comes after', async () => {
    const tab = await joined()
    const [before, big, after] = [tab.write('before'), tab.write(large), tab.write('after')]
    expect(server.posted).toEqual([])
    await server.flush()
    expect(server.posted.map((each) => each.id)).toEqual([big])
    expect(server.last.said('command').map((each) => each.id)).toEqual([before, after])
    expect(tab.waits).toEqual([])
    expect([...tab.board.ideas.keys()]).toEqual([before, big, after])
  })

  it('wait for the delta, which may come after the answer (C3)', async () => {
    const tab = await joined()
    const id = tab.write(large)
    await settled()
    expect(server.head).toBe(1)
    expect(tab.waits).toEqual([id])
    await server.flush()
    expect(tab.waits).toEqual([])
  })

  it('wait for the answer, which may come after the delta; and go once meanwhile', async () => {
    const tab = await joined()
    let answers: () => void = () => undefined
    server.httpWaits = new Promise((resolve) => {
      answers = resolve
    })
    const ids = [tab.write(large), tab.write('after')]
    await server.flush()
    expect(tab.seq).toBe(1)
    expect(tab.waits).toEqual(ids)
    answers()
    await settled()
    expect(tab.waits).toEqual([ids[1]])
    await server.flush()
    expect(tab.waits).toEqual([])
    expect(server.posted).toHaveLength(1)
  })

  it('are sent again where the history they were taken into is no more', async () => {
    server.record(ideas(1))
    const tab = await joined()
    const id = tab.write(large)
    await settled()
    server.restore(0)
    server.cut()
    await comeBack()
    expect(tab.waits).toEqual([])
    expect(tab.board.ideas.has(id)).toBe(true)
  })

  it('are tried again when HTTP fails', async () => {
    const tab = await joined()
    server.oddAnswers.push(new TypeError('Failed to fetch'))
    const id = tab.write(large)
    await settled()
    expect(tab.waits).toEqual([id])
    await clock.advance(1_000)
    await server.flush()
    expect(tab.waits).toEqual([])
  })

  it.each([
    [413, 'text_too_long'],
    [400, 'bad_command'],
  ])('refused by HTTP itself (%d) keep their words and hold up nothing', async (status, code) => {
    const tab = await joined()
    server.oddAnswers.push(new Response('', { status }))
    tab.write(large)
    tab.write('after')
    await server.flush()
    expect(tab.waits).toEqual([])
    expect(tab.client.outbox.refused).toMatchObject([{ code, data: { text: large } }])
  })

  it('refused by the room keep their words', async () => {
    const tab = await joined()
    server.decide = () => ({ code: 'text_too_long', message: 'Too long.' })
    tab.write(large)
    await server.flush()
    expect(tab.client.outbox.refused).toHaveLength(1)
  })
})

describe('without a line', () => {
  it('what is written is kept over a reload, and sent when there is one (promise 2)', async () => {
    const before = await joined()
    server.cut()
    server.isDown = true
    const ids = ['one', 'two'].map((each) => before.write(each))
    await settled()
    before.client.close()

    const after = new Tab()
    await server.flush()
    expect(after.waits).toEqual(ids)
    expect(after.told.at(-1)).toBe('offline')
    server.isDown = false
    await clock.advance(1_000)
    await server.flush()
    expect(after.waits).toEqual([])
    expect([...after.board.ideas.keys()]).toEqual(ids)
  })

  it('writing on and coming back equals having been there (promise 2)', async () => {
    const [here, away] = [await joined(), await joined()]
    server.connections[1]?.cut()
    for (let turn = 0; turn < 20; turn++) {
      here.write(`here ${turn}`)
      away.write(`away ${turn}`)
      await settled()
    }
    await comeBack()
    expect(away.board).toEqual(server.board)
    expect(here.board).toEqual(server.board)
    expect(here.board.ideas.size).toBe(40)
  })

  it('two tabs of one person both send what waits, and it takes effect once (peers 9)', async () => {
    const one = await joined()
    server.cut()
    one.write('A bus')
    await settled()
    const other = await joined()
    await comeBack()
    expect(server.connections.flatMap((each) => each.said('command'))).toHaveLength(2)
    expect(server.head).toBe(1)
    expect([...one.waits, ...other.waits]).toEqual([])
    expect(one.board).toEqual(other.board)
  })

  it('what a tab closed with is sent by another at its next welcome', async () => {
    const [closing, staying] = [await joined(), await joined()]
    server.cut()
    const id = closing.write('A bus')
    await settled()
    closing.client.close()
    await comeBack()
    expect(staying.board.ideas.has(id)).toBe(true)
    expect(staying.waits).toEqual([])
  })
})

describe('liveness', () => {
  it('answers a ping with what it said (L1)', async () => {
    const tab = await joined()
    server.last.say({ t: 'ping', now: clock.now() + 5_000, head: 0 })
    await server.flush()
    expect(server.last.said('pong')).toEqual([{ t: 'pong', now: clock.now() + 5_000 }])
    expect(tab.client.clock.read()).toBe(clock.now() + 5_000)
  })

  it('a head that stays ahead closes and resumes (L2)', async () => {
    const tab = await joined()
    server.recordUntold(ideas(3))
    server.last.say({ t: 'ping', now: clock.now(), head: 1 })
    await server.flush()
    await clock.advance(1_900)
    expect(server.connections).toHaveLength(1)
    await clock.advance(200)
    await comeBack()
    expect(server.connections).toHaveLength(2)
    expect(tab.board).toEqual(server.board)
  })

  it('a head that is caught up with in time is nothing (L2, D4)', async () => {
    const tab = await joined()
    server.last.say({ t: 'ping', now: clock.now(), head: 1 })
    await server.flush()
    await clock.advance(1_000)
    server.record(ideas(3))
    await server.flush()
    await clock.advance(5_000)
    expect(server.connections).toHaveLength(1)
    expect(tab.seq).toBe(1)
  })

  it('a snapshot on its way over a slow line is waited for', async () => {
    server.record(ideas(20))
    const tab = await joined()
    server.parts = 2
    server.last.say({ t: 'ping', now: clock.now(), head: 2 })
    server.recordUntold(ideas(30))
    const [first = {}, last = {}] = server.snapshot()
    server.last.say(first)
    await server.flush()
    await clock.advance(9_000)
    server.last.say(last)
    await server.flush()
    expect(server.connections).toHaveLength(1)
    expect(tab.board).toEqual(server.board)
  })

  it('a server that goes away is left and found again (L4)', async () => {
    server.record(ideas(3))
    const tab = await joined()
    server.last.say({ t: 'drain', within_ms: 10_000 })
    await server.flush()
    await clock.advance(5_000)
    await server.flush()
    expect(server.connections).toHaveLength(2)
    expect(tab.told.at(-1)).toBe('live')
    expect(haves().at(-1)).toMatchObject({ seq: 1 })
    await clock.advance(5_000)
    expect(tab.told).not.toContain('offline')
  })

  it('says so at once where a try to come to another server has failed (L4)', async () => {
    const tab = await joined()
    server.last.say({ t: 'drain', within_ms: 10_000 })
    await server.flush()
    server.isDown = true
    await clock.advance(5_000)
    expect(tab.told.at(-1)).toBe('offline')
  })

  it('says that it is not connected where no other server is there within a second (L4)', async () => {
    const tab = await joined()
    server.last.say({ t: 'drain', within_ms: 10_000 })
    await server.flush()
    // Nobody opens the next connection.
    await clock.advance(5_999)
    expect(tab.told).not.toContain('offline')
    await clock.advance(1)
    expect(tab.told.at(-1)).toBe('offline')
  })

  it('a server that is too old is told of, and tried again until a newer one is there (N7)', async () => {
    const tab = await joined()
    server.last.say({ t: 'drain', within_ms: 10_000, behind: true })
    await server.flush()
    expect(tab.told.at(-1)).toBe('behind')
    await clock.advance(5_000)
    server.last.open()
    await settled()
    server.last.say({ ...server.welcomeMessage('resume'), behind: true })
    await server.flush()
    expect(server.connections).toHaveLength(2)
    await clock.advance(30_000)
    expect(server.connections).toHaveLength(3)
  })

  it('is live only at the head it was welcomed with', async () => {
    const tab = await joined()
    server.cut()
    for (let turn = 0; turn < 3; turn++) server.record(ideas(turn))
    await clock.advance(1_000)
    server.last.open()
    await settled()
    server.last.say({ ...server.welcomeMessage('resume'), head: 3 })
    server.last.say(server.delta(1, 2))
    server.last.flushDown()
    expect(tab.told.at(-1)).toBe('welcomed')
    server.last.say(server.delta(3, 3))
    server.last.flushDown()
    expect(tab.told.at(-1)).toBe('live')
  })

  it('a stop is told with its code', async () => {
    const tab = await joined()
    server.cut(CloseCode.versionNotSpoken)
    expect(tab.told.at(-1)).toBe(`stopped ${CloseCode.versionNotSpoken}`)
  })
})

describe('typing (L6)', () => {
  const typed = () => server.last.said('presence').map((each) => each.typing)

  it('is told at once, and then once a second', async () => {
    const tab = await joined()
    tab.client.setTyping('ideas')
    tab.client.setTyping(null)
    tab.client.setTyping('needs')
    await server.flush()
    expect(typed()).toEqual(['ideas'])
    await clock.advance(1_000)
    await server.flush()
    expect(typed()).toEqual(['ideas', 'needs'])
  })

  it('is told again now and then while it goes on', async () => {
    const tab = await joined()
    for (let keys = 0; keys < 40; keys++) {
      tab.client.setTyping('ideas')
      await clock.advance(100)
    }
    tab.client.setTyping(null)
    tab.client.setTyping(null)
    await clock.advance(5_000)
    await server.flush()
    expect(typed()).toEqual(['ideas', 'ideas', null])
  })

  it('is told to a new connection, and not at all without one', async () => {
    const tab = await joined()
    server.cut()
    tab.client.setTyping('ideas')
    await comeBack()
    expect(typed()).toEqual(['ideas'])
  })
})

describe('closing', () => {
  it('is for good, may be done twice, and leaves what waits on disk', async () => {
    const tab = await joined()
    tab.write('A bus')
    await settled()
    tab.client.close()
    tab.client.close()
    await clock.advance(60_000)
    expect(server.connections).toHaveLength(1)
    const after = new Tab()
    await settled()
    expect(after.waits).toHaveLength(1)
  })
})

describe('whatever happens to the lines', () => {
  const kinds = ['write', 'record', 'up', 'down', 'cut', 'lose', 'time', 'wake', 'reload'] as const
  const step = fc.tuple(fc.constantFrom(...kinds), fc.nat(2))
  const steps = fc.array(step, { minLength: 10, maxLength: 60 })

  it('every board is the server’s in the end, and nothing is lost or doubled (promises 2, 3)', async () => {
    await everyBoardConverges(false)
  }, 120_000)

  it('that holds as well where sockets are blocked (T1 to T5)', async () => {
    await everyBoardConverges(true)
  }, 120_000)

  async function everyBoardConverges(socketsBlocked: boolean): Promise<void> {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 4 }), async (some, parts) => {
        vi.stubGlobal('indexedDB', new IDBFactory())
        clock = new ManualClock()
        server = new FakeServer(clock)
        server.parts = parts
        server.socketsBlocked = socketsBlocked
        const tabs = ['anna', 'ben', 'mair'].map((each) => new Tab(each))
        const written: string[] = []
        for (const [kind, who] of some) await happen(kind, who, tabs, written)
        for (let turn = 0; turn < 5; turn++) {
          await clock.advance(31_000)
          for (const each of server.connections)
            each.say({ t: 'ping', now: clock.now(), head: server.head })
          await server.flush()
        }
        for (const tab of tabs) {
          expect(tab.board).toEqual(server.board)
          expect(tab.seq).toBe(server.head)
          expect(tab.waits).toEqual([])
          tab.client.close()
        }
        const taken = [...(server.board.ideas?.keys() ?? [])].filter(
          (each) => !each.startsWith('idea'),
        )
        expect(taken.sort()).toEqual(written.sort())
      }),
      { numRuns: 60 },
    )
  }

  async function happen(kind: string, who: number, tabs: Tab[], written: string[]): Promise<void> {
    const tab = tabs[who]
    if (kind === 'write' && tab) written.push(tab.write('A bus'))
    if (kind === 'record') server.record(ideas(who + 1))
    if (kind === 'up') for (const each of server.connections) each.flushUp()
    if (kind === 'down') for (const each of server.connections) each.flushDown()
    if (kind === 'cut') server.connections.at(-1 - who)?.cut()
    if (kind === 'lose') server.connections.at(-1 - who)?.loseDeltas()
    if (kind === 'time') await clock.advance(700)
    if (kind === 'wake') tab?.page.comesBack()
    if (kind === 'reload' && tab) {
      await settled()
      tab.client.close()
      tabs[who] = new Tab(['anna', 'ben', 'mair'][who])
    }
    await settled()
    for (const each of server.connections) each.open()
  }
})
