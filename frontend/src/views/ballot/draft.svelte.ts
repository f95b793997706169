// The vote somebody is filling in, and why. It is theirs alone: nothing that happens in the room
// changes what stands in it. One's own marks are sent soon after every touch; words are sent when
// they are finished, and a mark that counts only with words goes with them. What is filled in for
// another person waits until it is sent in their name. What waits is kept meanwhile.

import { mint } from '../../board/ids'
import type { Marks, ReasonPlan } from '../../board/commands'
import type { GivenReason } from '../../board/select'

import { draft, keepDraft } from '../drafts'

const GATHER_MS = 500

/** What the room holds of a vote, with what is on its way. */
export interface Standing {
  readonly marks: Readonly<Record<string, number>>
  readonly reasons: Readonly<Record<string, GivenReason>>
}

/** How a vote is filled in. */
export interface Filling {
  readonly standing: () => Standing
  /** Asks the room to take these marks and words. */
  readonly send: (marks: Marks, reasons: readonly ReasonPlan[]) => void
  /** Whether all of it is sent only when asked. */
  readonly waits?: boolean
  /** The key under which is kept what waits; none: nowhere. */
  readonly key?: string
  /** Whether a mark counts only with a reason. */
  readonly needsReason?: (mark: number) => boolean
  /** Whether a reason still fits when one mark takes the place of another. */
  readonly stillFits?: (before: number, after: number) => boolean
}

type Words = Readonly<Record<string, string>>

export class BallotDraft {
  /** Touched here and not sent yet. */
  #touched: Readonly<Record<string, number | null>> = $state.raw({})
  /** Words that are being written. */
  #written: Words = $state.raw({})
  /** Words that go out with the next sending. */
  #given: Words = $state.raw({})
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #filling: Filling

  constructor(filling: Filling) {
    this.#filling = filling
    const { marks, words } = kept(filling.key)
    this.#touched = marks
    this.#written = words
  }

