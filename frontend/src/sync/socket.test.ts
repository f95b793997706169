import { beforeEach, describe, expect, it } from 'vitest'

import { CloseCode } from '../protocol/closeCodes'

import { ManualClock, settled } from './fakes'
import type { PageEvent, Wire, WireEvents } from './seams'
import { BusyError, Line, pauseMs, StopError } from './socket'

const SECOND = 1_000

/** The far ends of a line: every connection that was made, to be opened, heard and lost. */
class Ends {
  readonly made: (WireEvents & { hungUp: boolean; sent: Uint8Array[] })[] = []
  /** What the line told of the ways there are, and what it is told of a failure. */
  readonly told: string[] = []
  isWorthTrying = false

  readonly welcomed = () => this.told.push('welcomed')
  readonly held = () => this.told.push('held')
  readonly wentSilent = () => this.told.push('went silent')
  readonly close = () => this.told.push('closed')
  readonly failed = () => {
    this.told.push('failed')
    return this.isWorthTrying
  }

  readonly connect = (events: WireEvents): Wire => {
    const end = { ...events, hungUp: false, sent: [] as Uint8Array[] }
    this.made.push(end)
    return {
      send: (frame) => end.sent.push(frame),
      close: () => {
        end.hungUp = true
      },
    }
  }

  get last() {
    const last = this.made.at(-1)
    if (last === undefined) throw new Error('no connection')
    return last
  }
}

let clock: ManualClock
let ends: Ends
let told: string[]
let line: Line
let page: (event: PageEvent) => void
let isHidden: boolean
let awaitsMs: number
let prepare: () => Promise<void>
let random: number

beforeEach(() => {
  clock = new ManualClock()
  ends = new Ends()
  told = []
  random = 0.5
  page = () => undefined
  isHidden = false
  awaitsMs = 0
  prepare = () => Promise.resolve()
  const tells = (word: string) => () => {
    told.push(word)
  }
  const events = {
    prepare: () => prepare(),
    opened: tells('opened'),
    received: (frame: Uint8Array) => told.push(`received ${frame.join()}`),
    awaitsMs: () => awaitsMs,
    lost: (moves: boolean) => told.push(moves ? 'moves' : 'lost'),
    stopped: (code: number) => told.push(`stopped ${code}`),
  }
  line = new Line(ends, events, {
    connect: () => {
      throw new Error('not asked')
    },
    fetch: () => Promise.reject(new Error('not asked')),
    now: clock.now,
    later: clock.later,
    random: () => random,
    onPage: (act) => {
      page = act
      return () => {
        page = () => undefined
      }
    },
    isHidden: () => isHidden,
    remember: () => undefined,
    recall: () => null,
  })
})

async function open(): Promise<void> {
  line.open()
  await settled()
  ends.last.opened()
}

/** Open, and be welcomed, long enough for the line to count as good. */
async function openForLong(): Promise<void> {
  await open()
  line.settled()
  for (let minutes = 0; minutes < 4; minutes++) {
    await clock.advance(20 * SECOND)
    ends.last.received(Uint8Array.of(0))
  }
  told = []
}

describe('a line', () => {
  it('gets ready, connects, and carries bytes both ways', async () => {
    await open()
    line.send(Uint8Array.of(1))
    ends.last.received(Uint8Array.of(2))
    expect(told).toEqual(['opened', 'received 2'])
    expect(ends.last.sent).toEqual([Uint8Array.of(1)])
  })

  it('opened twice is one line', async () => {
    await open()
    line.open()
    await settled()
    expect(ends.made).toHaveLength(1)
  })

  it('drops what it cannot send; whoever sends it knows what was not answered', () => {
    line.send(Uint8Array.of(1))
    expect(ends.made).toEqual([])
  })

  it('a late close of a dead connection does not touch the one after it', async () => {
    await openForLong()
    const dead = ends.last
    line.reopen()
    await clock.advance(0)
    ends.last.opened()
    told = []
    dead.received(Uint8Array.of(9))
    dead.closed(1006)
    dead.opened()
    await clock.advance(5 * SECOND)
    expect(told).toEqual([])
    expect(ends.made).toHaveLength(2)
  })
})

