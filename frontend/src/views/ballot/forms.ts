// The form a way of voting is filled in on. Each is fetched when a vote of its kind opens, so that
// nobody's page grows by those that are not asked for.

import type { Component } from 'svelte'

import type { Method } from '../../board/board'
import type { OptionRow, RoundRow } from '../../board/select'

import type { BallotDraft } from './draft.svelte'

export interface FormProps {
  readonly round: RoundRow
  readonly choices: readonly OptionRow[]
  readonly draft: BallotDraft
}

type Form = Promise<{ readonly default: Component<FormProps> }>

export function fetchForm(method: Method): Form {
  switch (method) {
    case 'agree':
      return import('./BallotAgree.svelte')
    case 'dots':
      return import('./BallotDots.svelte')
    case 'approval':
      return import('./BallotApproval.svelte')
    case 'simple_majority':
    case 'absolute_majority':
    case 'super_majority':
    case 'unanimity':
    case 'consensus':
    case 'consent':
      return import('./BallotAnswers.svelte')
    case 'temperature_check':
    case 'fist_to_five':
    case 'score':
      return import('./BallotScale.svelte')
    case 'quadratic':
      return import('./BallotCredits.svelte')
    case 'ranked_irv':
    case 'condorcet':
    case 'schulze':
    case 'borda':
    case 'stv':
      return import('./BallotRanking.svelte')
    case 'budget_greedy':
    case 'budget_equal_shares':
      return import('./BallotBudget.svelte')
  }
}
