// The ways of voting, by what somebody wants to know, and what each needs to be told.

import type { Method, Reasons, Share, Terms, TieRule } from '../../../board/board'

import { canRequire } from '../../ballot/reasons'

export type Aim = 'support' | 'live' | 'spend' | 'formal' | 'agree' | 'more'

/** The common ways under what they answer; all the others are behind "More ways". */
export const AIMS: Readonly<Record<Aim, readonly Method[]>> = {
  support: ['dots', 'approval'],
  live: ['consent', 'fist_to_five', 'temperature_check'],
  spend: ['budget_equal_shares', 'budget_greedy'],
  formal: ['simple_majority'],
  agree: ['agree'],
  more: [
    'consensus',
    'absolute_majority',
    'super_majority',
    'unanimity',
    'score',
    'ranked_irv',
    'condorcet',
    'schulze',
    'borda',
    'stv',
    'quadratic',
  ],
}

export const isBudget = (method: Method): boolean => method.startsWith('budget_')

/** Whether each choice is a proposal of its own, to be carried or not. */
export const isJudged = (method: Method): boolean =>
  AIMS.live.includes(method) || AIMS.formal.includes(method) || isStrict(method)

/**
 * Whether people may be asked why, the usual first. A worry always says what it is; in a secret
 * vote words would tell who wrote them.
 */
export function reasonsOffered(method: Method, secret: boolean): readonly Reasons[] {
  if (secret) return ['none']
  if (method === 'consent') return ['required']
  return canRequire(method) ? ['none', 'optional', 'required'] : ['none', 'optional']
}

const isStrict = (method: Method): boolean =>
  ['consensus', 'absolute_majority', 'super_majority', 'unanimity'].includes(method)

/** The tie rules that make sense, the default first. */
export function tieRules(method: Method): readonly TieRule[] {
  if (isBudget(method)) return ['lower_cost', 'earliest_submitted', 'lot']
  return isJudged(method) || method === 'agree'
    ? []
    : ['show_tie', 'chair_casts', 'earliest_submitted', 'lot']
}

export const QUORUMS = {
  none: null,
  quarter: { parts: 1, whole: 4 },
  third: { parts: 1, whole: 3 },
  half: { parts: 1, whole: 2 },
  thirds: { parts: 2, whole: 3 },
} as const satisfies Record<string, Share | null>

export const MAJORITIES: readonly Share[] = [
  { parts: 2, whole: 3 },
  { parts: 3, whole: 5 },
  { parts: 3, whole: 4 },
  { parts: 4, whole: 5 },
]

type NumberTerm =
  'top' | 'highest' | 'credits' | 'seats' | 'blocks_at_most' | 'below_at_most' | 'support_at_least'

export interface NumberField {
  readonly term: NumberTerm
  readonly least: number
  readonly most: number
}

const TOP: NumberField = { term: 'top', least: 0, most: 1_000 }
const SUPPORT: NumberField = { term: 'support_at_least', least: 0, most: 10_000 }

/** The whole numbers a way of voting may be told. */
export const NUMBERS: Partial<Record<Method, readonly NumberField[]>> = {
  dots: [TOP],
  approval: [TOP],
  fist_to_five: [{ term: 'below_at_most', least: 0, most: 10_000 }],
  consensus: [{ term: 'blocks_at_most', least: 0, most: 10_000 }],
  score: [{ term: 'highest', least: 1, most: 100 }, TOP],
  quadratic: [{ term: 'credits', least: 1, most: 10_000 }, TOP],
  borda: [TOP],
  stv: [{ term: 'seats', least: 1, most: 1_000 }],
  budget_greedy: [SUPPORT],
  budget_equal_shares: [SUPPORT],
}

/** What is set until somebody says otherwise; the same as the server's defaults. */
export const USUAL = {
  top: 0,
  highest: 5,
  credits: 100,
  seats: 1,
  blocks_at_most: 0,
  below_at_most: 0,
  support_at_least: 0,
  fingers: 3,
  majority: 0,
  abstain_fails: false,
  ballot: 'approval' as 'approval' | 'knapsack',
  quorum: 'none' as keyof typeof QUORUMS,
  amount: null as number | null,
}

export type Chosen = typeof USUAL

/** The terms of a way of voting, and no others. */
export function termsOf(method: Method, chosen: Chosen): Terms {
  const numbers: Terms = Object.fromEntries(
    (NUMBERS[method] ?? []).map(({ term }) => [term, chosen[term]]),
  )
  return {
    ...(method !== 'temperature_check' && { quorum: QUORUMS[chosen.quorum] }),
    ...numbers,
    ...(method === 'fist_to_five' && { fingers: chosen.fingers }),
    ...(method === 'unanimity' && { abstain_fails: chosen.abstain_fails }),
    ...(method === 'super_majority' && {
      majority: MAJORITIES[chosen.majority] ?? { parts: 2, whole: 3 },
    }),
    ...(isBudget(method) && { amount: pence(chosen.amount), ballot: chosen.ballot }),
  }
}

/** Pounds as somebody types them, in whole pence; 0 for nothing. */
export const pence = (pounds: number | null | undefined): number =>
  pounds === null || pounds === undefined || !Number.isFinite(pounds) ? 0 : Math.round(pounds * 100)
