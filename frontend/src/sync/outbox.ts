// What was asked and has no answer yet, and what was refused and not yet let go: kept on disk, so
// that closing the page, a flat battery or a lost line loses no words.
//
// Several tabs of one person share the disk. Each removes only what itself saw answered, by id. What
// another tab left, or is still waiting for, is sent from here too: the first to arrive takes
// effect and the rest are acknowledged with it (SPEC.md, C2). What another tab saw refused is not
// sent again from here: its words were given back there, and may stand in something new.

import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

/** A command that waits for its answer. */
export interface Waiting {
  readonly id: string
  readonly type: string
  readonly data: unknown
  /** On whose behalf; null for oneself. */
  readonly actingFor: string | null
  /** When it was said or written, ms UTC, where that was earlier: on paper. */
  readonly saidAt?: number
  /** The group at whose board it was asked (C11); not where it makes no difference. */
  readonly group?: string | null
  /** By this browser's clock, ms. */
  readonly askedAt: number
  /** Greater for what was asked later. */
  readonly order: number
}

/** Why a command was refused. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly row?: number
  readonly field?: string
}

/** A command that was refused; nobody has let go of its words yet. */
export type Refused = Waiting & Refusal

interface Kept {
  readonly owner: string
  readonly entry: Waiting
  readonly refusal: Refusal | null
}

interface Schema extends DBSchema {
  commands: { key: string; value: Kept; indexes: { owner: string } }
}

const DATABASE = 'codesign'
const VERSION = 1
// Whoever waits longer for the first answer is told so: it may be a while.
const LATE_MS = 5_000
// In some versions of Safari a disk never answers; nobody waits for that.
const ANSWER_MS = 3_000

export interface OutboxOptions {
  readonly workshop: string
  readonly person: string
  readonly now: () => number
  readonly later: (ms: number, act: () => void) => () => void
  /** Something here is other than before. */
  changed(): void
}

export class Outbox {
  /** In the order of asking. */
  waiting: readonly Waiting[] = []
  refused: readonly Refused[] = []
  /** memory: this browser keeps nothing on disk, as in a private window. */
  kept: 'disk' | 'memory' = 'disk'
  /** The first of what waits has had no answer for a while, whatever the line seems. */
  isLate = false
  /** The server said that it cannot store anything at present; what waits is sent again (C7). */
  isUnstored = false
  /** How long each takes of what waits, ms, since more was asked than goes out at once (C9); or 0. */
  paceMs = 0

  private first: string | undefined
  private cancelLate: () => void = () => undefined
  // What was taken over from the disk, not asked here.
  private readonly adopted = new Set<string>()
  private readonly owner: string
  private readonly disk: Promise<IDBPDatabase<Schema> | undefined>
  private lastOrder = 0

  constructor(private readonly options: OutboxOptions) {
    this.owner = `${options.workshop} ${options.person}`
    this.disk = inTime(openSchema(), options).catch(() => undefined)
    void this.disk.then((database) => {
      if (database === undefined) this.forgetful()
    })
  }

  /** Take over what is on disk: of earlier visits, and of other tabs that may be gone. */
  async load(): Promise<void> {
    await this.onDisk(async (database) => {
      const reading = database.getAllFromIndex('commands', 'owner', this.owner)
      const kept = await inTime(reading, this.options)
      const { waiting, refused } = this
      this.letGo(new Set(kept.map((each) => each.entry.id)))
      for (const each of kept) this.adopt(each)
      if (this.waiting !== waiting || this.refused !== refused) this.changed()
    })
  }

  /** Keep a command until it is answered. */
  add(command: Omit<Waiting, 'order'>): void {
    const entry = { ...command, order: this.nextOrder() }
    this.waiting = [...this.waiting, entry]
    this.write(entry, null)
    this.changed()
  }

  /** It took effect. */
  answered(id: string): void {
    this.isUnstored = false
    this.waiting = without(this.waiting, id)
    this.erase(id)
    this.changed()
  }

  /** The server cannot store it yet. */
  unstored(): void {
    this.isUnstored = true
    this.changed()
  }

  /** More was asked than the server takes at once: what waits goes out one in so many ms. */
  slowed(paceMs: number): void {
    this.paceMs = Math.max(this.paceMs, paceMs)
    this.changed()
  }

