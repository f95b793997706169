import { beforeEach, describe, expect, it } from 'vitest'

import { FakePage, FakeServer, ManualClock, settled } from './fakes'
import type { Wire, WireEvents } from './seams'
import { Ways } from './ways'

const MINUTE = 60_000

interface Socket extends WireEvents {
  isClosed: boolean
}

let clock: ManualClock
let page: FakePage
let sockets: Socket[]
let streams: number
let told: string[]
let ways: Ways

beforeEach(() => {
  clock = new ManualClock()
  page = new FakePage(clock, new FakeServer(clock))
  ways = reloaded()
})

/** A page of the same tab. */
function reloaded(): Ways {
  sockets = []
  streams = 0
  told = []
  return new Ways(
    { socketUrl: '/socket', streamUrl: '/stream' },
    {
      ...page.seams,
      connect: (_url, events) => {
        const socket = { ...events, isClosed: false }
        sockets.push(socket)
        return {
          send: () => undefined,
          close: () => {
            socket.isClosed = true
          },
        }
      },
      fetch: () => {
        streams += 1
        return new Promise(() => undefined)
      },
    },
  )
}

function connect(): Wire {
  return ways.connect({
    opened: () => told.push('opened'),
    received: () => told.push('received'),
    closed: (code) => told.push(`closed ${code}`),
  })
}

/** Which way was taken just now. */
async function taken(): Promise<'socket' | 'stream'> {
  const before = sockets.length
  const wire = connect()
  await settled()
  wire.send(Uint8Array.of(1))
  wire.close()
  return sockets.length > before ? 'socket' : 'stream'
}

describe('the way to the server (T7)', () => {
  it('is the socket first', async () => {
    expect(await taken()).toBe('socket')
    expect(streams).toBe(0)
  })

  it('is the other one where there was no welcome, at once the first time', async () => {
    connect()
    expect(ways.failed()).toBe(true)
    expect(await taken()).toBe('stream')
    expect(streams).toBe(1)
    expect(ways.failed()).toBe(false)
    expect(await taken()).toBe('socket')
  })

  it('stays the socket for one failure more where it worked before: the server may have gone', async () => {
    connect()
    ways.welcomed()
    expect(ways.failed()).toBe(false)
    expect(await taken()).toBe('socket')
    ways.failed()
    expect(await taken()).toBe('stream')
  })

  it('is what was welcomed last, for as long as the tab lives', async () => {
    connect()
    ways.failed()
    connect()
    ways.welcomed()
    ways.close()
    ways = reloaded()
    expect(await taken()).toBe('stream')
    ways.failed()
    connect()
    ways.welcomed()
    ways = reloaded()
    expect(await taken()).toBe('socket')
  })

  it('a socket that does not open in a few seconds is blocked', async () => {
    connect()
    await clock.advance(5_000)
    expect(told).toEqual(['closed 1006'])
    expect(sockets[0]?.isClosed).toBe(true)
    sockets[0]?.closed(1006)
    expect(told).toHaveLength(1)
  })

  it('a socket that opened in time may take its time for the rest', async () => {
    connect()
    sockets[0]?.opened()
    await clock.advance(MINUTE)
    expect(told).toEqual(['opened'])
    sockets[0]?.closed(4000)
    expect(told).toEqual(['opened', 'closed 4000'])
  })
})

describe('held back (T6)', () => {
  it('is said when neither way brought a welcome, and no more once a line held', () => {
    ways.failed()
    expect(ways.isBlocked).toBe(false)
    ways.failed()
    expect(ways.isBlocked).toBe(true)
    ways.welcomed()
    ways.held()
    expect(ways.isBlocked).toBe(false)
  })

  it('is said when streams go silent one after the other', () => {
    ways.wentSilent()
    ways.wentSilent()
    expect(ways.isBlocked).toBe(false)
    ways.failed()
    ways.welcomed()
    ways.wentSilent()
    ways.wentSilent()
    expect(ways.isBlocked).toBe(true)
  })
})

describe('on a stream', () => {
  beforeEach(() => {
    ways.failed()
    connect()
    ways.welcomed()
  })

  it('a socket is tried beside it now and then, and taken next if it stays open', async () => {
    await clock.advance(10 * MINUTE)
    expect(sockets).toHaveLength(1)
    sockets[0]?.opened()
    await clock.advance(2_000)
    expect(sockets[0]?.isClosed).toBe(true)
    expect(told).toEqual(['opened'])
    expect(await taken()).toBe('socket')
  })

  it('a socket that is cut or never opens changes nothing, and is tried again later', async () => {
    await clock.advance(10 * MINUTE)
    sockets[0]?.opened()
    sockets[0]?.closed(1006)
    await clock.advance(10 * MINUTE)
    expect(sockets).toHaveLength(2)
    await clock.advance(10 * MINUTE + 5_000)
    expect(sockets).toHaveLength(3)
    expect(await taken()).toBe('stream')
  })

  it('nothing is tried once the stream is gone', async () => {
    await clock.advance(10 * MINUTE)
    ways.close()
    expect(sockets[0]?.isClosed).toBe(true)
    await clock.advance(60 * MINUTE)
    expect(sockets).toHaveLength(1)
  })
})
