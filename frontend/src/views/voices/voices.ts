// Who speaks for which organisation, as the board tells it.
import type { Board, Capacity } from '../../board/board'

import { nameOf } from '../people'

export interface Voice {
  readonly organisation: string
  readonly name: string
  readonly speaker: string
  readonly capacity: Capacity
}

/** The organisations for which somebody of theirs speaks who is here, by name. */
export function voicesNow(board: Board): readonly Voice[] {
  return [...board.organisations]
    .flatMap(([organisation, { name, voice, capacity }]) => {
      const speaker = board.participants.get(voice ?? '')
      const speaks = speaker?.organisation === organisation && !speaker.left && !speaker.erased
      return speaks && capacity !== undefined
        ? [{ organisation, name, speaker: nameOf(board, voice), capacity }]
        : []
    })
    .sort((one, other) => one.name.localeCompare(other.name))
}
