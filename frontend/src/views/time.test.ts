import { expect, it } from 'vitest'

import { clockTime, countdown, dayAndTime } from './time'

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
