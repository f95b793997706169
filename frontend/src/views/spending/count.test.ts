import { readFileSync } from 'node:fs'

import { expect, it } from 'vitest'

import { parts, totalOf, type Counted, type Dimension, type Sum } from './count'

interface Case {
  readonly lines: readonly Counted[]
  readonly total: Sum
  readonly by: Readonly<Record<Dimension, Readonly<Record<string, Sum>>>>
}

// Written from codesign/methods/spend_count.py by tests/protocol/golden.py.
const cases = JSON.parse(
  readFileSync('../tests/protocol/frames/spend_count.json', 'utf8'),
) as Case[]

it.each(cases.map((each, at) => [at, each] as const))(
  'counts case %i as the server does',
  (_, { lines, total, by }) => {
    expect(totalOf(lines)).toEqual(total)
    for (const [dimension, sums] of Object.entries(by))
      expect(Object.fromEntries(parts(lines, dimension as Dimension))).toEqual(sums)
  },
)

it('leaves out in one service what the whole count leaves out', () => {
  const line: Counted = {
    organisation: 'B',
    service: 'night',
    financial_year: 2026,
    gross: 900,
    income: 0,
    parts: 1,
    whole: 1,
    cofog: '',
    area: '',
    intervention: null,
    funded_by: null,
  }
  const passedOn: Counted = { ...line, organisation: 'C', service: 'falls', funded_by: 'B' }
  const [[, falls] = ['', null]] = parts([passedOn], 'service', [line, passedOn])
  expect(falls).toMatchObject({ gross: 0, netted: 900 })
})
