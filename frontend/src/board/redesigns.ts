// What may be asked about redesigns, suggested changes and worries. `version` is the one that
// whoever asks has before them.

import type { Command, CommandData } from '../protocol/commands'
import type { Design, Severity } from '../protocol/records'

import { mint } from './ids'

export const draftRedesign = (
  design: Design,
  stage: string | null,
  redesign = mint(),
): Command<'DraftRedesign'> => ({ type: 'DraftRedesign', data: { redesign, design, stage } })

export const reviseRedesign = (
  redesign: string,
  version: number,
  design: Design,
  why: string,
): Command<'ReviseRedesign'> => ({
  type: 'ReviseRedesign',
  data: { redesign, version, design, why },
})

export const withdrawRedesign = (
  redesign: string,
  reason: string,
): Command<'WithdrawRedesign'> => ({ type: 'WithdrawRedesign', data: { redesign, reason } })

export const restoreRedesign = (redesign: string): Command<'RestoreRedesign'> => ({
  type: 'RestoreRedesign',
  data: { redesign },
})

/** Suggest a change: the design as it would be. */
export const proposeAmendment = (
  asked: Omit<CommandData['ProposeAmendment'], 'amendment'>,
): Command<'ProposeAmendment'> => ({
  type: 'ProposeAmendment',
  data: { ...asked, amendment: mint() },
})

/** Put an open change to the version there is now. */
export const rebaseAmendment = (
  amendment: string,
  version: number,
  design: Design,
): Command<'RebaseAmendment'> => ({ type: 'RebaseAmendment', data: { amendment, version, design } })

export const acceptAmendment = (amendment: string): Command<'AcceptAmendment'> => ({
  type: 'AcceptAmendment',
  data: { amendment },
})

/** Turn a change down, or say that another took its place. */
export const rejectAmendment = (
  amendment: string,
  reason: string,
  superseded = false,
): Command<'RejectAmendment'> => ({
  type: 'RejectAmendment',
  data: { amendment, reason, superseded },
})

export const withdrawAmendment = (amendment: string): Command<'WithdrawAmendment'> => ({
  type: 'WithdrawAmendment',
  data: { amendment },
})

export const reopenAmendment = (amendment: string): Command<'ReopenAmendment'> => ({
  type: 'ReopenAmendment',
  data: { amendment },
})

export const raiseObjection = (
  redesign: string,
  version: number,
  said: { readonly severity: Severity; readonly reason: string; readonly stage: string | null },
): Command<'RaiseObjection'> => ({
  type: 'RaiseObjection',
  data: { ...said, objection: mint(), redesign, version },
})

export const resolveObjection = (
  how: CommandData['ResolveObjection'],
): Command<'ResolveObjection'> => ({ type: 'ResolveObjection', data: how })

export const reopenObjection = (objection: string): Command<'ReopenObjection'> => ({
  type: 'ReopenObjection',
  data: { objection },
})
