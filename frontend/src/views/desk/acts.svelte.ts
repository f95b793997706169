// What was just done at the desk, and how each of it is taken back: by another act, never by
// deleting anything.

import { announce } from '../../a11y/announcer'

export interface Act {
  readonly key: number
  readonly said: string
  readonly takeBack: (() => void) | undefined
}

const KEPT = 4

let last = 0
let kept: readonly Act[] = $state.raw([])

/** The latest first. */
export const acts = (): readonly Act[] => kept

/** Say what was done, and how to take it back where that can be done. */
export function did(said: string, takeBack?: () => void): void {
  last += 1
  kept = [{ key: last, said, takeBack }, ...kept].slice(0, KEPT)
  announce(said)
}

/** Take an act back. */
export function undo(act: Act): void {
  kept = kept.filter((each) => each.key !== act.key)
  act.takeBack?.()
}

export function forgetActs(): void {
  kept = []
}
