import { expect, it, vi } from 'vitest'

import { draft, keepDraft } from './drafts'

it('keeps what is being written, in this tab alone', () => {
  keepDraft('a', 'A night bus')
  expect(draft('a')).toBe('A night bus')
  expect(sessionStorage.getItem('draft.a')).toBe('A night bus')
  keepDraft('a', '')
  expect(draft('a')).toBe('')
  expect(sessionStorage.getItem('draft.a')).toBeNull()
})

it('finds words of before the page was reloaded', () => {
  sessionStorage.setItem('draft.b', 'From before')
  expect(draft('b')).toBe('From before')
})

it('keeps words in memory where storage is full', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  keepDraft('c', 'Still here')
  expect(draft('c')).toBe('Still here')
})
