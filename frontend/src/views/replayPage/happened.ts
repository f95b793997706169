// What a moment of a recording is about: which ideas, themes, votes and decisions.

import type { Board } from '../../board/board'
import { ideaWords } from '../../board/select'
import type { Moment, Timeline } from '../../replay/timeline'

import { replayWords } from './replayWords'

const TOLD = ['ideas', 'themes', 'rounds', 'results', 'decisions'] as const

/** The records as they were; a vote and its result bear the same id. */
export type Still = Readonly<Record<(typeof TOLD)[number], ReadonlyMap<string, object>>>

// Both are done for each step of thousands of records, so nothing is made for one of them.

export function stillOf({ ideas, themes, rounds, results, decisions }: Board): Still {
  return {
    ideas: new Map(ideas),
    themes: new Map(themes),
    rounds: new Map(rounds),
    results: new Map(results),
    decisions: new Map(decisions),
  }
}

/** The ids whose records are other than they were, or new; undefined where they are more than so many. */
export function changedSince(before: Still, board: Board, most: number): string[] | undefined {
  const changed: string[] = []
  for (const each of TOLD)
    for (const [id, record] of board[each]) {
      if (before[each].get(id) === record) continue
      if (changed.length === most) return undefined
      changed.push(id)
    }
  return changed
}

/** The ids of what came about by exactly this version. */
export function standingAt(board: Board, seq: number): string[] {
  const found: string[] = []
  for (const [id, each] of board.ideas)
    if (each.seq === seq || each.words_seq === seq) found.push(id)
  for (const [id, each] of board.rounds)
    if (each.opened_seq === seq || each.closed_seq === seq) found.push(id)
  for (const records of [board.themes, board.results, board.decisions])
    for (const [id, each] of records) if (each.seq === seq) found.push(id)
  return found
}

/** The ids of what a moment is about: told of it, brought about by it, or changed by it. */
export function litAt(
  board: Board,
  timeline: Timeline | undefined,
  seq: number,
  changed: readonly string[],
): ReadonlySet<string> {
  const entries = [...(timeline?.moments ?? []), ...(timeline?.chapters ?? [])]
  const subjects = entries.filter((each) => each.seq === seq).map((each) => each.subject)
  return new Set([...subjects, ...standingAt(board, seq), ...changed])
}

/** The stage in which one of these is to be seen. */
export function stageOf(board: Board, ids: ReadonlySet<string>): string | undefined {
  for (const id of ids) {
    if (board.stages.has(id)) return id
    const parted = board.breakouts.get(
      board.groups.get(board.report_backs.get(id)?.group ?? '')?.breakout ?? id,
    )
    if (parted !== undefined) return parted.stage
    const round = board.rounds.get(board.decisions.get(id)?.round ?? id)
    const stage = round?.stage ?? board.ideas.get(id)?.stage ?? board.themes.get(id)?.stage
    if (typeof stage === 'string') return stage
  }
  return undefined
}

/** What happened, in a sentence; empty where there is nothing to tell. */
export function told(
  board: Board,
  timeline: Timeline | undefined,
  seq: number,
  ids: ReadonlySet<string>,
): string {
  const moment = timeline?.moments.find((each) => each.seq === seq)
  if (moment !== undefined) return moment.title
  for (const id of ids) {
    const sentence = of(board, id)
    if (sentence !== '') return sentence
  }
  return ''
}

function of(board: Board, id: string): string {
  const { about } = replayWords
  const decision = board.decisions.get(id)
  if (decision !== undefined) return about.decision(decision.text)
  const round = board.rounds.get(id)
  if (round !== undefined) return about.vote(round.question)
  const theme = board.themes.get(id)
  if (theme !== undefined) return about.theme(theme.title)
  const idea = board.ideas.get(id)
  if (idea !== undefined) return about.idea(ideaWords(idea))
  const stage = board.stages.get(id)
  return stage === undefined ? '' : about.stage(stage.title)
}

/** Stages, votes, decisions and moments as one list; what both tell of stands there once. */
export function listed({ chapters, moments }: Timeline): readonly Moment[] {
  const known = new Set(moments.map((each) => `${each.seq}.${each.subject}`))
  const others = chapters.filter((each) => !known.has(`${each.seq}.${each.subject}`))
  return [...moments, ...others].sort((one, other) => one.seq - other.seq)
}
