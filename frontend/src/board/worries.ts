// Worries that stop a proposal: the ways in which one is answered, and what is known of them.

import type { Command, Rewording } from '../protocol/commands'

import { mint } from './ids'
import { options, reasonsOf, rounds, type OptionRow, type ReasonRow, type RoundRow } from './select'
import type { Board } from './board'

/** Take back the worry one raised for this reason, once its vote is over. */
export const withdrawWorry = (reason: string): Command<'WithdrawWorry'> => ({
  type: 'WithdrawWorry',
  data: { reason },
})

/** Ask the others whether to go on though somebody is worried. */
export const putWorry = (reason: string, question: string): Command<'PutWorry'> => ({
  type: 'PutWorry',
  data: { round: mint(), reason, question },
})

/** Ask a question again in other words for one of its proposals, which answer these worries. */
export const askInOtherWords = (
  rerun_of: string,
  of: string,
  text: string,
  integrates: readonly string[],
): Command<'RerunRound'> => {
  const rewordings: readonly Rewording[] = [{ of, option: mint(), text }]
  return { type: 'RerunRound', data: { round: mint(), rerun_of, rewordings, integrates } }
}

/** What became of a worry, as far as it has come. */
export type Standing = 'open' | 'being_voted' | 'integrated' | 'not_upheld' | 'withdrawn'

/** A worry about a proposal, and the vote of the others about it, the latest where there were more. */
export interface Worry extends ReasonRow {
  readonly standing: Standing
  /** The vote in which it is, or was last, asked about or answered. */
  readonly asked: RoundRow | undefined
}

/** The worries raised in a vote, in the order they were; none of a vote without such. */
export function worriesIn(board: Board, round: string): Worry[] {
  const about = rounds(board).filter((each) => each.void_reason === null)
  return reasonsOf(board, round)
    .filter((each) => each.answer !== undefined)
    .map((each) => {
      const put = about.filter((one) => one.worry === each.id).at(-1)
      const answered = about.find((one) => one.id === each.answered_in)
      const voting = each.answer === null && put !== undefined && !put.counted
      return {
        ...each,
        standing: voting ? 'being_voted' : (each.answer ?? 'open'),
        asked: answered ?? put,
      }
    })
}

/** An option in other words, with those that were asked about before. */
export interface Reworded {
  readonly option: OptionRow
  readonly before: string
}

/** The proposals of a vote that are put otherwise than in the vote before. */
export function rewordedIn(board: Board, round: RoundRow): Reworded[] {
  if (round.rerun_of === null) return []
  const earlier = options(board, round.rerun_of)
  return options(board, round.id).flatMap((option) => {
    const before = earlier.find((each) => each.option === option.reworded_from)
    return before === undefined ? [] : [{ option, before: before.words }]
  })
}
