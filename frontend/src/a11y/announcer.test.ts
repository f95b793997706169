import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { announce, announceCount, prepareToAnnounce, silence } from './announcer'

const spoken = () => document.querySelector('[role=status]')?.textContent
const ideas = (count: number) => `${count} new`

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  silence()
  vi.useRealTimers()
  document.body.replaceChildren()
})

function typeInto(box: HTMLElement) {
  document.body.append(box)
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

it('says a burst about one matter once, with its last words', () => {
  prepareToAnnounce()
  announce('Sending 1', 'saving')
  announce('Sending 2', 'saving')
  announce('The vote is open.')
  announce('Saved', 'saving')
  expect(spoken()).toBe('')
  vi.advanceTimersByTime(1000)
  expect(spoken()).toBe('The vote is open. Saved')
})

it('adds up what is counted until it is said, and begins anew then', () => {
  announceCount(1, 'ideas', ideas)
  announceCount(2, 'ideas', ideas)
  vi.advanceTimersByTime(1000)
  expect(spoken()).toBe('3 new')
  announceCount(1, 'ideas', ideas)
  vi.advanceTimersByTime(10_000)
  expect(spoken()).toBe('1 new')
})

it('tells of what is counted a few times a minute, and of everything else meanwhile', () => {
  announceCount(1, 'ideas', ideas)
  vi.advanceTimersByTime(1000)
  announceCount(1, 'ideas', ideas)
  vi.advanceTimersByTime(5000)
  announce('Saved')
  vi.advanceTimersByTime(1000)
  expect(spoken()).toBe('Saved')
  vi.advanceTimersByTime(5000)
  expect(spoken()).toBe('1 new')
})

it('pauses before it speaks again, so long as the last sentence takes to be read', () => {
  announce('one')
  vi.advanceTimersByTime(1000)
  announce('two '.repeat(30))
  vi.advanceTimersByTime(2000)
  expect(spoken()).toBe('one')
  vi.advanceTimersByTime(2500)
  expect(spoken()).toContain('two')
  announce('three')
  vi.advanceTimersByTime(5000)
  expect(spoken()).toContain('two')
  vi.advanceTimersByTime(4000)
  expect(spoken()).toBe('three')
})

it('says nothing while somebody types, and everything soon after', () => {
  prepareToAnnounce()
  announceCount(1, 'ideas', ideas)
  for (let at = 0; at < 20; at++) {
    typeInto(document.createElement('textarea'))
    announceCount(1, 'ideas', ideas)
    vi.advanceTimersByTime(500)
  }
  expect(spoken()).toBe('')
  vi.advanceTimersByTime(1500)
  expect(spoken()).toBe('21 new')
})

it('does not take a tick for typing', () => {
  prepareToAnnounce()
  const box = document.createElement('input')
  box.type = 'checkbox'
  announce('one')
  vi.advanceTimersByTime(800)
  typeInto(box)
  vi.advanceTimersByTime(200)
  expect(spoken()).toBe('one')
})

it('says the same sentence again as something new', () => {
  announce('Saved')
  vi.advanceTimersByTime(1000)
  const before = document.querySelector('[role=status] > *')
  announce('Saved')
  vi.advanceTimersByTime(5000)
  expect(document.querySelector('[role=status] > *')).not.toBe(before)
})