  /** It was refused; keep its words. */
  refuse(id: string, refusal: Refusal): void {
    const entry = this.waiting.find((each) => each.id === id)
    if (entry === undefined) return
    this.isUnstored = false
    this.waiting = without(this.waiting, id)
    this.refused = [...this.refused, { ...entry, ...refusal }]
    this.write(entry, refusal)
    this.changed()
  }

  /** Let a refused command go, words and all. */
  dismiss(id: string): void {
    this.refused = without(this.refused, id)
    this.erase(id)
    this.changed()
  }

  /** Let go of the disk; nothing is removed. */
  close(): void {
    this.cancelLate()
    void this.disk.then((database) => {
      database?.close()
    })
  }

  /** Another tab saw an answer to these, or let go of their words. */
  private letGo(onDisk: ReadonlySet<string>): void {
    const isGone = ({ id }: Waiting) => this.adopted.has(id) && !onDisk.has(id)
    for (const { id } of this.waiting.filter(isGone)) this.waiting = without(this.waiting, id)
    for (const { id } of this.refused.filter(isGone)) this.refused = without(this.refused, id)
  }

  private adopt({ entry, refusal }: Kept): void {
    const { id } = entry
    if (this.refused.some((each) => each.id === id)) return
    const known = this.waiting.some((each) => each.id === id)
    if (known && refusal === null) return
    if (!known) this.adopted.add(id)
    this.lastOrder = Math.max(this.lastOrder, entry.order)
    if (refusal === null) this.waiting = inOrder([...this.waiting, entry])
    else {
      this.waiting = without(this.waiting, id)
      this.refused = inOrder([...this.refused, { ...entry, ...refusal }])
    }
  }

  private changed(): void {
    if (this.waiting.length === 0) this.paceMs = 0
    const first = this.waiting[0]?.id
    if (first !== this.first) {
      this.first = first
      this.isLate = false
      this.cancelLate()
      if (first !== undefined)
        this.cancelLate = this.options.later(LATE_MS, () => {
          this.isLate = true
          this.options.changed()
        })
    }
    this.options.changed()
  }

  /** Time orders what several tabs ask; within a tab the clock may stand still or go back. */
  private nextOrder(): number {
    this.lastOrder = Math.max(this.options.now(), this.lastOrder + 1)
    return this.lastOrder
  }

  // Requests to the disk are carried out in the order they are made here, so that what is erased
  // was written before.

  private write(entry: Waiting, refusal: Refusal | null): void {
    void this.onDisk((database) => database.put('commands', { owner: this.owner, entry, refusal }))
  }

  private erase(id: string): void {
    void this.onDisk((database) => database.delete('commands', id))
  }

  private async onDisk(act: (database: IDBPDatabase<Schema>) => Promise<unknown>): Promise<void> {
    const database = await this.disk
    if (database === undefined) return
    try {
      await act(database)
    } catch {
      // Full, or taken away while open. What is in memory is still sent.
      this.forgetful()
    }
  }

  private forgetful(): void {
    if (this.kept === 'memory') return
    this.kept = 'memory'
    this.changed()
  }
}

function without<E extends { readonly id: string }>(list: readonly E[], id: string): readonly E[] {
  return list.filter((each) => each.id !== id)
}

function inOrder<E extends { readonly order: number }>(list: E[]): E[] {
  return list.sort((one, other) => one.order - other.order)
}

/** The answer of the disk, if it comes in time. */
function inTime<T>(answer: Promise<T>, { later }: Pick<OutboxOptions, 'later'>): Promise<T> {
  return new Promise((resolve, reject) => {
    const cancel = later(ANSWER_MS, () => {
      reject(new Error('the disk does not answer'))
    })
    answer.then(resolve, reject).finally(cancel)
  })
}

// Rejects at once where a browser has no database or forbids it, as in a private window.
async function openSchema(): Promise<IDBPDatabase<Schema>> {
  return await openDB<Schema>(DATABASE, VERSION, {
    upgrade(database) {
      const commands = database.createObjectStore('commands', { keyPath: 'entry.id' })
      commands.createIndex('owner', 'owner')
    },
  })
}