describe('coming back (L5)', () => {
  it.each([
    [0, 2],
    [1, 1],
    [2, 2],
    [3, 4],
    [5, 16],
    [6, 30],
    [60, 30],
  ])('after %d failures it waits any time up to %d s', (failures, most) => {
    expect(pauseMs(failures, 0)).toBe(0)
    expect(pauseMs(failures, 0.5)).toBe(most * 500)
    expect(pauseMs(failures, 0.999_999)).toBeCloseTo(most * SECOND, 0)
  })

  it('a lost line comes back after a random time, first up to 2 s', async () => {
    await open()
    ends.last.closed(1006)
    expect(told).toEqual(['opened', 'lost'])
    await clock.advance(999)
    expect(ends.made).toHaveLength(1)
    await clock.advance(1)
    expect(ends.made).toHaveLength(2)
  })

  it('a line that never comes about is tried more and more seldom', async () => {
    random = 0.999_999
    line.open()
    const at: number[] = []
    for (let turn = 0; turn < 9; turn++) {
      await settled()
      at.push(clock.now())
      const { length } = ends.made
      ends.last.closed(1006)
      while (ends.made.length === length) await clock.advance(100)
    }
    const gaps = at.slice(1).map((each, turn) => Math.round((each - (at[turn] ?? 0)) / SECOND))
    expect(gaps).toEqual([2, 1, 2, 4, 8, 16, 30, 30])
  })

  it('starts over with short waits only after it held for a minute', async () => {
    await open()
    ends.last.closed(1006)
    await clock.advance(1 * SECOND)
    ends.last.opened()
    line.settled()
    await clock.advance(30 * SECOND)
    ends.last.closed(1006)
    random = 0.999_999
    await clock.advance(0.6 * SECOND)
    expect(ends.made).toHaveLength(3)
    ends.last.opened()
    line.settled()
    for (let turn = 0; turn < 3; turn++) {
      await clock.advance(21 * SECOND)
      ends.last.received(Uint8Array.of(0))
    }
    ends.last.closed(1006)
    await clock.advance(1.9 * SECOND)
    expect(ends.made).toHaveLength(3)
    await clock.advance(0.1 * SECOND)
    expect(ends.made).toHaveLength(4)
  })

  it('tries at once when the page or the network comes back', async () => {
    await open()
    for (let turn = 0; turn < 8; turn++) {
      ends.last.closed(1006)
      await clock.advance(30 * SECOND)
    }
    ends.last.closed(1006)
    const { length } = ends.made
    page('back')
    await settled()
    expect(ends.made).toHaveLength(length + 1)
    // Once: if it fails, the wait is as long as before.
    ends.last.closed(1006)
    await clock.advance(14 * SECOND)
    expect(ends.made).toHaveLength(length + 1)
  })

  it('a page that slept does not trust a line that was silent meanwhile (peers 4)', async () => {
    await openForLong()
    await clock.advance(30 * SECOND)
    page('back')
    await settled()
    expect(ends.made).toHaveLength(1)
    // Timers stand still in a sleeping page; its clock does not.
    const { length } = ends.made
    clock.sleep(10 * SECOND)
    page('back')
    await settled()
    expect(ends.made).toHaveLength(length + 1)
    expect(ends.made[0]?.hungUp).toBe(true)
  })

  it('a line that says nothing for longer than a ping takes is dead (L1)', async () => {
    await openForLong()
    await clock.advance(34 * SECOND)
    expect(told).toEqual([])
    await clock.advance(6 * SECOND)
    expect(told).toEqual(['lost'])
    expect(ends.made[0]?.hungUp).toBe(true)
    expect(ends.told).toContain('went silent')
  })

  it('a line on which an answer is due is dead sooner', async () => {
    await openForLong()
    awaitsMs = 3 * SECOND
    await clock.advance(20 * SECOND)
    expect(told).toEqual([])
    awaitsMs = 23 * SECOND
    await clock.advance(5 * SECOND)
    expect(told).toEqual(['lost'])
  })

  it('a line that brings anything is not dead because an answer takes long', async () => {
    await openForLong()
    awaitsMs = 60 * SECOND
    for (let turn = 0; turn < 6; turn++) {
      ends.last.received(Uint8Array.of(0))
      await clock.advance(10 * SECOND)
    }
    expect(told.filter((each) => each === 'lost')).toEqual([])
  })

  it('a device that slept notices the dead line as it wakes, and tries at once', async () => {
    await openForLong()
    clock.sleep(600 * SECOND)
    await clock.advance(0)
    expect(told).toEqual(['lost'])
    expect(ends.made).toHaveLength(2)
  })

  it('a page on another network leaves the line of before at once', async () => {
    await openForLong()
    page('moved')
    await settled()
    expect(told).toEqual(['lost'])
    expect(ends.made).toHaveLength(2)
  })

  it('a page without a network says so at once, and comes back with it', async () => {
    await openForLong()
    page('offline')
    expect(told).toEqual(['lost'])
    expect(ends.last.hungUp).toBe(true)
    page('offline')
    expect(told).toEqual(['lost'])
    page('back')
    await settled()
    expect(ends.made).toHaveLength(2)
  })

  it('a page that nobody sees waits for minutes, until somebody looks', async () => {
    isHidden = true
    random = 0.999_999
    expect(pauseMs(20, 0.5, true)).toBe(150 * SECOND)
    await open()
    for (let turn = 0; turn < 12; turn++) {
      const { length } = ends.made
      ends.last.closed(1006)
      while (ends.made.length === length) await clock.advance(10 * SECOND)
    }
    const { length } = ends.made
    ends.last.closed(1006)
    await clock.advance(290 * SECOND)
    expect(ends.made).toHaveLength(length)
    page('back')
    await settled()
    expect(ends.made).toHaveLength(length + 1)
  })

  it('a server that is too busy is left alone for as long as it says, which is no failure (L9)', async () => {
    prepare = () => Promise.reject(new BusyError(20 * SECOND))
    line.open()
    await settled()
    prepare = () => Promise.resolve()
    await clock.advance(20 * SECOND)
    expect(ends.made).toHaveLength(0)
    await clock.advance(0.5 * SECOND)
    expect(ends.made).toHaveLength(1)
    ends.last.closed(1006, 30 * SECOND)
    await clock.advance(30 * SECOND)
    expect(ends.made).toHaveLength(1)
    await clock.advance(0.5 * SECOND)
    expect(ends.made).toHaveLength(2)
    expect(ends.told).toEqual([])
    // The first failure: up to two seconds.
    ends.last.opened()
    line.settled()
    ends.last.closed(1006)
    await clock.advance(0.9 * SECOND)
    expect(ends.made).toHaveLength(2)
    await clock.advance(0.1 * SECOND)
    expect(ends.made).toHaveLength(3)
  })

  it('a line on which the hello is not answered within 10 s is given up', async () => {
    await open()
    await clock.advance(10 * SECOND)
    expect(told).toEqual(['opened', 'lost'])
    expect(ends.last.hungUp).toBe(true)
    await clock.advance(1 * SECOND)
    expect(ends.made).toHaveLength(2)
  })

  it('getting ready that hangs is given up too, and its end comes too late', async () => {
    let go: () => void = () => undefined
    prepare = () =>
      new Promise((resolve) => {
        go = resolve
      })
    line.open()
    await clock.advance(10 * SECOND)
    prepare = () => Promise.resolve()
    await clock.advance(1 * SECOND)
    expect(ends.made).toHaveLength(1)
    go()
    await settled()
    expect(ends.made).toHaveLength(1)
  })

  it('getting ready that fails is tried again', async () => {
    prepare = () => Promise.reject(new TypeError('Failed to fetch'))
    line.open()
    await settled()
    expect(told).toEqual(['lost'])
    prepare = () => Promise.resolve()
    await clock.advance(1 * SECOND)
    expect(ends.made).toHaveLength(1)
  })
})

