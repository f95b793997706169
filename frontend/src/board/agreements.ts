// What may be asked towards an agreement: who must agree, where organisations stand, what is
// agreed and what a body decided formally.

import type { Command, CommandData, ConditionPlan, ImpactPlan } from '../protocol/commands'
import type { Level } from '../protocol/records'

import { mint } from './ids'

export type { ConditionPlan } from '../protocol/commands'

/** The levels, the strongest first. */
export const LEVELS = [
  'will_deliver',
  'endorse',
  'consent',
  'consent_with_reservations',
  'stand_aside',
  'object',
] as const satisfies readonly Level[]

type Without<T, K extends keyof T> = Readonly<Omit<T, K>>

/** Assess characteristics; under the id of an assessment, anew. */
export const assessEquality = (
  redesign: string,
  impacts: readonly ImpactPlan[],
): Command<'AssessEquality'> => ({ type: 'AssessEquality', data: { redesign, impacts } })

/** Say by which rule a redesign is agreed, and who must agree. */
export const setAgreementTerms = (
  asked: CommandData['SetAgreementTerms'],
): Command<'SetAgreementTerms'> => ({
  type: 'SetAgreementTerms',
  data: { order: LEVELS, ...asked },
})

/** Name the vote by which the room answered to a version, or none. */
export const nameRoomVote = (
  redesign: string,
  version: number,
  round: string | null,
): Command<'NameRoomVote'> => ({ type: 'NameRoomVote', data: { redesign, version, round } })

export const conditionPlan = (said: Without<ConditionPlan, 'condition'>): ConditionPlan => ({
  ...said,
  condition: mint(),
})

/** Say where an organisation stands on the version of that hash. */
export const takePosition = (
  said: Without<CommandData['TakePosition'], 'position'>,
): Command<'TakePosition'> => ({ type: 'TakePosition', data: { ...said, position: mint() } })

export const withdrawPosition = (
  position: string,
  reason: string,
): Command<'WithdrawPosition'> => ({ type: 'WithdrawPosition', data: { position, reason } })

export const markCondition = (condition: string, met: boolean): Command<'MarkCondition'> => ({
  type: 'MarkCondition',
  data: { condition, met },
})

/** Record that a version is agreed; refused with what is missing. */
export const agreeRedesign = (redesign: string, version: number): Command<'AgreeRedesign'> => ({
  type: 'AgreeRedesign',
  data: { redesign, version },
})

export const setAgreementAside = (
  redesign: string,
  reason: string,
): Command<'SetAgreementAside'> => ({ type: 'SetAgreementAside', data: { redesign, reason } })

/** Record what a body decided; under the id of one, correct it. */
export const recordFormalDecision = (
  said: Without<CommandData['RecordFormalDecision'], 'formal_decision'>,
  formal_decision = mint(),
): Command<'RecordFormalDecision'> => ({
  type: 'RecordFormalDecision',
  data: { ...said, formal_decision },
})

export const withdrawFormalDecision = (
  formal_decision: string,
  reason: string,
): Command<'WithdrawFormalDecision'> => ({
  type: 'WithdrawFormalDecision',
  data: { formal_decision, reason },
})
