import { expect, it } from 'vitest'

import { numberForm, timeForm } from './forms'

const pounds = { style: 'currency', currency: 'GBP' } as const

it('a form is made once for each way of writing', () => {
  const english = numberForm('en-GB', pounds)
  expect(english.format(1250)).toBe('£1,250.00')
  expect(numberForm('en-GB', { ...pounds })).toBe(english)
  expect(numberForm('en-GB', { ...pounds, maximumFractionDigits: 0 }).format(1250)).toBe('£1,250')
})

it('a form of one language or zone is not that of another', () => {
  const noon = Date.UTC(2026, 5, 1, 12)
  const hour = { hour: '2-digit', minute: '2-digit' } as const
  expect(timeForm('en-GB', { ...hour, timeZone: 'Europe/London' }).format(noon)).toBe('13:00')
  expect(timeForm('en-GB', { ...hour, timeZone: 'UTC' }).format(noon)).toBe('12:00')
  expect(numberForm('de', {}).format(1250)).toBe('1.250')
  expect(numberForm('en', {}).format(1250)).toBe('1,250')
})
