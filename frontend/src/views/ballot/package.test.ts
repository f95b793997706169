import { expect, it } from 'vitest'

import { whyNot, withDependents } from './package'

const option = (name: string, cost: number, needs: readonly string[] = []) => ({
  option: name,
  cost,
  needs,
})

const LAMPS = option('lamps', 30)
const TEXTS = option('texts', 10, ['lamps'])
const CALLS = option('calls', 5, ['texts'])
const BUS = option('bus', 60)
const VAN = option('van', 40)
const ALL = [LAMPS, TEXTS, CALLS, BUS, VAN]
const BOUNDS = {
  terms: { amount: 100 },
  ring_fences: [{ name: 'Small', options: ['lamps', 'texts'], at_most: 35, at_least: 0 }],
  exclusions: [['bus', 'van']],
}

const why = (one: (typeof ALL)[number], ...picked: readonly string[]) =>
  whyNot(one, ALL, new Set(picked), BOUNDS)

it('lets in what fits, and the last penny be spent', () => {
  expect(why(BUS)).toBeUndefined()
  expect(why(BUS, 'lamps', 'calls')).toBeUndefined()
  expect(whyNot(VAN, ALL, new Set(['bus']), { ...BOUNDS, exclusions: [] })).toBeUndefined()
})

it('says by how much a choice goes over the envelope', () => {
  const tight = { ...BOUNDS, terms: { amount: 90 }, exclusions: [] }
  expect(whyNot(VAN, ALL, new Set(['bus']), tight)).toEqual({ why: 'over_envelope', over: 10 })
})

it('says what a choice goes against: an exclusion, a prerequisite, a ring-fence', () => {
  expect(why(VAN, 'bus')).toEqual({ why: 'excluded_together', with: ['bus'] })
  expect(why(TEXTS)).toEqual({ why: 'needs_another', needs: ['lamps'] })
  expect(why(TEXTS, 'lamps')).toEqual({ why: 'over_ring_fence', name: 'Small', left: 5 })
})

it('takes out with a choice all that needs it, and all that needs these', () => {
  const picked = new Set(['lamps', 'texts', 'calls', 'bus'])
  expect(withDependents('lamps', ALL, picked)).toEqual(['lamps', 'texts', 'calls'])
  expect(withDependents('bus', ALL, picked)).toEqual(['bus'])
})
