// What results of the richer ways of voting say: fetched with them.

import type { Clause, Explanation, Fraction, Method, TieRule } from '../../board/board'

import { money } from '../money'
import { spoken } from '../spoken'
import { count, list } from '../words'

const people = (n: number): string => count(n, 'person', 'people')
const votes = (n: number | string): string => `${n} ${n === 1 || n === '1' ? 'vote' : 'votes'}`
const quoted = (names: readonly string[]): string => list(names.map((each) => `“${each}”`))

type Verdict = NonNullable<Explanation['verdicts']>[string]
type Unfunded = NonNullable<Explanation['not_funded']>[number]

/** A fraction as people read it: a whole number, or to two places. */
export function decimal(fraction: Fraction): string {
  const n = amount(fraction)
  return Number.isInteger(n) ? String(n) : n.toFixed(2)
}

/** A fraction as a number, to three places. */
export const amount = (fraction: Fraction): number => times(fraction, 1000) / 1000

export const pounds = (fraction: Fraction): string => money(times(fraction, 1))

/** So many times a fraction of nothing and more, rounded down: its numbers may be of any length. */
const times = ([over, under]: Fraction, factor: number): number =>
  Number((BigInt(over) * BigInt(factor)) / BigInt(under))

const english = {
  method: {
    temperature_check:
      'Each person could say how warm they are to it, from −2 to +2. It decides nothing.',
    simple_majority: 'Each person could say yes or no, or abstain; more yes than no carried it.',
    absolute_majority: 'Carried by more than half of all who can vote.',
    super_majority: 'Carried by a large majority of those who said yes or no.',
    unanimity: 'Carried only if nobody said no.',
    consensus: 'Each person could agree, agree with reservations, not stop it, or block it.',
    consent: 'Each person could live with it, or had a worry that must be answered.',
    fist_to_five: 'Each person showed from 0 to 5 fingers.',
    score: 'Each person gave scores.',
    quadratic: 'Each person had credits for votes; the more on one choice, the dearer the next.',
    ranked_irv:
      'Each person put the choices in order; the weakest dropped out and its votes moved on.',
    condorcet: 'Each person put the choices in order; each was set against each other.',
    schulze:
      'Each person put the choices in order; each was set against each other, circles settled by the strongest paths.',
    borda: 'Each person put the choices in order; higher places gave more points.',
    stv: 'Each person put the choices in order; places were shared out by a quota, and spare votes moved on.',
    budget_greedy:
      'The money went to the choices with most supporters first, as far as it reached.',
    budget_equal_shares:
      'Fair shares: each voter had the same amount to spend; choices were paid by those who support them.',
  } as Partial<Record<Method, string>>,

  counts: {
    yes: 'Yes',
    abstain: 'Abstain',
    no: 'No',
    plus_2: '+2',
    plus_1: '+1',
    zero: '0',
    minus_1: '−1',
    minus_2: '−2',
    agree: 'Agree',
    reservations: 'With reservations',
    stand_aside: 'Won’t stop it',
    block: 'Block',
    consent: 'Can live with it',
    object: 'Worry',
    votes: 'Votes for',
    against: 'Votes against',
    voters: 'People',
    first: 'First places',
    ranked: 'People who ranked it',
    supporters: 'Supporters',
  } as Readonly<Record<string, string>>,
  /** A figure beside its bar, as people say it. */
  figure: {
    yes: (n) => `${n} said yes`,
    no: (n) => `${n} said no`,
    abstain: (n) => `${n} abstained`,
    plus_2: (n) => `${n} at +2`,
    plus_1: (n) => `${n} at +1`,
    zero: (n) => `${n} at 0`,
    minus_1: (n) => `${n} at −1`,
    minus_2: (n) => `${n} at −2`,
    agree: (n) => `${n} agreed`,
    reservations: (n) => `${n} with reservations`,
    stand_aside: (n) => `${n} won’t stop it`,
    block: (n) => `${n} blocked it`,
    consent: (n) => `${n} can live with it`,
    object: (n) => count(n, 'worry', 'worries'),
    votes: (n) => `${n} for`,
    against: (n) => `${n} against`,
    voters: (n) => `from ${people(n)}`,
    first: (n) => count(n, 'first place', 'first places'),
    ranked: (n) => `ranked by ${people(n)}`,
    supporters: (n) => count(n, 'supporter', 'supporters'),
  } as Readonly<Record<string, (n: number) => string>>,
  told: (name: string, n: number): string => {
    const [kind, number] = name.split('_')
    if (kind === 'fingers') return `${n} showed ${number ?? ''}`
    if (kind === 'score') return `${n} gave ${number ?? ''}`
    return english.figure[name]?.(n) ?? `${english.counts[name] ?? name}: ${n}`
  },
  label: (name: string): string => {
    const [kind, number] = name.split('_')
    if (kind === 'fingers') return count(Number(number), 'finger', 'fingers')
    if (kind === 'score') return number ?? name
    return english.counts[name] ?? name
  },

  quorum: ({ have, limit, holds }: Clause): string =>
    holds
      ? `Enough voted to count: ${have}, and ${limit} were needed.`
      : `Not enough votes to count: ${have} voted, and ${limit} were needed.`,

  outcome: {
    carried: (text: string): string => `“${text}” is carried.`,
    not_carried: (text: string): string => `“${text}” is not carried.`,
    tied: (text: string): string =>
      `“${text}” is tied: as many said yes as said no. It is not carried.`,
    inquorate: (text: string): string => `“${text}” is not decided: not enough votes to count.`,
    advisory: (text: string): string =>
      `How warm the room is to “${text.replace(/\.$/, '')}”. Nothing is decided by it.`,
  } satisfies Record<Verdict['outcome'], (text: string) => string>,
  chosen: (names: readonly string[]): string =>
    names.length === 1 ? `${quoted(names)} is chosen.` : `${quoted(names)} are chosen.`,
  leads: (name: string): string => `“${name}” has most support.`,
  elected: (names: readonly string[]): string =>
    names.length === 1 ? `${quoted(names)} has the place.` : `${quoted(names)} have the places.`,
  funded: (names: readonly string[]): string =>
    names.length === 1 ? `${quoted(names)} is paid for.` : `${quoted(names)} are paid for.`,
  noneFunded: 'Nothing could be paid for.',
  none: 'Nothing is chosen.',
  undecided: (names: readonly string[]): string =>
    `A tie: ${quoted(names)} came out equal, and it stays open. The room decides how to go on.`,
  moneyLeft: (spent: number, amount: number): string =>
    spent === amount
      ? `All of ${money(amount)} is spent.`
      : `${money(spent)} of ${money(amount)} is spent; ${money(amount - spent)} is left.`,

  clause: {
    more_yes_than_no: ({ have, limit }) => `${have} said yes, ${limit - 1} said no`,
    yes_of_all_who_can_vote: ({ have, limit }) =>
      `${have} said yes; ${limit} were needed, more than half of all who can vote`,
    yes_of_yes_and_no: ({ have, limit }) => `${have} said yes; ${limit} were needed`,
    somebody_decided: ({ holds }) => (holds ? '' : 'Nobody said yes or no'),
    somebody_said_yes: ({ holds }) => (holds ? '' : 'Nobody said yes'),
    somebody_agreed: ({ holds }) => (holds ? '' : 'Nobody agreed'),
    somebody_answered: ({ holds }) => (holds ? '' : 'Nobody answered'),
    nobody_said_no: ({ have }) => (have === 0 ? 'Nobody said no' : `${have} said no`),
    nobody_abstained: ({ have }) => (have === 0 ? 'Nobody abstained' : `${have} abstained`),
    blocks: ({ have, limit }) =>
      `${people(have)} blocked it; ${limit === 0 ? 'none' : `at most ${limit}`} may`,
    stand_asides: ({ have, limit }) => `${have} would not stop it; at most ${limit} may stand so`,
    everybody_answered: ({ have, limit }) => `${have} of ${limit} answered; all must`,
    open_objections: ({ have }) =>
      have === 0 ? 'All worries answered' : `${count(have, 'worry is', 'worries are')} still open`,
    no_fist: ({ have }) => (have === 0 ? 'Nobody showed a fist' : `${people(have)} showed a fist`),
    too_few_fingers: ({ have, limit }) =>
      `${people(have)} showed too few fingers; ${limit === 0 ? 'none' : `at most ${limit}`} may`,
  } as Readonly<Record<string, (clause: Clause) => string>>,
  holds: 'Met:',
  fails: 'Not met:',

  rule: {
    show_tie: 'no rule broke it',
    chair_casts: 'by the facilitator, on record',
    lower_cost: 'as it costs less',
    earliest_submitted: 'as it stands first in the list',
    lot: 'by lot, which anybody can check',
  } satisfies Record<TieRule, string>,
  tie: {
    winner: (among: readonly string[], first: string, rule: string): string =>
      `${quoted(among)} came out equal at the top; “${first}” comes first, ${rule}.`,
    last_place: (among: readonly string[], first: string, rule: string): string =>
      `${quoted(among)} came out equal; “${first}” was favoured, ${rule}.`,
    next_project: (among: readonly string[], first: string, rule: string): string =>
      `${quoted(among)} came out equal; “${first}” was paid first, ${rule}.`,
  },

  how: 'How it was counted',
  round: (n: number): string => `Step ${n}`,
  standing: (lines: readonly (readonly [string, string])[]): string =>
    list(lines.map(([name, n]) => `“${name}” ${n}`)),
  dropped: (names: readonly string[], moved: number): string =>
    moved === 0
      ? `${quoted(names)} had fewest and dropped out.`
      : `${quoted(names)} had fewest and dropped out; ${votes(moved)} went to what each voter put next.`,
  majority: (name: string, n: number): string => `“${name}” has a majority with ${votes(n)}.`,
  exhausted: (n: string): string => `${votes(n)} had nothing further to go to.`,
  quota: (quota: number, seats: number): string =>
    `A place needs ${votes(quota)} (${count(seats, 'place', 'places')}).`,
  reached: (names: readonly string[]): string =>
    `${quoted(names)} ${names.length === 1 ? 'has' : 'have'} a place; votes beyond the quota moved on.`,
  fewest: (name: string): string => `“${name}” had fewest and dropped out.`,
  beats: (one: string, other: string, n: number, m: number): string =>
    `${n} prefer “${one}” to “${other}”, ${m} the other way.`,
  points: (name: string, n: number): string => `“${name}”: ${count(n, 'point', 'points')}`,
  smith: (names: readonly string[]): string =>
    `None of ${quoted(names)} beats all others: they go in a circle.`,
  pairs: 'Each against each: how many prefer the one in the row',
  score: (mean: string, median: string, n: number): string =>
    `${mean} on average, ${median} in the middle, from ${people(n)}`,
  spentCredits: (n: number): string => `All together spent ${count(n, 'credit', 'credits')}.`,

  endowment: (share: Fraction): string => `Each voter had ${pounds(share)} to spend.`,
  raised: (n: number): string =>
    `So that less would be left over, each share was raised by ${money(n)}.`,
  paidFor: (cost: number, n: number): string =>
    `${money(cost)}, with ${count(n, 'supporter', 'supporters')}`,
  paid: (share: Fraction, rest: number): string =>
    rest === 0
      ? `each paid ${pounds(share)}`
      : `each paid ${pounds(share)}, but ${rest} of them less: all they had left`,
  notPaid: {
    does_not_fit: 'it no longer fitted into the money that was left',
    count_stopped: 'the count stopped at one before it that did not fit',
    supporters_cannot_pay: 'its supporters could not pay for it',
    too_few_supporters: 'it has too few supporters',
    excluded: 'only one of it and another that is paid for could be',
    prerequisite_not_funded: 'it needs another one that is not paid for',
    ring_fence_full: 'no more may go to these together',
    kept_for_others: 'what was left is kept for others',
  } satisfies Record<Unfunded['reason'], string>,
  had: (share: Fraction, cost: number): string =>
    ` (they had ${pounds(share)} left together and needed ${money(cost)})`,
  paidTitle: 'Paid for',
  notPaidTitle: 'Not paid for',
}

export const countedWords = spoken('counted', english)
