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

const KEPT = 20
// How long the latest stays within reach, over whatever one looks at.
const WITHIN_REACH_MS = 20_000

let last = 0
let kept: readonly Act[] = $state.raw([])
let reach = $state.raw(0)
let timer: ReturnType<typeof setTimeout> | undefined

/** The latest first. */
export const acts = (): readonly Act[] => kept

/** The act that is within reach, for a while after it was done. */
export const latest = (): Act | undefined => kept.find((each) => each.key === reach)

/** Say what was done, and how to take it back where that can be done. */
export function did(said: string, takeBack?: () => void, about?: string): void {
  last += 1
  const others = kept.filter((each) => about === undefined || each.about !== about)
  kept = [{ key: last, said, about, takeBack }, ...others].slice(0, KEPT)
  reach = last
  clearTimeout(timer)
  timer = setTimeout(() => {
    reach = 0
  }, WITHIN_REACH_MS)
  announce(said)
}

/** Take an act back. */
export function undo(act: Act): void {
  kept = kept.filter((each) => each.key !== act.key)
  act.takeBack?.()
}

export function forgetActs(): void {
  clearTimeout(timer)
  kept = []
  reach = 0
}
