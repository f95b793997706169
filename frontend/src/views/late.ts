// Paper that is typed later says when it was filled in: while its stage or its vote took it.

import type { RoundRow, StageRow } from '../board/select'

/** When a card was written that is typed now, ms UTC; undefined while its stage is open. */
export const writtenAt = (stage: StageRow): number | undefined =>
  stage.open ? undefined : Math.min(stage.closed_at ?? 0, stage.until ?? Infinity)

/** When a voting sheet was filled in that is typed now, ms UTC; undefined while the vote is open. */
export const votedAt = (round: RoundRow): number | undefined =>
  round.open ? undefined : round.closed_at
