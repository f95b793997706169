// What is said of money: what a choice costs and brings, who pays, who gains, who puts in what.

import type {
  CostBenefitRecord,
  CostType,
  EstimateSide,
  PledgeKind,
  PledgeRecord,
} from '../../board/board'
import type { Band } from '../../protocol/choices'

import { numberForm } from '../forms'

const WHOLE = { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 } as const

/** Whole pounds: pence say nothing in an estimate. */
export const pounds = (minor: number): string =>
  numberForm('en-GB', WHOLE).format(Math.round(minor / 100))

/** 2026/27 */
export const yearName = (year: number): string =>
  `${String(year)}/${String((year + 1) % 100).padStart(2, '0')}`

const times = (mille: number): string =>
  numberForm('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(mille / 1000)

/** A choice's money in one line. */
export const summed = (costs: CostBenefitRecord): string =>
  `Costs ${pounds(costs.present.cost)}, gives budgets back ${pounds(costs.present.fiscal)}.`

export const SIDES: Readonly<Record<EstimateSide, string>> = {
  cost: 'A cost',
  fiscal: 'A saving to a budget',
  economic: 'A gain for the economy',
  social: 'A gain for people',
}

export const COST_TYPES: Readonly<Record<CostType, string>> = {
  revenue: 'Running cost',
  capital: 'Bought once (capital)',
  in_kind: 'Time, rooms or goods',
}

export const KINDS: Readonly<Record<PledgeKind, string>> = {
  pooled: 'Shared pot',
  aligned: 'Own money, same plan',
  in_kind: 'Time, rooms or goods',
  grant: 'Grant',
  devolved: 'Handed on to local control',
}

export const STANDINGS: Readonly<Record<PledgeRecord['status'], string>> = {
  indicative: 'Not confirmed',
  subject_to_approval: 'Waits for a yes',
  confirmed: 'Confirmed',
}

export const whoPaysWords = {
  title: 'What it costs, and who gains',
  emptyTitle: 'No figures yet',
  emptyText:
    'Here it says what each choice costs and brings, year by year, who pays and who gains. Whoever does desk work enters the figures.',
  choice: 'Choice',
  gains: (years: number, cost: number, back: number) =>
    `Over ${years === 1 ? 'one year' : `${years} years`}, in today's money, this costs ${pounds(cost)} and gives budgets ${pounds(back)} back.`,
  saves: (npbi: number) => `That frees ${pounds(-npbi)} in all.`,
  needs: (npbi: number) => `That is ${pounds(npbi)} more than budgets get back.`,
  even: 'Budgets get back what it costs.',
  people: (value: number) => `People and the economy gain what is worth ${pounds(value)} besides.`,
  cost: 'It costs',
  back: 'Budgets get back',
  rough: (estimates: number, checked: number) =>
    checked === estimates
      ? `All ${estimates} figures have been checked.`
      : checked === 0
        ? `These are rough figures: none of ${estimates} has been checked yet.`
        : `${checked} of ${estimates} figures have been checked, the others are rough.`,

  asTable: 'Who pays and who gains, as a table',
  table: (title: string) => `Who pays and who gains: ${title}`,
  party: 'Who',
  pays: 'Pays',
  getsBack: 'Gets back',
  freed: 'Of that really freed up',
  net: 'Left over',
  pledged: 'Puts in',
  flagged: 'Gains more than it puts in',
  all: 'All together',
  individuals: 'Single people',
  society: 'Everybody',
  unknown: 'An organisation',
  byYear: 'Year by year',
  year: 'Year',
  benefits: 'People and the economy gain',
  figures: 'Every figure',
  payback: (year: string) => `Budgets have it all back in ${year}.`,
  noPayback: 'Budgets do not get it all back within these years.',
  ratio: (bcr: number, least: number, most: number) =>
    `For every £1 it costs, all gains together are worth £${times(bcr)}; with the errors such figures have, between £${times(least)} and £${times(most)}.`,
  roi: (roi: number) => `For every £1 it costs, budgets get £${times(roi)} back.`,
  notAll: 'What nobody put a price on is not in these figures.',
  rates: (name: string, source: string, dated: string, base: string) =>
    `Counted in prices of ${base}, with ${name} (${source}, ${dated}).`,

  ratesSet: 'when they were set',
  discounted: (bands: readonly Band[]) =>
    `Each year later, money is worth ${bands
      .map(({ since, rate }) => `${rate / 100} %${since > 0 ? ` (from year ${since})` : ''}`)
      .join(', then ')} less.`,
  graded: 'Allowance for over-hopeful figures, by how good the evidence is',
  gradeOf: 'Evidence grade',
  onCosts: 'Added to costs',
  onBenefits: 'Taken from gains',
  mayErr: 'May err by',
  perCent: (mille: number) => `${mille / 10} %`,

  pledges: 'Who puts in what',
  pool: (amount: number) => `Shared pot: ${pounds(amount)} confirmed.`,
  noPool: 'Nothing in the shared pot is confirmed yet.',
  poolMore: (amount: number) =>
    `A further ${pounds(amount)} is not confirmed, and not counted in it.`,
  host: (name: string) => `${name} keeps the account`,
  conditions: 'On condition that',
  legalBasis: 'By power of',
  authority: (by: string, on: string) => (by ? `Confirmed by ${by}, ${on}` : `Confirmed ${on}`),
  checkedBy: (post: string, on: string) => `Checked by ${post}, ${on}`,
  roughFigure: 'Rough',
  checked: 'Checked',
  grade: (grade: number) => `Evidence grade ${grade}`,
  reach: (
    population: number,
    affected: number,
    engaged: number,
    impact: number,
    deadweight: number,
    unit: string,
  ) =>
    `${population} people, of whom ${affected / 10} % are affected, ${engaged / 10} % take part, for ${impact / 10} % it works; ${deadweight / 10} % would happen anyway; ${unit} each a year`,
  removed: 'These words were removed.',
}
