// What a vote says where it asks why: fetched by votes that do.

import type { Method, TallyShown } from '../../board/board'

import { ordinal } from '../ballot/ballotWords'
import { spoken } from '../spoken'
import { count } from '../words'

const ANSWERS: Readonly<Partial<Record<Method, Readonly<Record<number, string>>>>> = {
  agree: { 1: 'Agrees', 0: 'Passes', [-1]: 'Disagrees' },
  consensus: {
    2: 'Agrees',
    1: 'Agrees, with reservations',
    0: 'Won’t stop it',
    [-1]: 'Blocks it',
  },
  consent: { 1: 'Can live with it', [-1]: 'Has a worry' },
}
const YES_NO: Readonly<Record<number, string>> = { 1: 'Yes', 0: 'Abstains', [-1]: 'No' }

export const reasonWords = spoken('reason', {
  why: 'Why? You may leave this out.',
  whyOf: (name: string): string => `Why, as ${name} says it? It may be left out.`,
  mustSay: {
    consent: 'What is your worry?',
    other: 'Say why you cannot go along with it',
  },
  mustHint: 'Your answer counts once you have said this.',
  mustHintOf: (name: string): string => `The answer of ${name} counts once this is said.`,
  say: 'Say why',
  sayOf: (text: string): string => `Say why: “${text}”`,
  send: 'Send this',
  withVote: 'It is sent with the vote.',
  because: 'Because:',
  change: 'Change these words',
  changeOf: (text: string): string => `Change these words: why “${text}”`,
  empty: 'There is nothing written yet. Write a few words first.',
  sees: {
    live: 'Everybody here can read this',
    at_close: 'Everybody here can read this when the vote closes',
    at_reveal: 'Everybody here can read this when the facilitator shows the result',
  } satisfies Record<TallyShown, string>,
  named: 'with your name and this answer',
  namedOf: (name: string): string => `with the name ${name} and this answer`,
  unnamed: 'with this answer, without your name',
  unnamedOf: (name: string): string => `with this answer, without the name ${name}`,
  closed: 'This vote closed before these words were sent. Copy them, or tell them to the room.',

  title: (n: number): string => `What people said (${n})`,
  all: (n: number): string => `Read all ${n}`,
  mark: (method: Method, mark: number): string => {
    switch (method) {
      case 'agree':
      case 'consensus':
      case 'consent':
        return ANSWERS[method]?.[mark] ?? ''
      case 'simple_majority':
      case 'absolute_majority':
      case 'super_majority':
      case 'unanimity':
        return YES_NO[mark] ?? ''
      case 'dots':
        return count(mark, 'dot', 'dots')
      case 'approval':
      case 'budget_greedy':
      case 'budget_equal_shares':
        return 'Supports it'
      case 'temperature_check':
        return mark > 0 ? `+${mark}` : mark < 0 ? `−${-mark}` : '0'
      case 'fist_to_five':
        return count(mark, 'finger', 'fingers')
      case 'score':
        return `Score ${mark}`
      case 'quadratic':
        return mark > 0
          ? count(mark, 'vote for', 'votes for')
          : count(-mark, 'vote against', 'votes against')
      case 'ranked_irv':
      case 'condorcet':
      case 'schulze':
      case 'borda':
      case 'stv':
        return `Puts it ${ordinal(mark)}`
    }
  },
})
