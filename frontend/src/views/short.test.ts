import { expect, it } from 'vitest'

import { inShort } from './short'

it('calls a short text by its words', () => {
  expect(inShort('A bus at nine\nfrom the clinic')).toBe('A bus at nine from the clinic')
})

it('cuts a long one between words, and says so', () => {
  const text =
    'A waiting room with light and a heater at the top stop. Nobody wants to stand there.'
  expect(inShort(text)).toBe('A waiting room with light and a heater at the top stop. …')
})

it('cuts one long word without breaking a letter', () => {
  expect(inShort('🚌'.repeat(60))).toMatch(/^(🚌)+ …$/u)
  expect(inShort('x'.repeat(100)).length).toBeLessThan(64)
})
