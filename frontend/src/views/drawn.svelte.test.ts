import { flushSync } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { Drawn } from './drawn.svelte'

type Seen = (entries: { isIntersecting: boolean }[]) => void

/** A screen that is scrolled by `come`. */
class FakeObserver {
  static readonly all: FakeObserver[] = []
  readonly watched = new Set<Element>()
  times = 0

  constructor(private readonly seen: Seen) {
    FakeObserver.all.push(this)
  }

  /** Somebody has come near what is watched, or gone away again. */
  come(near = true): void {
    if (this.watched.size > 0) this.seen([{ isIntersecting: near }])
  }

  observe(element: Element): void {
    this.watched.add(element)
    this.times += 1
  }

  unobserve(element: Element): void {
    this.watched.delete(element)
  }

  disconnect(): void {
    this.watched.clear()
  }
}

/** A list of so many that may grow, as a component sets it up. */
function list(length: number, most?: number) {
  let total = $state(length)
  let drawn: Drawn | undefined
  const stop = $effect.root(() => {
    drawn = new Drawn(() => total, most)
  })
  flushSync()
  if (drawn === undefined) throw new Error('not set up')
  return {
    drawn,
    stop,
    grow: (by: number) => {
      total += by
      flushSync()
    },
  }
}

/** The turns it takes until nothing more is drawn by itself: how many were, after each. */
function turns(drawn: Drawn): number[] {
  const counts = [drawn.count]
  for (;;) {
    vi.advanceTimersByTime(30)
    flushSync()
    if (drawn.count === counts.at(-1)) return counts
    counts.push(drawn.count)
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  FakeObserver.all.length = 0
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('draws a short list at once', () => {
  const { drawn, stop } = list(10)
  expect(drawn.isCut).toBe(false)
  expect(turns(drawn)).toEqual([24])
  stop()
})

it('draws a longer one in pieces, a turn for each, and none is missing at the end', () => {
  const { drawn, stop } = list(60)
  expect(drawn.isCut).toBe(true)
  expect(turns(drawn)).toEqual([24, 40, 56, 72])
  expect(drawn.isCut).toBe(false)
  stop()
})

it('goes on where more has come', () => {
  const { drawn, stop, grow } = list(24)
  expect(turns(drawn)).toEqual([24])
  grow(1)
  expect(drawn.isCut).toBe(true)
  expect(turns(drawn)).toEqual([24, 40])
  stop()
})

it('of a very long one draws so many by itself, and the rest as somebody comes near its end', () => {
  vi.stubGlobal('IntersectionObserver', FakeObserver)
  const { drawn, stop } = list(130)
  expect(turns(drawn).at(-1)).toBe(104)
  expect(drawn.isCut).toBe(true)
  const leave = drawn.end(document.createElement('span'))
  const [observer] = FakeObserver.all
  observer?.come(false)
  expect(drawn.count).toBe(104)
  observer?.come()
  expect(drawn.count).toBe(120)
  // It is told again where it is near still.
  expect(observer?.times).toBe(2)
  observer?.come()
  expect(drawn.count).toBe(136)
  expect(drawn.isCut).toBe(false)
  leave()
  observer?.come()
  expect(drawn.count).toBe(136)
  stop()
})

it('draws no more by itself than it is asked to', () => {
  vi.stubGlobal('IntersectionObserver', FakeObserver)
  const { drawn, stop } = list(130, 8)
  expect(turns(drawn)).toEqual([8])
  stop()
})

it('draws all of it in pieces where a browser cannot tell what is near', () => {
  const { drawn, stop } = list(130, 8)
  expect(turns(drawn).at(-1)).toBeGreaterThanOrEqual(130)
  expect(drawn.isCut).toBe(false)
  drawn.end(document.createElement('span'))()
  stop()
})

it('draws nothing more once its component is gone', () => {
  const { drawn, stop } = list(130)
  stop()
  expect(turns(drawn)).toEqual([24])
})
