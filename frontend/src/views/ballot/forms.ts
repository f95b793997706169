// The form a way of voting is filled in on: each a part of its own, so that nobody's page waits for
// those that are not asked for.

import type { Component, Snippet } from 'svelte'

import type { Method } from '../../board/board'
import type { OptionRow, RoundRow } from '../../board/select'
import { part, type Part } from '../fetched/part'

import type { BallotDraft } from './draft.svelte'

export interface FormProps {
  readonly round: RoundRow
  readonly choices: readonly OptionRow[]
  readonly draft: BallotDraft
  /** Where one says why an option is marked as it is; none where this vote takes no reasons. */
  readonly why: Snippet<[OptionRow]> | undefined
}

type Form = Part<{ readonly default: Component<FormProps> }>

const agree = part(() => import('./BallotAgree.svelte'))
const dots = part(() => import('./BallotDots.svelte'))
const approval = part(() => import('./BallotApproval.svelte'))
const answers = part(() => import('./BallotAnswers.svelte'))
const scale = part(() => import('./BallotScale.svelte'))
const credits = part(() => import('./BallotCredits.svelte'))
const ranking = part(() => import('./BallotRanking.svelte'))
const budget = part(() => import('./BallotBudget.svelte'))

export function formOf(method: Method): Form {
  switch (method) {
    case 'agree':
      return agree
    case 'dots':
      return dots
    case 'approval':
      return approval
    case 'simple_majority':
    case 'absolute_majority':
    case 'super_majority':
    case 'unanimity':
    case 'consensus':
    case 'consent':
      return answers
    case 'temperature_check':
    case 'fist_to_five':
    case 'score':
      return scale
    case 'quadratic':
      return credits
    case 'ranked_irv':
    case 'condorcet':
    case 'schulze':
    case 'borda':
    case 'stv':
      return ranking
    case 'budget_greedy':
    case 'budget_equal_shares':
      return budget
  }
}
