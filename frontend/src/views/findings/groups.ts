// How the groups of a split are called.

import type { Board, Method, Role } from '../../board/board'
import type { Kind, Of } from '../../sync/findings'

import { words } from '../words'

import { findingsWords as said } from './findingsWords'

/** What a group goes by. */
export function groupName(board: Board, kind: Kind | 'opinion', of: Of): string {
  if (of === null) return said.others
  switch (kind) {
    case 'organisation':
      return board.organisations.get(of)?.name ?? words.common.noOrganisation
    case 'area':
      return board.areas.get(of)?.name ?? said.noArea
    case 'role':
      return said.roles[of as Role]
    case 'opinion':
      return said.camp(Number(of))
  }
}

/** What an answer to a vote of that method is called, alone or put together with others. */
export function answerName(method: Method, answers: readonly string[], at: number): string {
  const answer = answers[at] ?? ''
  if (answers[0] === 'support' && at > 0) return said.notSupport
  return said.answersOf[method]?.[answer] ?? said.answers[answer] ?? answer
}