describe('choosing the way (T7)', () => {
  it('a connection that ends before its welcome makes the other way worth trying at once', async () => {
    ends.isWorthTrying = true
    await open()
    ends.last.closed(1006)
    expect(ends.told).toEqual(['failed'])
    await clock.advance(0)
    expect(ends.made).toHaveLength(2)
    await clock.advance(10 * SECOND)
    expect(ends.told).toEqual(['failed', 'failed'])
  })

  it('what was welcomed, what the server refused, and a page that is not reached, say nothing', async () => {
    await open()
    ends.last.closed(CloseCode.goingAway)
    await clock.advance(2 * SECOND)
    ends.last.opened()
    line.settled()
    ends.last.closed(1006)
    prepare = () => Promise.reject(new TypeError('Failed to fetch'))
    await clock.advance(30 * SECOND)
    expect(ends.told).toEqual(['welcomed'])
  })

  it('a line that held is told of', async () => {
    await openForLong()
    expect(ends.told).toEqual(['welcomed', 'held'])
  })
})

describe('reopening', () => {
  it('is at once the first time, and then waits like any loss', async () => {
    await openForLong()
    line.reopen()
    await clock.advance(0)
    expect(ends.made).toHaveLength(2)
    expect(ends.made[0]?.hungUp).toBe(true)
    ends.last.opened()
    line.reopen()
    await clock.advance(0)
    expect(ends.made).toHaveLength(2)
    await clock.advance(1 * SECOND)
    expect(ends.made).toHaveLength(3)
  })
})

