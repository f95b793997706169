// The people a helper types for, and how far each has come in the stage before them: who of the
// table has not said or voted anything yet, and who is next.

import { ballot, myIdeas, rounds, type RoundRow, type StageRow } from '../../board/select'

import { draft, draftKey } from '../drafts'
import { nameOf } from '../people'
import type { Scene } from '../scene.svelte'

export interface Seat {
  readonly person: string
  readonly name: string
  /** Their ideas in this stage; undefined where none are put forward. */
  readonly ideas: number | undefined
  /** Whether they have voted in all that is open to them here; undefined where nothing is. */
  readonly voted: boolean | undefined
  /** Something of theirs is begun and not sent, though they are not typed for now. */
  readonly begun: boolean
}

/** The people at the table, in the order of their names and seats. */
export function seatsOf(scene: Scene, people: readonly string[], stage?: StageRow): Seat[] {
  return people
    .filter((each) => each !== scene.me && scene.board.participants.has(each))
    .map((person) => seat(scene, person, stage))
    .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }))
}

/** Whether it is somebody's turn still. */
export const isWaiting = (seat: Seat): boolean =>
  seat.begun || seat.voted === false || (seat.voted === undefined && seat.ideas === 0)

/** The next one after this person whose turn it is still, around the table; undefined when all are done. */
export function nextAfter(seats: readonly Seat[], person: string | null): Seat | undefined {
  const at = seats.findIndex((each) => each.person === person)
  return [...seats.slice(at + 1), ...seats.slice(0, Math.max(at, 0))].find(isWaiting)
}

/** The key of a vote that is filled in for somebody and not sent yet. */
export const ballotDraftKey = (scene: Scene, round: string, voter: string | null): string =>
  draftKey(scene, 'ballot', round, voter ?? '')

function seat(scene: Scene, person: string, stage: StageRow | undefined): Seat {
  const polls = stage === undefined ? [] : rounds(scene.board, stage.id).filter(takesVotes)
  const votes = polls.flatMap((each) => voteIn(scene, each, person))
  const writes = stage?.kind === 'needs' || stage?.kind === 'ideas'
  const keys = [
    ...polls.map((each) => ballotDraftKey(scene, each.id, person)),
    ...(writes ? [draftKey(scene, stage.id, person)] : []),
  ]
  return {
    person,
    name: nameOf(scene.board, person),
    ideas: writes
      ? myIdeas(scene, stage.id, person).filter((each) => !each.withdrawn).length
      : undefined,
    voted: votes.length === 0 ? undefined : votes.every(Boolean),
    begun: person !== scene.actingFor && keys.some((each) => draft(each) !== ''),
  }
}

const takesVotes = (round: RoundRow): boolean =>
  round.void_reason === null && (round.open || round.reopened)

function voteIn(scene: Scene, round: RoundRow, person: string): boolean[] {
  const vote = ballot(scene, round.id, person)
  return vote === undefined ? [] : [vote.counted !== null || vote.voted]
}
