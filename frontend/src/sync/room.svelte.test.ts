import { IDBFactory } from 'fake-indexeddb'
import { flushSync } from 'svelte'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import type { Op } from '../board/board'
import * as commands from '../board/commands'
import * as select from '../board/select'
import { CloseCode } from '../protocol/closeCodes'

import { FakePage, FakeServer, ManualClock, settled } from './fakes'
import { Room } from './room.svelte'

const OPTIONS = {
  workshop: 'workshop',
  person: 'anna',
  socketUrl: '/socket',
  ticketUrl: '/ticket',
  streamUrl: '/stream',
  commandsUrl: '/commands',
}

let clock: ManualClock
let server: FakeServer

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  clock = new ManualClock()
  server = new FakeServer(clock)
  server.seats = ['anna', 'mair']
})

function opened(): Room {
  return new Room(OPTIONS, new FakePage(clock, server).seams)
}

async function joined(): Promise<Room> {
  const room = opened()
  await server.flush()
  return room
}

async function comeBack(): Promise<void> {
  await clock.advance(1_000)
  await server.flush()
}

/** Count how often something is drawn, as a component would. */
function draws(draw: () => unknown): { count: number; stop: () => void } {
  const drawn = { count: 0, stop: (): void => undefined }
  drawn.stop = $effect.root(() => {
    $effect(() => {
      draw()
      drawn.count += 1
    })
  })
  flushSync()
  return drawn
}

const ideas = (count: number): Op[] =>
  Array.from({ length: count }, (_, n) => [
    'put',
    'ideas',
    `idea ${n}`,
    { stage: 'stage', text: `${n}`, theme: null, at: n, seq: n },
  ])

describe('joining', () => {
  it('says who I am, what is there, and that it is live (O4)', async () => {
    server.record(ideas(2))
    const room = opened()
    expect(room.state).toBe('connecting')
    await server.flush()
    expect(room).toMatchObject({ state: 'live', me: 'anna', view: 'participant', seq: 1 })
    expect(room.role).toBe('participant')
    expect(room.seats).toEqual(['anna', 'mair'])
    expect(new Map(room.board.ideas)).toEqual(server.board.ideas)
  })

  it('tells when the line is lost, keeps the board, and goes on (peers 3)', async () => {
    server.record(ideas(2))
    const room = await joined()
    server.cut()
    expect(room.state).toBe('offline')
    expect(room.board.ideas.size).toBe(2)
    await comeBack()
    expect(room.state).toBe('live')
  })

  it('says in plain words why it stopped', async () => {
    const room = await joined()
    server.cut(CloseCode.versionNotSpoken)
    expect(room.state).toBe('stopped')
    expect(room.stoppedWhy).toMatch(/Reload the page/)
  })

  it('knows the server’s clock', async () => {
    const room = await joined()
    server.last.say({ t: 'ping', now: clock.now() + 3_000, head: 0 })
    await server.flush()
    expect(room.serverNow()).toBe(clock.now() + 3_000)
  })
})