describe('draining (L4)', () => {
  it('comes back at a random moment within the time given', async () => {
    await openForLong()
    line.drain(10 * SECOND)
    await clock.advance(4_999)
    expect(told).toEqual([])
    await clock.advance(1)
    expect(told).toEqual(['moves'])
    expect(ends.made).toHaveLength(2)
  })

  it('does not come sooner when the server hangs up before', async () => {
    await openForLong()
    line.drain(10 * SECOND)
    ends.last.closed(CloseCode.goingAway)
    await clock.advance(4_999)
    expect(ends.made).toHaveLength(1)
    await clock.advance(1)
    expect(ends.made).toHaveLength(2)
  })
})

describe('stopping', () => {
  it.each([
    CloseCode.versionNotSpoken,
    CloseCode.badFrame,
    CloseCode.noHello,
    CloseCode.tooManyUnanswered,
    4999,
  ])('%d: it does not come back, not even when the page does', async (code) => {
    await open()
    ends.last.closed(code)
    page('back')
    await clock.advance(600 * SECOND)
    expect(told).toEqual(['opened', `stopped ${code}`])
    expect(ends.made).toHaveLength(1)
  })

  it.each([1000, 1006, 1009, 1012, CloseCode.goingAway, CloseCode.tooSlow, CloseCode.roomFailed])(
    '%d: it comes back',
    async (code) => {
      await open()
      ends.last.closed(code)
      await clock.advance(2 * SECOND)
      expect(ends.made).toHaveLength(2)
    },
  )

  it('a ticket is refused three times in a row before it stops (O2)', async () => {
    await open()
    const refuse = async () => {
      ends.last.closed(CloseCode.badTicket)
      await clock.advance(4 * SECOND)
    }
    await refuse()
    await refuse()
    expect(ends.made).toHaveLength(3)
    ends.last.opened()
    line.settled()
    await refuse()
    await refuse()
    expect(ends.made).toHaveLength(5)
    await refuse()
    expect(told.at(-1)).toBe(`stopped ${CloseCode.badTicket}`)
    expect(ends.made).toHaveLength(5)
  })

  it('getting ready may say that it is of no use', async () => {
    prepare = () => Promise.reject(new StopError(404))
    line.open()
    await settled()
    expect(told).toEqual(['stopped 404'])
  })
})

describe('closing', () => {
  it('hangs up, says nothing more, and may be done twice', async () => {
    await open()
    told = []
    line.close()
    line.close()
    ends.last.closed(1006)
    page('back')
    await clock.advance(600 * SECOND)
    expect(told).toEqual([])
    expect(ends.last.hungUp).toBe(true)
    expect(ends.made).toHaveLength(1)
    expect(clock.waiting).toBe(0)
  })

  it('works while waiting and while getting ready', async () => {
    line.open()
    line.close()
    await settled()
    expect(ends.made).toHaveLength(0)
    expect(clock.waiting).toBe(0)
  })
})
