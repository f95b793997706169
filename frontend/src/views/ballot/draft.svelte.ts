// The vote somebody is filling in. It is theirs alone: nothing that happens in the room changes what
// stands in it. One's own is sent soon after every touch. What is filled in for another person waits
// until it is sent in their name, and is kept meanwhile.

import type { Marks } from '../../board/commands'

import { draft, keepDraft } from '../drafts'

const GATHER_MS = 500

export class BallotDraft {
  /** Touched here and not sent yet. */
  #touched: Readonly<Record<string, number | null>> = $state.raw({})
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #recorded: () => Readonly<Record<string, number>>
  readonly #send: (marks: Marks) => void
  readonly #kept: string | undefined

  /**
   * @param recorded what the room holds of this vote, with what is on its way
   * @param send asks the room to take these marks
   * @param kept the key under which marks wait that are sent only when asked; none: at once
   */
  constructor(
    recorded: () => Readonly<Record<string, number>>,
    send: (marks: Marks) => void,
    kept?: string,
  ) {
    this.#recorded = recorded
    this.#send = send
    this.#kept = kept
    if (kept !== undefined) this.#touched = marksOf(draft(kept))
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
    this.markAll({ [option]: mark })
  }

  /** The same of several options at once. */
  markAll(marks: Marks): void {
    this.#touched = { ...this.#touched, ...marks }
    clearTimeout(this.#timer)
    if (this.#kept !== undefined) keepDraft(this.#kept, JSON.stringify(this.#touched))
    else
      this.#timer = setTimeout(() => {
        this.send()
      }, GATHER_MS)
  }

  /** Send what was touched at once. */
  send(): void {
    clearTimeout(this.#timer)
    const marks = this.#touched
    if (Object.keys(marks).length === 0) return
    // From here on it stands among what is on its way, without a moment in neither.
    this.#send(marks)
    this.#touched = {}
    if (this.#kept !== undefined) keepDraft(this.#kept, '')
  }

  /** Somebody goes elsewhere: what is their own goes out, what is another's waits. */
  leave(): void {
    if (this.#kept === undefined) this.send()
  }

  /** Marks that were refused stand here again, to be changed and sent once more. */
  restore(refused: Marks): void {
    this.#touched = { ...refused, ...this.#touched }
  }

  /** Let go of what is not sent. */
  letGo(): void {
    clearTimeout(this.#timer)
    this.#touched = {}
    if (this.#kept !== undefined) keepDraft(this.#kept, '')
  }

  get unsent(): boolean {
    return Object.keys(this.#touched).length > 0
  }
}

function marksOf(kept: string): Readonly<Record<string, number | null>> {
  try {
    return kept === '' ? {} : (JSON.parse(kept) as Readonly<Record<string, number | null>>)
  } catch {
    return {}
  }
}
