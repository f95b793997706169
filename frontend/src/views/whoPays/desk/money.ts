// The forms for figures and pledges, as data, and how what is typed becomes what is asked.

import { makePledge, recordEstimate } from '../../../board/choices'
import type { Command } from '../../../board/commands'
import type {
  CostType,
  DeliveryOptionRecord,
  EstimateRecord,
  EstimateSide,
  PledgeKind,
  PledgeRecord,
  PledgeStanding,
} from '../../../protocol/choices'

import type { Listed } from '../../choices/comparison'
import type { Choice, Field, Said } from '../../entries/fields'
import { entryWords, grades } from '../../entries/entryWords'
import { inMinorUnits } from '../../typedMoney'

import { COST_TYPES, KINDS, pounds, SIDES, STANDINGS } from '../whoPaysWords'
import { moneyDeskWords as words } from './moneyDeskWords'

/** As many years as the form asks for; more come by entering the rest as another figure. */
const YEARS = [0, 1, 2, 3, 4, 5]
const AFFECTED = ['affected', 'engaged', 'impact', 'deadweight'] as const

const listed = (names: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

const isMoney = (typed: string): boolean => inMinorUnits(typed) !== undefined

/** With a number of people, a year says in per cent how far it has begun. */
const isMoneyOrShare = (typed: string): boolean =>
  isMoney(typed) || /^\d{1,3}([.]\d)? ?%$/.test(typed)

const yearFields = (hint: string, isAmount: (typed: string) => boolean): Field[] =>
  YEARS.map((at) => ({
    name: `y${at}`,
    label: words.amount(at),
    ...(at === 0 ? { hint } : {}),
    as: 'line' as const,
    check: (typed: string) => (isAmount(typed) ? '' : entryWords.notMoney),
    ...(at > 2 ? { rare: true } : {}),
  }))

const yearField: Field = {
  name: 'first_year',
  label: words.firstYear,
  hint: words.firstYearHint,
  as: 'number',
  needed: true,
}

export function estimateFields(
  options: readonly Listed<DeliveryOptionRecord>[],
  organisations: readonly Choice[],
): Field[] {
  const parties = [
    ...organisations,
    { value: 'individuals', label: words.individuals },
    { value: 'society', label: words.society },
  ]
  return [
    { name: 'what', label: words.what, as: 'line', needed: true },
    {
      name: 'delivery_option',
      label: words.option,
      as: 'choice',
      choices: options.map(({ id, label }) => ({ value: id, label })),
      needed: true,
    },
    { name: 'side', label: words.side, as: 'choice', choices: listed(SIDES), needed: true },
    { name: 'whose', label: words.party, as: 'choice', choices: parties, needed: true },
    yearField,
    ...yearFields(words.amountHint, isMoneyOrShare),
    { name: 'price_base', label: words.priceBase, as: 'number', needed: true },
    {
      name: 'grade',
      label: words.grade,
      as: 'choice',
      choices: grades.map((label, at) => ({ value: String(at + 1), label })),
      otherwise: '6',
    },
    { name: 'source', label: words.source, as: 'line' },
    {
      name: 'cost_type',
      label: words.costType,
      as: 'choice',
      choices: listed(COST_TYPES),
      rare: true,
    },
    { name: 'cashable', label: words.cashable, as: 'number', rare: true },
    {
      name: 'population',
      label: words.people,
      hint: `${words.peopleHint} ${words.phaseHint}`,
      as: 'number',
      rare: true,
    },
    ...AFFECTED.map((name) => ({
      name,
      label: words[name],
      as: 'number' as const,
      rare: true,
    })),
    { name: 'unit_value', label: words.unitValue, as: 'money', rare: true },
  ]
}

const text = (said: unknown): string => (typeof said === 'string' ? said : '')

/** Ten times a per cent: shares travel per mille. */
const perMille = (said: unknown): number => Number(said ?? 0) * 10

function reachOf(said: Said) {
  if (said['population'] === null || said['population'] === undefined) return null
  return {
    population: Number(said['population']),
    affected: perMille(said['affected'] ?? 100),
    engaged: perMille(said['engaged'] ?? 100),
    impact: perMille(said['impact'] ?? 100),
    deadweight: perMille(said['deadweight']),
    unit_value: Number(said['unit_value'] ?? 0),
  }
}

function amounts(said: Said, inPerMille: boolean): { year: number; amount: number }[] {
  const first = Number(said['first_year'])
  return YEARS.flatMap((at) => {
    const typed = text(said[`y${at}`]).trim()
    if (typed === '') return []
    const amount = inPerMille ? perMille(typed.replace('%', '')) : inMinorUnits(typed)
    // What is no amount is sent as one that is refused, so that the server says which row it is.
    return [{ year: first + at, amount: Number.isInteger(amount) ? Number(amount) : -1 }]
  })
}

export function estimateOf(said: Said, stage: string): Command<'RecordEstimate'> {
  const whose = String(said['whose'])
  const side = said['side'] as EstimateSide
  const reach = reachOf(said)
  const cashable = side === 'fiscal' ? perMille(said['cashable']) : 0
  const someone = whose !== 'individuals' && whose !== 'society'
  return recordEstimate({
    stage,
    delivery_option: String(said['delivery_option']),
    side,
    what: String(said['what']),
    by_year: amounts(said, reach !== null).map((each) => ({ ...each, cashable })),
    price_base: Number(said['price_base']),
    party: someone ? 'organisation' : whose,
    organisation: someone ? whose : null,
    cost_type: (said['cost_type'] as CostType | null) ?? null,
    reach,
    grade: Number(said['grade'] ?? 6),
    source: text(said['source']),
  })
}

export function pledgeFields(organisations: readonly Choice[]): Field[] {
  return [
    {
      name: 'organisation',
      label: words.who,
      as: 'choice',
      choices: organisations,
      needed: true,
    },
    { name: 'kind', label: words.kind, as: 'choice', choices: listed(KINDS), needed: true },
    yearField,
    ...yearFields(words.amountHint, isMoney),
    { name: 'what', label: words.pledgeWhat, hint: words.pledgeWhatHint, as: 'text' },
    {
      name: 'standing',
      label: words.standing,
      as: 'choice',
      choices: [
        { value: 'indicative', label: STANDINGS.indicative },
        { value: 'subject_to_approval', label: STANDINGS.subject_to_approval },
      ],
      otherwise: 'indicative',
    },
    { name: 'host', label: words.host, as: 'choice', choices: organisations, rare: true },
    { name: 'conditions', label: words.conditions, as: 'text', rare: true },
    { name: 'legal_basis', label: words.legalBasis, as: 'line', rare: true },
  ]
}

export function pledgeOf(said: Said, stage: string, redesign: string): Command<'MakePledge'> {
  return makePledge({
    stage,
    redesign,
    organisation: String(said['organisation']),
    kind: said['kind'] as PledgeKind,
    by_year: amounts(said, false),
    standing: (said['standing'] ?? 'indicative') as PledgeStanding,
    host: (said['host'] as string | null) ?? null,
    what: text(said['what']),
    conditions: text(said['conditions']),
    legal_basis: text(said['legal_basis']),
  })
}

const dayField: Field = {
  name: 'on',
  label: words.on,
  hint: words.onHint,
  as: 'date',
  needed: true,
}

export const checkFields = (figures: readonly Choice[]): Field[] => [
  { name: 'estimate', label: words.figure, as: 'choice', choices: figures, needed: true },
  { name: 'post', label: words.post, hint: words.postHint, as: 'line', needed: true },
  dayField,
]

export const confirmFields = (pledges: readonly Choice[]): Field[] => [
  { name: 'pledge', label: words.whichPledge, as: 'choice', choices: pledges, needed: true },
  { name: 'authority', label: words.authority, hint: words.authorityHint, as: 'line' },
  dayField,
]

export const takeOutFields = (things: readonly Choice[]): Field[] => [
  { name: 'thing', label: words.figure, as: 'choice', choices: things, needed: true },
  { name: 'reason', label: words.takeOutWhy, as: 'text', needed: true },
]

const total = (years: readonly { readonly amount: number }[]): number =>
  years.reduce((sum, each) => sum + each.amount, 0)

/** A figure in a list to choose from. */
export const figureChoice = (each: Listed<EstimateRecord>): Choice => ({
  value: each.id,
  label: each.reach === null ? `${each.what}, ${pounds(total(each.by_year))}` : each.what,
})

/** A pledge in a list to choose from. */
export const pledgeChoice = (each: Listed<PledgeRecord>, organisation: string): Choice => ({
  value: each.id,
  label: `${organisation}, ${KINDS[each.kind]}, ${pounds(total(each.by_year))}`,
})

/** What was typed for a figure that was refused. */
export function typedEstimate(refused: Command): Said | undefined {
  if (refused.type !== 'RecordEstimate') return undefined
  const said = refused.data
  const reach = said.reach ?? null
  return {
    ...said,
    ...yearsTyped(said.by_year, reach !== null),
    whose: said.organisation ?? said.party,
    cashable: percent(said.by_year[0]?.cashable ?? 0),
    ...(reach === null
      ? {}
      : {
          population: reach.population,
          affected: percent(reach.affected),
          engaged: percent(reach.engaged),
          impact: percent(reach.impact),
          deadweight: percent(reach.deadweight),
          unit_value: reach.unit_value,
        }),
  }
}

/** What was typed for a pledge that was refused. */
export function typedPledge(refused: Command): Said | undefined {
  if (refused.type !== 'MakePledge') return undefined
  return { ...refused.data, ...yearsTyped(refused.data.by_year ?? [], false) }
}

const percent = (mille: number): number => mille / 10

function yearsTyped(
  years: readonly { readonly year: number; readonly amount: number }[],
  inPerMille: boolean,
): Said {
  const first = years[0]?.year
  const amount = (each: { readonly amount: number }) =>
    inPerMille ? percent(each.amount) : each.amount / 100
  return {
    ...(first === undefined ? {} : { first_year: first }),
    ...Object.fromEntries(years.map((each) => [`y${each.year - (first ?? 0)}`, amount(each)])),
  }
}
