// What was just done at this desk, in a sentence. What can be taken back comes from the record
// (`mine.acts`, SPEC.md M6): the same for all who run the workshop, on every device.

import { announce } from '../../a11y/announcer'

// How long the latest stays within reach, over whatever one looks at.
export const WITHIN_REACH_MS = 30_000

let said = $state.raw('')
// The newest act on record, and which it was when something was said.
let newest = 0
let before = $state.raw(0)
let timer: ReturnType<typeof setTimeout> | undefined

/** What was said last, for a while. */
export const justSaid = (): string => said

/** Whether an act was recorded after that was said: not one that stood there already. */
export const isLater = (seq: number): boolean => said === '' || seq > before

/** Note the newest act on record. */
export function noted(seq: number): void {
  newest = seq
}

/** Say what was done. */
export function did(sentence: string): void {
  said = sentence
  before = newest
  clearTimeout(timer)
  timer = setTimeout(forgetSaid, WITHIN_REACH_MS)
  announce(sentence)
}

export function forgetSaid(): void {
  clearTimeout(timer)
  said = ''
}
