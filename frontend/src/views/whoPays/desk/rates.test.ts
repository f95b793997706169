import { expect, it } from 'vitest'

import type { RatesRecord } from '../../../protocol/choices'
import { problemsOf, saidBy, valuesOf } from '../../entries/fields'

import { ratesFields, ratesOf, ratesSaid, typedRates } from './rates'

const DEFAULTS: RatesRecord = {
  name: 'illustrative defaults',
  source: 'Green Book',
  dated: '2026-02',
  bands: [
    { since: 0, rate: 350 },
    { since: 31, rate: 300 },
  ],
  grades: [0, 50, 100, 150, 250, 400].map((each) => ({
    on_costs: each,
    on_benefits: each,
    known_error: 25,
  })),
  seq: null,
}

it('begins with the rates that hold, and asks whose they are where they are nobody’s yet', () => {
  const says = ratesSaid(DEFAULTS)
  expect(says).toMatchObject({ source: '', bands: '3.5, 31: 3', grade_3: '10, 10, 2.5' })
  expect(problemsOf(ratesFields, valuesOf(ratesFields, says))).toHaveProperty('source')
  expect(ratesSaid({ ...DEFAULTS, seq: 7 })['source']).toBe('Green Book')
})

it('asks for just the rates that were typed, and takes a refusal back into the form', () => {
  const typed = valuesOf(ratesFields, { ...ratesSaid(DEFAULTS), source: 'Table 7', dated: '2026' })
  expect(problemsOf(ratesFields, typed)).toEqual({})
  const asked = ratesOf(saidBy(ratesFields, typed))
  expect(asked.data).toEqual({
    source: 'Table 7',
    dated: '2026',
    bands: DEFAULTS.bands,
    grades: DEFAULTS.grades,
  })
  expect(typedRates(asked)).toEqual({ ...ratesSaid(DEFAULTS), source: 'Table 7', dated: '2026' })
})

it('says beside the field what is no rate', () => {
  const wrong = {
    ...ratesSaid(DEFAULTS),
    source: 'Ours',
    dated: '2026',
    bands: 'low',
    grade_2: '5',
  }
  const problems = problemsOf(ratesFields, valuesOf(ratesFields, wrong))
  expect(Object.keys(problems)).toEqual(['bands', 'grade_2'])
})
