import { beforeEach, describe, expect, it } from 'vitest'

import { goodbye, streamed, unbatched } from '../protocol/otherEnd'

import { ManualClock, settled } from './fakes'
import type { Wire } from './seams'
import { streamWire } from './stream'

interface Asked {
  readonly url: string
  readonly init: RequestInit
  readonly answer: (response: Response) => void
  readonly fail: () => void
}

let clock: ManualClock
let asked: Asked[]
let told: unknown[]
let wire: Wire
let down: ReadableStreamDefaultController<Uint8Array>

const frame = (...bytes: number[]) => Uint8Array.from(bytes)
const headersOf = ({ init }: Asked) => init.headers as Record<string, string>
const bodyOf = ({ init }: Asked) => init.body as Uint8Array

function last(): Asked {
  const one = asked.at(-1)
  if (one === undefined) throw new Error('nothing was asked')
  return one
}

const quiet = {
  opened: () => told.push('opened'),
  received: () => told.push('received'),
  closed: () => told.push('closed'),
}

beforeEach(() => {
  clock = new ManualClock()
  asked = []
  told = []
  const events = {
    opened: () => told.push('opened'),
    received: (each: Uint8Array) => told.push([...each]),
    closed: (code: number, retryMs?: number) =>
      told.push(retryMs === undefined ? code : [code, retryMs]),
  }
  wire = streamWire('/stream', events, {
    later: clock.later,
    fetch: (url, init) =>
      new Promise((resolve, reject) => {
        const fail = () => {
          reject(new TypeError('network error'))
        }
        init.signal?.addEventListener('abort', fail)
        asked.push({ url, init, answer: resolve, fail })
      }),
  })
})

function stream(): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      down = controller
    },
  })
  return new Response(body, { headers: { 'Codesign-Line': 'line' } })
}

async function begun(): Promise<void> {
  await settled()
  wire.send(frame(1))
  last().answer(stream())
  await settled()
  told = []
}

const taken = () => new Response(null, { status: 204 })

describe('a stream', () => {
  it('is open before anything is sent, and posts the hello first (T1)', async () => {
    await settled()
    expect(told).toEqual(['opened'])
    wire.send(frame(1))
    expect(last()).toMatchObject({ url: '/stream', init: { method: 'POST', body: frame(1) } })
    expect(last().url).not.toContain('ticket')
  })

  it('tells each message, and with what code it ended, once (T2)', async () => {
    await begun()
    down.enqueue(streamed(frame(7, 8)))
    await settled()
    down.enqueue(goodbye(4008))
    down.close()
    await settled()
    expect(told).toEqual([[7, 8], 4008])
    expect(last().init.signal?.aborted).toBe(true)
  })

  it.each([
    [
      'breaks',
      () => {
        down.error(new TypeError('network error'))
      },
    ],
    [
      'ends without a goodbye',
      () => {
        down.close()
      },
    ],
    [
      'is not ours',
      () => {
        down.enqueue(new TextEncoder().encode('<!doctype html>'))
      },
    ],
  ])('that %s is a line that was lost (T2)', async (_how, happen) => {
    await begun()
    happen()
    await settled()
    expect(told).toEqual([1006])
  })

  it.each([
    new Response('a hotel’s own page'),
    new Response(null, { headers: { 'Codesign-Line': 'line' } }),
    new Response('no', { status: 404 }),
  ])('is lost where the answer is none', async (response) => {
    await settled()
    wire.send(frame(1))
    last().answer(response)
    await settled()
    expect(told).toEqual(['opened', 1006])
  })

  it('says when a server that is too busy wants to be asked again', async () => {
    await settled()
    wire.send(frame(1))
    last().answer(new Response('', { status: 503, headers: { 'Retry-After': '7' } }))
    await settled()
    expect(told).toEqual(['opened', [1006, 7_000]])
  })

  it('says nothing after it was closed', async () => {
    await begun()
    wire.close()
    down.enqueue(streamed(frame(7)))
    await settled()
    expect(told).toEqual([])
    expect(last().init.signal?.aborted).toBe(true)
  })

  it('closed before it opened does not open', async () => {
    told = []
    streamWire('/stream', quiet, {
      later: clock.later,
      fetch: () => Promise.reject(new Error()),
    }).close()
    await settled()
    expect(told).toEqual([])
  })
})

describe('what goes up (T4)', () => {
  it('is posted one batch after the other, in its order, with what gathered meanwhile', async () => {
    await begun()
    wire.send(frame(2))
    wire.send(frame(3))
    wire.send(frame(4))
    await settled()
    expect(asked).toHaveLength(2)
    expect(last().url).toBe('/stream/up')
    expect(headersOf(last())).toMatchObject({ 'Codesign-Line': 'line', 'Codesign-Batch': '1' })
    expect(unbatched(bodyOf(last()))).toEqual([frame(2)])
    last().answer(taken())
    await settled()
    expect(headersOf(last())['Codesign-Batch']).toBe('2')
    expect(unbatched(bodyOf(last()))).toEqual([frame(3), frame(4)])
    last().answer(taken())
    await settled()
    expect(asked).toHaveLength(3)
    expect(told).toEqual([])
  })

  it('waits for the stream to come', async () => {
    await settled()
    wire.send(frame(1))
    wire.send(frame(2))
    await settled()
    expect(asked).toHaveLength(1)
    last().answer(stream())
    await settled()
    expect(unbatched(bodyOf(last()))).toEqual([frame(2)])
  })

  it.each([200, 404, 409, 413, 502])(
    'answered with %d is a line that was lost (T5)',
    async (status) => {
      await begun()
      wire.send(frame(2))
      await settled()
      last().answer(new Response('', { status }))
      await settled()
      expect(told).toEqual([1006])
    },
  )

  it('that fails or takes too long is a line that was lost (T5)', async () => {
    await begun()
    wire.send(frame(2))
    await settled()
    last().fail()
    await settled()
    expect(told).toEqual([1006])
    expect(clock.waiting).toBe(0)
  })

  it('that is never answered is given up', async () => {
    await begun()
    wire.send(frame(2))
    await clock.advance(20_000)
    expect(told).toEqual([1006])
  })
})
