import { expect, it } from 'vitest'

import { problemsOf, valuesOf } from '../../entries/fields'

import { pledgeFields } from './money'

it('says beside the year what is no amount, and takes what people write for one', () => {
  const fields = pledgeFields([{ value: 'council', label: 'Council' }])
  const typed = (y0: string) => ({
    ...valuesOf(fields, { organisation: 'council', kind: 'pooled', first_year: 2026 }),
    y0,
  })
  for (const wrong of ['a lot', '50 %'])
    expect(problemsOf(fields, typed(wrong))).toEqual({
      y0: 'Write an amount, such as 1,200 or £1.2m.',
    })
  for (const amount of ['120,000', '£1.2m', ''])
    expect(problemsOf(fields, typed(amount))).toEqual({})
})
