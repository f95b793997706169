import { expect, it } from 'vitest'

import { clockTime, countdown, dayAndTime, deadline } from './time'

const AT = Date.UTC(2026, 6, 2, 9, 5)

it('tells the time in the workshop’s zone, summer time included', () => {
  expect(clockTime(AT, 'Europe/London')).toBe('10:05')
  expect(clockTime(AT, undefined)).toBe('10:05')
})

it('leaves the date out where it is today', () => {
  expect(dayAndTime(AT, AT + 3_600_000, 'Europe/London')).toBe('10:05')
  expect(dayAndTime(AT, AT - 86_400_000, 'Europe/London')).toBe('Thursday 2 July, 10:05')
})

it('counts down in full seconds, and never below nothing', () => {
  expect(countdown(512_000)).toBe('8:32')
  expect(countdown(1)).toBe('0:01')
  expect(countdown(-5)).toBe('0:00')
  expect(countdown(4_112_000)).toBe('1:08:32')
})

it('says a deadline by the reader’s clock, with the workshop’s beside it where they differ', () => {
  const at = Date.UTC(2026, 11, 3, 23, 0)
  const now = Date.UTC(2026, 10, 26, 12, 0)
  const said = 'Thursday 3 December, 23:00'
  expect(deadline(at, now, 'Europe/London', 'Europe/London')).toBe(said)
  expect(deadline(at, now, 'Europe/London', 'Europe/Lisbon')).toBe(said)
  expect(deadline(at, now, 'Europe/London', 'Europe/Berlin')).toBe(
    `Friday 4 December, 00:00 (${said} in London)`,
  )
  expect(deadline(at, now, 'America/New_York', 'Europe/London')).toContain('18:00 in New York)')
})
