import { expect, it } from 'vitest'

import { lasts } from './lasts'

it('says how long in the unit one would say it in', () => {
  expect([0, 1, 119, 120, 601, 2879, 2880, 10_000].map(lasts)).toEqual([
    '0 minutes',
    '1 minute',
    '119 minutes',
    '2 hours',
    '10 hours',
    '48 hours',
    '2 days',
    '7 days',
  ])
})
