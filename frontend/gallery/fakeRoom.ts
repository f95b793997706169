// A room without a server: filled by hand, and answering a few commands by itself, so that screens
// can be looked at and tested in any state.

import type { Command } from '../src/board/commands'
import type { BoardRecords, MineRecords } from '../src/protocol/records'
import type { Seams } from '../src/sync/seams'
import { Room, type Rejected } from '../src/sync/room.svelte'

const NOTHING: Seams = {
  connect: () => ({ send: () => undefined, close: () => undefined }),
  fetch: () => new Promise(() => undefined),
  now: () => Date.now(),
  later: () => () => undefined,
  random: () => 0,
  onPage: () => () => undefined,
  isHidden: () => false,
  remember: () => undefined,
  recall: () => null,
}

export interface Asked {
  readonly command: Command
  readonly actingFor: string | null
  /** When what comes from paper was written, ms UTC. */
  readonly saidAt: number | undefined
}

export class FakeRoom extends Room {
  /** Everything asked for so far. */
  readonly asked: Asked[] = []
  clock: () => number = () => Date.now()

  constructor() {
    const nowhere = { ticketUrl: '', socketUrl: '', streamUrl: '', commandsUrl: '' }
    super({ workshop: 'w'.repeat(22), person: 'nobody', ...nowhere }, NOTHING)
  }

  override send(command: Command, actingFor = this.actingFor, saidAt?: number): string {
    this.asked.push({ command, actingFor, saidAt })
    this.answer(command)
    return `c${this.asked.length}`
  }

  override dismiss(id: string): void {
    this.rejected = this.rejected.filter((each) => each.id !== id)
  }

  override setTyping(): void {
    // Nobody is told.
  }

  override serverNow(): number {
    return this.clock()
  }

  override close(): void {
    // There is no line.
  }

  /** The latest command asked for. */
  get last(): Command | undefined {
    return this.asked.at(-1)?.command
  }

  put<C extends keyof BoardRecords>(collection: C, id: string, record: BoardRecords[C]): void {
    this.board[collection].set(id, record)
  }

  patch<C extends keyof BoardRecords>(
    collection: C,
    id: string,
    fields: Partial<BoardRecords[C]>,
  ): void {
    const record = this.board[collection].get(id)
    if (record !== undefined) this.board[collection].set(id, { ...record, ...fields })
  }

  putMine<C extends keyof MineRecords>(collection: C, id: string, record: MineRecords[C]): void {
    this.mine[collection].set(id, record)
  }

  refuse(rejected: Rejected): void {
    this.rejected = [...this.rejected, rejected]
  }

  // What a server would do at once for those whose acts are drawn straight away.
  private answer({ type, data }: Command): void {
    const who = this.actingFor ?? this.me ?? ''
    // eslint-disable-next-line @typescript-eslint/switch-exhaustiveness-check -- the rest waits
    switch (type) {
      case 'SubmitIdea': {
        const at = this.clock()
        const waiting = this.board.workshop.get('workshop')?.intake === 'held'
        const hidden = { hidden: false, withdrawn: false, waiting, redacted: false }
        const { idea, stage, text } = data
        this.putMine('ideas', idea, { stage, group: this.place, author: who, text, at, ...hidden })
        break
      }
      case 'CastBallot': {
        const key = `${data.round}.${who}`
        if (this.board.rounds.get(data.round)?.secret) {
          const vote = { round: data.round, voter: who, marks: {}, counted: null, voted: true }
          this.putMine('ballots', key, vote)
          break
        }
        const marks = { ...this.mine.ballots.get(key)?.marks, ...data.marks }
        const kept = Object.entries(marks).filter(
          (each): each is [string, number] => each[1] !== null,
        )
        const given = (data.reasons ?? []).map(({ option, ...each }) => [option, each] as const)
        const before = this.mine.ballots.get(key)
        const stay = Object.entries(before?.reasons ?? {}).filter(
          ([option]) => marks[option] === before?.marks[option],
        )
        this.putMine('ballots', key, {
          round: data.round,
          voter: who,
          marks: Object.fromEntries(kept),
          counted: null,
          reasons: Object.fromEntries([...stay, ...given]),
        })
        break
      }
      case 'GroupIdeas':
        if (data.title) {
          const terms = { stage: data.stage ?? null, split_from: null, redacted: false }
          const board = { group: this.place, from_theme: null, from_group: null }
          this.put('themes', data.theme, { title: data.title, seq: 900, ...terms, ...board })
        }
        for (const idea of data.ideas) this.patch('ideas', idea, { theme: data.theme })
        break
      case 'UngroupIdeas':
        for (const idea of data.ideas) this.patch('ideas', idea, { theme: null })
        break
      case 'HideIdea':
        this.patch('ideas', data.idea, { hidden_reason: data.reason })
        break
      case 'RestoreIdea':
        this.patch('ideas', data.idea, { hidden_reason: null })
        break
      case 'OpenStage':
        for (const [id, each] of this.board.stages) {
          if (each.open) this.patch('stages', id, { open: false, closed_at: this.clock() })
        }
        this.patch('stages', data.stage, { open: true, opened_at: this.clock() })
        this.patch('workshop', 'workshop', { live_stage: data.stage })
        break
      case 'StartTimer':
        this.patch('stages', data.stage, {
          timer_ends_at: this.clock() + data.seconds * 1000,
        })
        break
      case 'StopTimer':
        this.patch('stages', data.stage, { timer_ends_at: null })
        break
      default:
        break
    }
  }
}
