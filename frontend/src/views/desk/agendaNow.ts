// Where the room is on its agenda, as the desk needs it.

import type { Board } from '../../board/board'
import { liveStage, stages, type StageRow } from '../../board/select'

/** The stage that would be opened next; undefined after the last. */
export function nextStage(board: Board): StageRow | undefined {
  const live = liveStage(board)
  const held = stages(board).filter((each) => each.skipped !== true)
  if (live === undefined) return held.find((each) => (each.opened_at ?? 0) === 0)
  return held[held.findIndex((each) => each.id === live.id) + 1]
}
