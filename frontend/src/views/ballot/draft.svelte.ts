// The vote somebody is filling in. It is theirs alone: nothing that happens in the room changes what
// stands in it, and every touch is sent soon after.

import type { Marks } from '../../board/commands'

const GATHER_MS = 500

export class BallotDraft {
  /** Touched here and not sent yet. */
  #touched: Readonly<Record<string, number | null>> = $state.raw({})
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #recorded: () => Readonly<Record<string, number>>
  readonly #send: (marks: Marks) => void

  /**
   * @param recorded what the room holds of this vote, with what is on its way
   * @param send asks the room to take these marks
   */
  constructor(recorded: () => Readonly<Record<string, number>>, send: (marks: Marks) => void) {
    this.#recorded = recorded
    this.#send = send
  }

  readonly marks: Readonly<Record<string, number>> = $derived.by(() => {
    const all = { ...this.#recorded(), ...this.#touched }
    return Object.fromEntries(
      Object.entries(all).filter((entry): entry is [string, number] => entry[1] !== null),
    )
  })

  readonly sum: number = $derived(Object.values(this.marks).reduce((sum, each) => sum + each, 0))

  /** Mark an option, or take its mark back with null; several touches go together. */
  mark(option: string, mark: number | null): void {
    this.#touched = { ...this.#touched, [option]: mark }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.send()
    }, GATHER_MS)
  }

  /** Send what was touched at once; for when somebody goes elsewhere. */
  send(): void {
    clearTimeout(this.#timer)
    const marks = this.#touched
    if (Object.keys(marks).length === 0) return
    // From here on it stands among what is on its way, without a moment in neither.
    this.#send(marks)
    this.#touched = {}
  }

  get unsent(): boolean {
    return Object.keys(this.#touched).length > 0
  }
}
