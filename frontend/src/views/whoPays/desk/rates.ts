// The form for the rates money is reckoned by: what holds now, as it is typed, and back again.

import { setRates } from '../../../board/choices'
import type { Command } from '../../../board/commands'
import type { Band, GradeTerms, RatesRecord } from '../../../protocol/choices'

import type { Field, Said } from '../../entries/fields'
import { grades } from '../../entries/entryWords'

import { moneyDeskWords as words } from './moneyDeskWords'

const NUMBER = String.raw`\d{1,3}(?:\.\d{1,2})?`
const THREE = new RegExp(`^(${NUMBER})[,;] *(${NUMBER})[,;] *(${NUMBER})$`)
const BAND = new RegExp(`^(?:(\\d{1,3}): *)?(${NUMBER})$`)

const GRADES = grades.map((label, at) => ({ name: `grade_${at + 1}`, label }))

export const ratesFields: readonly Field[] = [
  {
    name: 'source',
    label: words.ratesSource,
    hint: words.ratesSourceHint,
    as: 'line',
    needed: true,
  },
  { name: 'dated', label: words.ratesDated, hint: words.ratesDatedHint, as: 'date', needed: true },
  {
    name: 'bands',
    label: words.bands,
    hint: words.bandsHint,
    as: 'line',
    needed: true,
    check: (typed) => (bandsIn(typed) === undefined ? words.notBands : ''),
  },
  ...GRADES.map(({ name, label }, at) => ({
    name,
    label: words.gradeTerms(label),
    ...(at === 0 ? { hint: words.gradeTermsHint } : {}),
    as: 'line' as const,
    needed: true,
    check: (typed: string) => (termsIn(typed) === undefined ? words.notTerms : ''),
  })),
]

/** What the form begins with: whose rates hold is asked anew where they are the defaults. */
export function ratesSaid(rates: RatesRecord): Said {
  return typed(rates, rates.seq === null ? '' : rates.source, rates.seq === null ? '' : rates.dated)
}

export const ratesOf = (said: Said): Command<'SetRates'> =>
  setRates({
    source: String(said['source']),
    dated: String(said['dated']),
    bands: bandsIn(String(said['bands'])) ?? [],
    grades: GRADES.flatMap(({ name }) => termsIn(String(said[name])) ?? []),
  })

export function typedRates(refused: Command): Said | undefined {
  if (refused.type !== 'SetRates') return undefined
  return typed(refused.data, refused.data.source, refused.data.dated)
}

function typed(rates: Pick<RatesRecord, 'bands' | 'grades'>, source: string, dated: string): Said {
  const bands = rates.bands.map(({ since, rate }) =>
    since === 0 ? String(rate / 100) : `${since}: ${rate / 100}`,
  )
  const terms: (readonly [string, string])[] = rates.grades.map(
    ({ on_costs, on_benefits, known_error }, at) => [
      `grade_${at + 1}`,
      [on_costs, on_benefits, known_error].map((each) => each / 10).join(', '),
    ],
  )
  return { source, dated, bands: bands.join(', '), ...Object.fromEntries(terms) }
}

/** 3.5, 31: 3 */
function bandsIn(said: string): Band[] | undefined {
  const found = said.split(/[,;]/).map((each) => BAND.exec(each.trim()))
  const bands = found.flatMap((each) =>
    each === null ? [] : [{ since: Number(each[1] ?? 0), rate: Math.round(Number(each[2]) * 100) }],
  )
  return bands.length === found.length ? bands : undefined
}

/** 15, 15, 15 */
function termsIn(said: string): GradeTerms | undefined {
  const found = THREE.exec(said.trim())
  if (found === null) return undefined
  const [on_costs = 0, on_benefits = 0, known_error = 0] = found
    .slice(1)
    .map((each) => Math.round(Number(each) * 10))
  return { on_costs, on_benefits, known_error }
}
