// A vote that was not taken in is said at its ballot, with what was marked, while that is in sight.

import { ballot, roundsAt } from '../../board/select'
import type { Command } from '../../board/commands'
import type { Rejected } from '../../sync/room.svelte'

import type { Scene } from '../scene.svelte'

type RefusedBallot = Rejected & { readonly command: Command<'CastBallot'> }

const isBallot = (each: Rejected): each is RefusedBallot => each.command.type === 'CastBallot'

/** Whether these are the marks of this ballot: one's own, or those of the person acted for. */
export const isOfBallot = (
  each: Rejected,
  round: string,
  actingFor: string | null,
): each is RefusedBallot =>
  isBallot(each) && each.command.data.round === round && each.actingFor === actingFor

/** Whether a stage shows the ballot that this was refused for. */
export const isSaidAtBallot = (scene: Scene, stage: string, each: Rejected): boolean =>
  roundsAt(scene, stage, scene.who).some(
    (round) =>
      round.open &&
      round.void_reason === null &&
      isOfBallot(each, round.id, scene.actingFor) &&
      ballot(scene, round.id, scene.who)?.counted === null,
  )