  readonly marks: Readonly<Record<string, number>> = $derived.by(() => {
    const all = { ...this.#filling.standing().marks, ...this.#touched }
    return Object.fromEntries(Object.entries(all).filter(isMark))
  })

  readonly sum: number = $derived(Object.values(this.marks).reduce((sum, each) => sum + each, 0))

  /** Options whose mark counts only with a reason, and has none yet. */
  readonly lacking: readonly string[] = $derived.by(() =>
    Object.keys(this.marks).filter(
      (each) =>
        this.needs(each) &&
        this.reason(each) === undefined &&
        !(this.waits && this.#words(each) !== ''),
    ),
  )

  /** Whether all of it is sent only when asked. */
  get waits(): boolean {
    return this.#filling.waits === true
  }

  /** Whether an option is marked so that it counts only with a reason. */
  needs(option: string): boolean {
    const mark = this.marks[option]
    return mark !== undefined && this.#filling.needsReason?.(mark) === true
  }

  /** Why an option is marked as it is; undefined where nothing was said. */
  reason(option: string): string | undefined {
    const given = this.#given[option]
    if (given !== undefined) return given
    const { marks, reasons } = this.#filling.standing()
    const stays = !(option in this.#touched) || this.#touched[option] === marks[option]
    return stays ? reasons[option]?.text : undefined
  }

  /** What is being written of an option; undefined where nothing is. */
  written(option: string): string | undefined {
    return this.#written[option]
  }

  /** Mark an option, or take its mark back with null; several touches go together. */
  mark(option: string, mark: number | null): void {
    this.markAll({ [option]: mark })
  }

  /** The same of several options at once. */
  markAll(marks: Marks): void {
    for (const [option, mark] of Object.entries(marks)) this.#takeAlong(option, mark)
    this.#touched = { ...this.#touched, ...marks }
    this.#keep()
    clearTimeout(this.#timer)
    if (!this.waits)
      this.#timer = setTimeout(() => {
        this.send()
      }, GATHER_MS)
  }

  write(option: string, text: string): void {
    this.#written = { ...this.#written, [option]: text }
    this.#keep()
  }

  stopWriting(option: string): void {
    this.#written = without(this.#written, option)
    this.#keep()
  }

  /** Send what is written of an option, with its mark; false where there is nothing written. */
  give(option: string): boolean {
    const text = this.#words(option)
    if (text === '') return false
    this.#given = { ...this.#given, [option]: text }
    this.#written = without(this.#written, option)
    this.send()
    return true
  }

  /** Send what was touched at once, but for what counts only with words that are not there yet. */
  send(): void {
    clearTimeout(this.#timer)
    const held = this.lacking
    const marks = pick(this.#touched, (option) => !held.includes(option))
    const reasons = this.#plans()
    if (Object.keys(marks).length === 0 && reasons.length === 0) return
    // From here on it stands among what is on its way, without a moment in neither.
    this.#filling.send(marks, reasons)
    this.#touched = pick(this.#touched, (option) => held.includes(option))
    this.#given = {}
    if (this.waits) this.#written = {}
    this.#keep()
  }

  /** Somebody goes elsewhere: what is their own goes out, what is another's waits. */
  leave(): void {
    if (!this.waits) this.send()
  }

  /** What was refused stands here again, to be changed and sent once more. */
  restore(marks: Marks, reasons: readonly ReasonPlan[] = []): void {
    const words = Object.fromEntries(reasons.map(({ option, text }) => [option, text]))
    this.#written = { ...words, ...this.#written }
    this.#touched = { ...marks, ...this.#touched }
    this.#keep()
  }

  /** Let go of what is not sent. */
  letGo(): void {
    clearTimeout(this.#timer)
    this.#touched = {}
    this.#written = {}
    this.#given = {}
    this.#keep()
  }

  get unsent(): boolean {
    const words = this.waits && Object.keys(this.marks).some((each) => this.#words(each) !== '')
    return Object.keys(this.#touched).length > 0 || words
  }

  /** A changed mark ends its reason: it goes along where it still fits, or back into the box. */
  #takeAlong(option: string, mark: number | null): void {
    const before = this.marks[option]
    const reason = this.reason(option)
    if (before === undefined || reason === undefined || mark === before) return
    if (mark !== null && this.#filling.stillFits?.(before, mark)) {
      this.#given = { ...this.#given, [option]: reason }
      return
    }
    this.#given = without(this.#given, option)
    this.#written = { [option]: reason, ...this.#written }
  }

  #words(option: string): string {
    return this.#written[option]?.trim() ?? ''
  }

  #plans(): ReasonPlan[] {
    const words = this.waits ? { ...this.#given, ...this.#written } : this.#given
    const known = this.#filling.standing().reasons
    return Object.entries(words)
      .map(([option, text]) => ({
        reason: known[option]?.reason ?? mint(),
        option,
        text: text.trim(),
      }))
      .filter(({ option, text }) => text !== '' && this.marks[option] !== undefined)
  }

  #keep(): void {
    if (this.#filling.key === undefined) return
    const held = this.lacking
    const marks = pick(this.#touched, (option) => this.waits || held.includes(option))
    const words = this.#written
    const nothing = Object.keys(marks).length + Object.keys(words).length === 0
    keepDraft(this.#filling.key, nothing ? '' : JSON.stringify({ marks, words } satisfies Kept))
  }
}

interface Kept {
  readonly marks: Readonly<Record<string, number | null>>
  readonly words: Words
}

const NOTHING: Kept = { marks: {}, words: {} }

/** What waits under a key: marks, and words by option. */
export function kept(key: string | undefined): Kept {
  try {
    const found = key === undefined ? '' : draft(key)
    return found === '' ? NOTHING : { ...NOTHING, ...(JSON.parse(found) as Partial<Kept>) }
  } catch {
    return NOTHING
  }
}

const isMark = (entry: [string, number | null]): entry is [string, number] => entry[1] !== null

const pick = <T>(
  all: Readonly<Record<string, T>>,
  wanted: (name: string) => boolean,
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => wanted(name)))

const without = <T>(all: Readonly<Record<string, T>>, name: string) =>
  pick(all, (each) => each !== name)
