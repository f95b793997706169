// What only those who run the workshop ask for about breakouts: the desk's part of the commands.

import type { Command, CommandData, Spread } from '../protocol/commands'

import { mint } from './ids'

export type { GroupPlan, Spread } from '../protocol/commands'

/** Plan a breakout; with the id of one, change its plan. */
export const planBreakout = (
  plan: Omit<CommandData['PlanBreakout'], 'breakout'>,
  breakout = mint(),
): Command<'PlanBreakout'> => ({ type: 'PlanBreakout', data: { ...plan, breakout } })

export const cancelBreakout = (breakout: string): Command<'CancelBreakout'> => ({
  type: 'CancelBreakout',
  data: { breakout },
})

/** Put one person, and the table they help, into a group, or into none. */
export const assignPerson = (
  breakout: string,
  person: string,
  group: string | null,
): Command<'AssignPeople'> => ({
  type: 'AssignPeople',
  data: { breakout, places: { [person]: group } },
})

/** Spread people evenly: those without a group, or everybody afresh. */
export const spreadPeople = (
  breakout: string,
  how: Spread,
  everybody: boolean,
): Command<'SpreadPeople'> => ({
  type: 'SpreadPeople',
  data: { breakout, how, seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0, everybody },
})

export const openBreakout = (breakout: string): Command<'OpenBreakout'> => ({
  type: 'OpenBreakout',
  data: { breakout },
})

/** Bring everyone back after so many seconds; 0 means now. */
export const callBack = (breakout: string, seconds: number): Command<'CallBack'> => ({
  type: 'CallBack',
  data: { breakout, seconds },
})

/** For one group, or with null for all. */
export const startGroupTimer = (
  breakout: string,
  seconds: number,
  group: string | null = null,
): Command<'StartGroupTimer'> => ({ type: 'StartGroupTimer', data: { breakout, seconds, group } })

export const stopGroupTimer = (
  breakout: string,
  group: string | null = null,
): Command<'StopGroupTimer'> => ({ type: 'StopGroupTimer', data: { breakout, group } })

export const openBoards = (breakout: string): Command<'OpenBoards'> => ({
  type: 'OpenBoards',
  data: { breakout },
})

export const closeBoards = (breakout: string): Command<'CloseBoards'> => ({
  type: 'CloseBoards',
  data: { breakout },
})

/** In place of the message before; empty takes it down. */
export const tellGroups = (breakout: string, text: string): Command<'TellGroups'> => ({
  type: 'TellGroups',
  data: { breakout, text },
})
