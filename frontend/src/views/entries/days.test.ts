import { expect, it } from 'vitest'

import { dayInWords, isOver } from './days'

it('says as much of a day as somebody wrote', () => {
  expect(dayInWords('2026-03-31')).toBe('31 March 2026')
  expect(dayInWords('2026-09')).toBe('September 2026')
  expect(dayInWords('2027')).toBe('2027')
  expect(dayInWords('by mid-May')).toBe('by mid-May')
  expect(dayInWords('')).toBe('')
})

it('lets a month last until its last day, and a year until its last month', () => {
  expect(isOver('2026-11-25', '2026-11-26')).toBe(true)
  expect(isOver('2026-11-26', '2026-11-26')).toBe(false)
  expect(isOver('2026-11', '2026-11-26')).toBe(false)
  expect(isOver('2026-10', '2026-11-26')).toBe(true)
  expect(isOver('2026', '2026-11-26')).toBe(false)
  expect(isOver('', '2026-11-26')).toBe(false)
})
