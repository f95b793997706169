// What the ballots of the richer ways of voting say: fetched with them.

import type { Method } from '../../board/board'

import { money } from '../money'

import { spoken } from '../spoken'
import { count } from '../words'

export interface Answer {
  readonly mark: number
  readonly label: string
  readonly hint?: string
  readonly look: 'agree' | 'pass' | 'disagree' | 'soft'
}

const YES_NO: readonly Answer[] = [
  { mark: 1, label: 'Yes', look: 'agree' },
  { mark: -1, label: 'No', look: 'disagree' },
  { mark: 0, label: 'Abstain', hint: 'You are counted as here, on neither side', look: 'pass' },
]

export const ballotWords = spoken('ballot', {
  explain: {
    simple_majority: 'Say yes or no, or abstain. It is carried if more say yes than no.',
    absolute_majority:
      'Say yes or no, or abstain. It is carried if more than half of all who can vote say yes.',
    super_majority: (parts: number, whole: number): string =>
      `Say yes or no, or abstain. It is carried if at least ${parts} of every ${whole} who say yes or no say yes.`,
    unanimity: (abstainFails: boolean): string =>
      abstainFails
        ? 'Say yes or no, or abstain. It is carried only if everybody who votes says yes.'
        : 'Say yes or no, or abstain. It is carried if nobody says no.',
    consensus: (blocks: number): string =>
      blocks === 0
        ? 'How far can you go along with this? It is carried if most agree and nobody blocks it.'
        : `How far can you go along with this? It is carried if most agree and no more than ${count(blocks, 'person blocks', 'people block')} it.`,
    consent: 'Can you live with this? It goes ahead if nobody has a worry that must be answered.',
    temperature_check:
      'How warm are you to this? It is only a look around the room, not a decision.',
    fist_to_five: (fingers: number): string =>
      `Show from 0 to 5 fingers how far you support this; ${fingers} or more counts as support.`,
    score: (highest: number): string =>
      `Give each a score from 0 to ${highest}; ${highest} is best. Leave out what you cannot judge: no score is not the same as 0.`,
    quadratic: (credits: number): string =>
      `You have ${count(credits, 'credit', 'credits')} for votes. The first vote on a choice costs 1 credit, the second 3, the third 5, and so on. What you do not spend is lost.`,
    ranking:
      'Put the choices in your order, the one you like best first. Leave out any you do not want to rank.',
    seats: (n: number): string =>
      `${count(n, 'place is', 'places are')} filled. Put the choices in your order, the one you like best first. Leave out any you do not want to rank.`,
    budget: (amount: number): string =>
      `There is ${money(amount)}. Tick all you would pay for; together they may cost more, the count keeps within it.`,
    envelope: (amount: number): string =>
      `Stay within ${money(amount)}: choose what you would buy with it.`,
  },

  answers: {
    simple_majority: YES_NO,
    absolute_majority: YES_NO,
    super_majority: YES_NO,
    unanimity: YES_NO,
    consensus: [
      { mark: 2, label: 'I agree', look: 'agree' },
      { mark: 1, label: 'I agree, with reservations', look: 'soft' },
      { mark: 0, label: 'Not for me, but I won’t stop it', look: 'pass' },
      { mark: -1, label: 'I block this', hint: 'It must not go ahead as it is', look: 'disagree' },
    ],
    consent: [
      {
        mark: 1,
        label: 'Yes, I can live with it',
        hint: 'Good enough for now, safe enough to try',
        look: 'agree',
      },
      {
        mark: -1,
        label: 'No, I have a worry',
        hint: 'It would do harm that we should answer first',
        look: 'disagree',
      },
    ],
  } satisfies Partial<Record<Method, readonly Answer[]>>,

  scales: {
    temperature_check: [
      [-2, 'Strongly against'],
      [-1, 'Rather against'],
      [0, 'Neither for nor against'],
      [1, 'Rather for'],
      [2, 'Strongly for'],
    ],
    fist_to_five: [
      [0, 'No. I cannot support this'],
      [1, 'I have strong worries'],
      [2, 'I have some worries to talk about first'],
      [3, 'I can live with it'],
      [4, 'A good idea'],
      [5, 'A great idea, and I will help'],
    ],
  } satisfies Partial<Record<Method, readonly (readonly [number, string])[]>>,
  scoreOf: (mark: number, highest: number): string => `${mark} out of ${highest}`,
  noAnswer: 'No answer yet',
  clear: 'Take this answer back',
  clearOf: (text: string): string => `Take this answer back: “${text}”`,

  rank: {
    yours: 'Your order',
    empty: 'Nothing yet. Choose what comes first.',
    rest: 'Not in your order',
    all: 'All of them are in your order.',
    place: (text: string, at: number, of: number): string => `“${text}” is ${ordinal(at)} of ${of}`,
    up: 'Up',
    upOf: (text: string): string => `Move “${text}” up`,
    down: 'Down',
    downOf: (text: string): string => `Move “${text}” down`,
    first: 'First',
    firstOf: (text: string): string => `Put “${text}” first`,
    remove: 'Remove',
    removeOf: (text: string): string => `Remove “${text}” from your order`,
    removed: (text: string): string => `“${text}” is out of your order`,
    add: (at: number): string => `Put it ${ordinal(at)}`,
    addOf: (text: string, at: number): string => `Put it ${ordinal(at)}: “${text}”`,
  },

  credits: {
    left: (n: number, of: number): string =>
      n < 0
        ? `${count(-n, 'credit', 'credits')} more than you have`
        : `${n} of ${count(of, 'credit', 'credits')} left`,
    votes: (n: number): string =>
      n === 0
        ? 'No votes'
        : n > 0
          ? count(n, 'vote for', 'votes for')
          : count(-n, 'vote against', 'votes against'),
    spent: (n: number): string => (n === 0 ? '' : `costs ${n}`),
    next: (n: number): string => `The next one costs ${n}.`,
    short: (n: number): string => `The next one would cost ${n}: more than you have left.`,
    more: (text: string): string => `One more vote for “${text}”`,
    less: (text: string): string => `One vote less for “${text}”`,
  },

  budget: {
    left: (n: number, of: number): string =>
      n < 0 ? `${money(-n)} more than there is` : `${money(n)} of ${money(of)} left`,
    picked: (n: number, cost: number): string => `${n} ticked, together ${money(cost)}`,
    costs: (n: number): string => money(n),
    needs: (names: string): string => `Only together with ${names}`,
    whyNot: {
      over_envelope: (n: number): string => `Costs ${money(n)} more than you have left`,
      over_ring_fence: (name: string, n: number): string =>
        `Only ${money(n)} more may go to “${name}”`,
      excluded_together: (names: string): string => `Not together with ${names}, which you chose`,
      needs_another: (names: string): string => `Needs ${names} first`,
    },
    alsoOut: (names: string): string => `Also taken out, as it needs what you took out: ${names}`,
  },
})

/** 1st, 2nd, 3rd … */
export function ordinal(n: number): string {
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' }
  return `${n}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)]}`
}
