// Where organisations stand on a redesign, as the stage of agreement shows it.

import type { AgreementRecord, Board, ConditionRecord, PositionRecord } from '../../board/board'
import { sortedByName } from '../people'

export interface PositionRow {
  readonly organisation: string
  readonly name: string
  readonly required: boolean
  /** What it says now; nothing where it has not said. */
  readonly position: (PositionRecord & { readonly id: string }) | undefined
  readonly conditions: readonly (ConditionRecord & { readonly id: string })[]
}

/** The organisations that must agree, then the others that said something. */
export function positionRows(
  board: Board,
  redesign: string,
  agreement: AgreementRecord | undefined,
): PositionRow[] {
  const standing = [...board.positions]
    .filter(
      ([, each]) =>
        each.redesign === redesign && each.replaced_by === null && each.withdrawn_reason === null,
    )
    .map(([id, each]) => ({ ...each, id }))
    .sort((one, other) => one.seq - other.seq)
  const required = agreement?.required ?? []
  const others = standing
    .map((each) => each.organisation)
    .filter((each) => !required.includes(each))
  return [...required, ...others].map((organisation) => {
    const position = standing.find((each) => each.organisation === organisation)
    return {
      organisation,
      name: board.organisations.get(organisation)?.name ?? '',
      required: required.includes(organisation),
      position,
      conditions: [...board.conditions]
        .filter(([, each]) => each.position === position?.id)
        .map(([id, each]) => ({ ...each, id }))
        .sort((one, other) => one.seq - other.seq),
    }
  })
}

/** The organisations this person speaks for. */
export const spokenFor = (board: Board, who: string | null): string[] =>
  sortedByName(board.organisations)
    .filter(([, each]) => who !== null && each.voice === who)
    .map(([id]) => id)
