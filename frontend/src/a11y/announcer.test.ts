import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { announce, prepareToAnnounce, silence } from './announcer'

const spoken = () => document.querySelector('[role=status]')?.textContent

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  silence()
  vi.useRealTimers()
})

it('says a burst about one matter once, with its last figure', () => {
  prepareToAnnounce()
  announce('1 new idea', 'ideas')
  announce('2 new ideas', 'ideas')
  announce('The vote is open.')
  announce('3 new ideas', 'ideas')
  expect(spoken()).toBe('')
  vi.advanceTimersByTime(1000)
  expect(spoken()).toBe('The vote is open. 3 new ideas')
})

it('pauses before it speaks again', () => {
  announce('one')
  vi.advanceTimersByTime(1000)
  announce('two')
  vi.advanceTimersByTime(2000)
  expect(spoken()).toBe('one')
  vi.advanceTimersByTime(2500)
  expect(spoken()).toBe('two')
})
