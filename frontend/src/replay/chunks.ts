// The past as it travels (SPEC.md, H3): chunk k is the board at version 500 k and the steps from
// there to version 500 (k + 1). Kept in memory as long as there is room, never on disk: what may
// not be seen tomorrow is not to be found here tomorrow.

import { BOARD_COLLECTIONS, emptyOf, type AnyRecord, type Store } from '../board/board'
import { ChunkReader } from '../protocol/chunk'
import type { Op } from '../protocol/ops'
import type { View } from '../protocol/records'

export const CHUNK_VERSIONS = 500
// Of a large workshop a chunk takes a few megabytes once it is read.
const KEPT = 8

export type Fetch = (url: string) => Promise<Response>

/** What one event moved: its version, its time (ms UTC), the operations. */
export interface Step {
  readonly seq: number
  readonly at: number
  readonly ops: readonly Op[]
}

export interface Stretch {
  /** The version `board` is of. */
  readonly at: number
  /** Not to be changed: what is drawn from it is a copy. */
  readonly board: Store
  readonly steps: readonly Step[]
}

/** The recording could not be had. */
export class NoChunkError extends Error {
  override readonly name = 'NoChunkError'

  constructor(readonly status: number) {
    super(`no chunk: ${status}`)
  }
}

/** Which chunk begins at or before a version. */
export function numberOf(seq: number): number {
  return Math.floor(seq / CHUNK_VERSIONS)
}

export class Chunks {
  // The one asked for last is last.
  private readonly kept = new Map<number, Promise<Stretch>>()
  private readonly reader = new ChunkReader()

  constructor(
    private readonly replayUrl: string,
    private readonly view: View,
    private readonly fetch: Fetch,
    private readonly group: string | null = null,
  ) {}

  /** Return a chunk, asking for it if it is not here. */
  chunk(number: number): Promise<Stretch> {
    const known = this.kept.get(number)
    const chunk = known ?? this.load(number)
    this.kept.delete(number)
    this.kept.set(number, chunk)
    this.forget()
    return chunk
  }

  private load(number: number): Promise<Stretch> {
    const chunk = this.request(number)
    // A failure is not kept: the next asking tries again.
    chunk.catch(() => this.kept.get(number) === chunk && this.kept.delete(number))
    return chunk
  }

  private async request(number: number): Promise<Stretch> {
    const ofGroup = this.group === null ? '' : `?group=${this.group}`
    const response = await this.fetch(`${this.replayUrl}/${this.view}/${number}${ofGroup}`)
    if (!response.ok) throw new NoChunkError(response.status)
    const body = new Uint8Array(await response.arrayBuffer())
    const { at, records, steps } = this.reader.read(body)
    return {
      at,
      // A newer server may have collections this page knows nothing of (F6).
      board: emptyOf(BOARD_COLLECTIONS, (each) => records[each] ?? new Map<string, AnyRecord>()),
      steps: steps.map(([seq, time, ops]) => ({ seq, at: time, ops })),
    }
  }

  private forget(): void {
    for (const number of this.kept.keys()) if (this.kept.size > KEPT) this.kept.delete(number)
  }
}
