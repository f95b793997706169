// Where a vote asks why: which answers count only with a reason (V8), and which words still fit.

import type { Method } from '../../board/board'
import type { Marks, ReasonPlan } from '../../board/commands'
import type { RoundRow } from '../../board/select'

import { draftKey } from '../drafts'
import type { Scene } from '../scene.svelte'

import type { Standing } from './draft.svelte'

/** The marks with which a single voter can stop a proposal. */
const STOPPING: Readonly<Partial<Record<Method, number>>> = {
  unanimity: -1,
  consensus: -1,
  consent: -1,
  fist_to_five: 0,
}

/** Whether a way of voting has answers that can be asked to come with a reason. */
export const canRequire = (method: Method): boolean => method in STOPPING

/** Whether this answer counts only with a reason. */
export const needsReason = (round: RoundRow, mark: number): boolean =>
  round.reasons === 'required' && STOPPING[round.method] === mark

const ANSWERS: ReadonlySet<Method> = new Set([
  'agree',
  'simple_majority',
  'absolute_majority',
  'super_majority',
  'unanimity',
  'consensus',
  'consent',
])

/** Whether why one gave a mark is still why when another takes its place: more of the same is. */
export const stillFits = (method: Method, before: number, after: number): boolean =>
  !ANSWERS.has(method) && Math.sign(before) === Math.sign(after)

/** The key of words about a vote of one's own that are not sent yet. */
export const whyKey = (
  scene: Pick<Scene, 'config' | 'me'>,
  round: string,
  voter: string | null,
): string => draftKey(scene, 'why', round, voter ?? '')

/** A whole vote that becomes the voter's own: what stands of it, with what they change. */
export function taking(
  standing: Standing,
  marks: Marks,
  reasons: readonly ReasonPlan[],
): { marks: Marks; reasons: readonly ReasonPlan[] } {
  const stay = Object.entries(standing.reasons)
    .filter(([option]) => !(option in marks) && reasons.every((each) => each.option !== option))
    .map(([option, { reason, text }]) => ({ option, reason, text }))
  return { marks: { ...standing.marks, ...marks }, reasons: [...stay, ...reasons] }
}
