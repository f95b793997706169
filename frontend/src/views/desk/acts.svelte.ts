// What was just done at the desk, and how each of it is taken back: by another act, never by
// deleting anything.

import { announce } from '../../a11y/announcer'

export interface Act {
  readonly key: number
  readonly said: string
  /** What it is about: a later act about the same leaves nothing of this to take back. */
  readonly about: string | undefined
  readonly takeBack: (() => void) | undefined
}

const KEPT = 4

let last = 0
let kept: readonly Act[] = $state.raw([])

/** The latest first. */
export const acts = (): readonly Act[] => kept

/** Say what was done, and how to take it back where that can be done. */
export function did(said: string, takeBack?: () => void, about?: string): void {
  last += 1
  const others = kept.filter((each) => about === undefined || each.about !== about)
  kept = [{ key: last, said, about, takeBack }, ...others].slice(0, KEPT)
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
