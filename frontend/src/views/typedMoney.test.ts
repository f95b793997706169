import { expect, it } from 'vitest'

import { inMinorUnits } from './typedMoney'

it.each([
  ['£1.2m', 120_000_000],
  ['1,200', 120_000],
  ['£ 1 200 000', 120_000_000],
  ['12.50', 1_250],
  ['0.29m', 29_000_000],
  ['300k', 30_000_000],
  ['£2bn', 200_000_000_000],
  ['2.5 million', 250_000_000],
  ['(300)', -30_000],
  ['-£300', -30_000],
  ['£-300', -30_000],
  ['−300', -30_000],
  ['0', 0],
  ['.5', 50],
])('%s is an amount', (typed, minor) => {
  expect(inMinorUnits(typed)).toBe(minor)
})

it.each(['', 'lots', '1,20', '12.345', '1.2.3', '(-300)', '£', '5 apples', '1e9', '9'.repeat(20)])(
  '“%s” is none',
  (typed) => {
    expect(inMinorUnits(typed)).toBeUndefined()
  },
)