describe('asking', () => {
  it('shows it at once, counts it, and then it is the room’s', async () => {
    const room = await joined()
    const id = room.send(commands.submitIdea('stage', 'A bus'))
    expect(room.saving).toEqual({
      waiting: 1,
      late: false,
      unstored: false,
      allInMs: 0,
      kept: 'disk',
    })
    expect(room.pending).toMatchObject([{ id, actingFor: null, askedAt: clock.now() }])
    expect(select.ideasOfStage(room, 'stage')).toMatchObject([{ text: 'A bus', pending: true }])
    await server.flush()
    expect(room.saving.waiting).toBe(0)
    expect(select.ideasOfStage(room, 'stage')).toMatchObject([{ text: 'A bus', pending: false }])
  })

  it('is never shown twice, nor gone in between', async () => {
    const room = await joined()
    const seen: number[] = []
    const drawn = draws(() => seen.push(select.ideasOfStage(room, 'stage').length))
    room.send(commands.submitIdea('stage', 'A bus'))
    flushSync()
    for (let turn = 0; turn < 6; turn++) {
      server.last.flushUp()
      server.last.flushDown()
      await settled()
      flushSync()
    }
    drawn.stop()
    expect(seen[0]).toBe(0)
    expect(new Set(seen.slice(1))).toEqual(new Set([1]))
  })

  it('goes for whom I act, until I no longer may (C5)', async () => {
    const room = await joined()
    room.actingFor = 'mair'
    room.send(commands.submitIdea('stage', 'A bus'))
    await server.flush()
    expect(server.last.said('command')).toMatchObject([{ for: 'mair' }])
    server.seats = ['anna']
    server.last.say(server.welcomeMessage('snapshot'))
    for (const part of server.snapshot()) server.last.say(part)
    await server.flush()
    expect(room.actingFor).toBeNull()
  })

  it('goes for whom it is said to, whoever I act for otherwise (C5)', async () => {
    const room = await joined()
    room.actingFor = 'mair'
    room.send(commands.submitIdea('stage', 'A bus'), null)
    await server.flush()
    expect(server.last.said('command')[0]).not.toHaveProperty('for')
    expect(room.actingFor).toBe('mair')
  })

  it('offers the words of what was refused until they are dismissed (C6)', async () => {
    const room = await joined()
    server.decide = () => ({ code: 'stage_closed', message: 'This stage is closed.' })
    const command = commands.submitIdea('stage', 'A bus')
    const id = room.send(command)
    room.send(commands.castBallot('round', { a: 1 }))
    await server.flush()
    expect(room.rejected).toMatchObject([
      { id, type: 'SubmitIdea', message: 'This stage is closed.', words: 'A bus', command },
      { type: 'CastBallot' },
    ])
    expect(room.rejected[1]).not.toHaveProperty('words')
    expect(select.ideasOfStage(room, 'stage')).toEqual([])
    room.dismiss(id)
    expect(room.rejected).toHaveLength(1)
  })

  it('takes what a component holds as its state', async () => {
    const room = await joined()
    const marks = $state({ a: 1 })
    room.send(commands.castBallot('round', marks))
    marks.a = 2
    await settled()
    expect(room.pending[0]?.command.data).toEqual({ round: 'round', marks: { a: 1 } })
    expect(room.saving.kept).toBe('disk')
  })

  it('says where nothing can be kept on disk', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const room = await joined()
    expect(room.saving.kept).toBe('memory')
    room.send(commands.submitIdea('stage', 'A bus'))
    await server.flush()
    expect(room.board.ideas.size).toBe(1)
  })

  it('shows after a reload what was not sent, before there is a line', async () => {
    server.isDown = true
    const before = opened()
    before.send(commands.submitIdea('stage', 'A bus'))
    await settled()
    before.close()
    const after = opened()
    await settled()
    expect(after.saving.waiting).toBe(1)
    expect(select.ideasOfStage(after, 'stage')).toMatchObject([{ text: 'A bus', pending: true }])
  })
})

describe('presence (L6)', () => {
  it('tells who is here and who types', async () => {
    const room = await joined()
    server.last.say({ t: 'presence', here: 3, in: ['anna', 'ben', 'mair'], typing: ['ben'] })
    server.last.say({ t: 'presence', here: 2, out: ['mair'] })
    await server.flush()
    expect(room.here).toBe(2)
    expect([...room.present]).toEqual(['anna', 'ben'])
    expect([...room.typing]).toEqual(['ben'])
    server.last.say({ t: 'presence', here: 2, typing: [] })
    await server.flush()
    expect(room.typing.size).toBe(0)
  })

  it('begins anew with a new welcome', async () => {
    const room = await joined()
    server.last.say({ t: 'presence', here: 3, in: ['anna', 'ben'], typing: ['ben'] })
    await server.flush()
    server.cut()
    await comeBack()
    expect([...room.present, ...room.typing]).toEqual([])
  })

  it('says where I type', async () => {
    const room = await joined()
    room.setTyping('stage')
    await server.flush()
    expect(server.last.said('presence')).toEqual([{ t: 'presence', typing: 'stage' }])
  })
})

describe('drawing', () => {
  it('a card is drawn again when its idea changes, and no other', async () => {
    server.record(ideas(3))
    const room = await joined()
    const cards = [0, 1, 2].map((n) => draws(() => room.board.ideas.get(`idea ${n}`)))
    server.record([['patch', 'ideas', 'idea 1', { text: 'other' }]])
    await server.flush()
    flushSync()
    expect(cards.map((each) => each.count)).toEqual([1, 2, 1])
    cards.forEach((each) => {
      each.stop()
    })
  })

  it('nothing is drawn again by a lost line that comes back (peers 12)', async () => {
    const ballot: Op = [
      'put',
      'ballots',
      'round.anna',
      { round: 'round', voter: 'anna', marks: {} },
    ]
    server.record(ideas(3), [ballot])
    const room = await joined()
    const drawn = draws(() => [select.ballot(room, 'round'), select.ideasOfStage(room, 'stage')])
    server.cut()
    await comeBack()
    flushSync()
    expect(server.connections).toHaveLength(2)
    expect(drawn.count).toBe(1)
    drawn.stop()
  })

  it('one delta is drawn once, however much is in it', async () => {
    const room = await joined()
    const drawn = draws(() => select.ideasOfStage(room, 'stage'))
    server.record(ideas(200))
    await server.flush()
    flushSync()
    expect(drawn.count).toBe(2)
    drawn.stop()
  })
})

describe('closing', () => {
  it('may be done twice', async () => {
    const room = await joined()
    room.close()
    room.close()
    await clock.advance(60_000)
    expect(server.connections).toHaveLength(1)
  })
})
