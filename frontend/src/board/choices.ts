// What may be asked of the choices of a redesign and of what they cost; desk work all of it.
// What is new gets its identifier here; with the id of a thing, it is said anew.

import type { ChoiceCommands, CriterionWeight, Sift } from '../protocol/choices'
import type { Command } from '../protocol/commands'

import { mint } from './ids'

type Without<T, K extends keyof T> = Readonly<Omit<T, K>>

export const describeDeliveryOption = (
  said: Without<ChoiceCommands['DescribeDeliveryOption'], 'delivery_option'>,
  delivery_option = mint(),
): Command<'DescribeDeliveryOption'> => ({
  type: 'DescribeDeliveryOption',
  data: { ...said, delivery_option },
})

export const siftDeliveryOption = (
  delivery_option: string,
  sift: Sift,
  reason: string,
): Command<'SiftDeliveryOption'> => ({
  type: 'SiftDeliveryOption',
  data: { delivery_option, sift, reason },
})

export const describeCriterion = (
  said: Without<ChoiceCommands['DescribeCriterion'], 'criterion'>,
  criterion = mint(),
): Command<'DescribeCriterion'> => ({ type: 'DescribeCriterion', data: { ...said, criterion } })

/** Fix what matters and how much; a later lock voids earlier scores. */
export const lockCriteria = (
  redesign: string,
  stage: string,
  criteria: readonly CriterionWeight[],
): Command<'LockCriteria'> => ({ type: 'LockCriteria', data: { redesign, stage, criteria } })

export const scoreOption = (
  said: Without<ChoiceCommands['ScoreOption'], 'score'>,
  score = mint(),
): Command<'ScoreOption'> => ({ type: 'ScoreOption', data: { ...said, score } })

/** What would matter how much to an organisation; no weights take it back. */
export const giveOwnWeights = (
  redesign: string,
  organisation: string,
  weights: readonly CriterionWeight[],
): Command<'GiveOwnWeights'> => ({
  type: 'GiveOwnWeights',
  data: { redesign, organisation, weights },
})

export const selectPreferredOption = (
  said: ChoiceCommands['SelectPreferredOption'],
): Command<'SelectPreferredOption'> => ({ type: 'SelectPreferredOption', data: said })

export const withdrawPreference = (redesign: string): Command<'WithdrawPreference'> => ({
  type: 'WithdrawPreference',
  data: { redesign },
})

export const recordEstimate = (
  said: Without<ChoiceCommands['RecordEstimate'], 'estimate'>,
  estimate = mint(),
): Command<'RecordEstimate'> => ({ type: 'RecordEstimate', data: { ...said, estimate } })

/** Say which post checked a figure, on which day (YYYY-MM-DD). */
export const checkEstimate = (
  estimate: string,
  post: string,
  on: string,
): Command<'CheckEstimate'> => ({ type: 'CheckEstimate', data: { estimate, post, on } })

export const uncheckEstimate = (estimate: string): Command<'UncheckEstimate'> => ({
  type: 'UncheckEstimate',
  data: { estimate },
})

/** Reckon all money by these rates, which have a source and a date. */
export const setRates = (said: ChoiceCommands['SetRates']): Command<'SetRates'> => ({
  type: 'SetRates',
  data: said,
})

/** Reckon all money by the illustrative defaults again. */
export const dropRates = (): Command<'DropRates'> => ({ type: 'DropRates', data: {} })

export const makePledge = (
  said: Without<ChoiceCommands['MakePledge'], 'pledge'>,
  pledge = mint(),
): Command<'MakePledge'> => ({ type: 'MakePledge', data: { ...said, pledge } })

/** Say by whose authority a pledge holds, from which day (YYYY-MM-DD). */
export const confirmPledge = (
  pledge: string,
  authority: string,
  on: string,
): Command<'ConfirmPledge'> => ({ type: 'ConfirmPledge', data: { pledge, authority, on } })

export const unconfirmPledge = (pledge: string): Command<'UnconfirmPledge'> => ({
  type: 'UnconfirmPledge',
  data: { pledge },
})
