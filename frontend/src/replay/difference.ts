// What is other on a board than it was at an earlier moment: told of ideas, themes, votes, decisions
// and stages, in that order.

import type { Board } from '../board/board'

export const KINDS = [
  'idea_new',
  'idea_reworded',
  'idea_moved',
  'idea_gone',
  'theme_new',
  'theme_renamed',
  'theme_gone',
  'vote_opened',
  'vote_closed',
  'vote_void',
  'decision_new',
  'decision_back',
  'stage_opened',
  'stage_closed',
] as const
export type Kind = (typeof KINDS)[number]

export interface Difference {
  readonly kind: Kind
  readonly id: string
  /** What it is called now, or was if it is gone. */
  readonly text: string
  /** What it was called, or under which theme it lay; null for none. */
  readonly before?: string | null
  /** Under which theme it lies; null for none. */
  readonly after?: string | null
}

/** Everything that is other at the later moment, by kind. */
export function differences(earlier: Board, later: Board): Difference[] {
  const found = [
    ...ofIdeas(earlier, later),
    ...ofThemes(earlier, later),
    ...ofVotes(earlier, later),
    ...ofDecisions(earlier, later),
    ...ofStages(earlier, later),
  ]
  return found.sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind))
}

function* ofIdeas(earlier: Board, later: Board): Iterable<Difference> {
  const title = (board: Board, theme: string | null) =>
    theme === null ? null : (board.themes.get(theme)?.title ?? null)
  for (const [id, idea] of later.ideas) {
    const was = earlier.ideas.get(id)
    if (was === undefined) {
      yield { kind: 'idea_new', id, text: idea.text, after: title(later, idea.theme) }
      continue
    }
    if (was.text !== idea.text) {
      yield { kind: 'idea_reworded', id, text: idea.text, before: was.text }
    }
    if (was.theme !== idea.theme) {
      const [before, after] = [title(earlier, was.theme), title(later, idea.theme)]
      yield { kind: 'idea_moved', id, text: idea.text, before, after }
    }
  }
  for (const [id, idea] of earlier.ideas) {
    if (!later.ideas.has(id)) yield { kind: 'idea_gone', id, text: idea.text }
  }
}

function* ofThemes(earlier: Board, later: Board): Iterable<Difference> {
  for (const [id, { title }] of later.themes) {
    const was = earlier.themes.get(id)
    if (was === undefined) yield { kind: 'theme_new', id, text: title }
    else if (was.title !== title) {
      yield { kind: 'theme_renamed', id, text: title, before: was.title }
    }
  }
  for (const [id, { title }] of earlier.themes) {
    if (!later.themes.has(id)) yield { kind: 'theme_gone', id, text: title }
  }
}

function* ofVotes(earlier: Board, later: Board): Iterable<Difference> {
  for (const [id, round] of later.rounds) {
    const was = earlier.rounds.get(id)
    const text = round.question
    if (was === undefined) yield { kind: 'vote_opened', id, text }
    if (round.void_reason !== null) {
      if ((was?.void_reason ?? null) === null) yield { kind: 'vote_void', id, text }
    } else if (!round.open && was?.open !== false) yield { kind: 'vote_closed', id, text }
  }
}

function* ofDecisions(earlier: Board, later: Board): Iterable<Difference> {
  for (const [id, { text, withdrawn_reason }] of later.decisions) {
    const was = earlier.decisions.get(id)
    if (withdrawn_reason !== null) {
      if (was?.withdrawn_reason === null) yield { kind: 'decision_back', id, text }
    } else if (was?.text !== text || was.withdrawn_reason !== null) {
      yield { kind: 'decision_new', id, text }
    }
  }
}

function* ofStages(earlier: Board, later: Board): Iterable<Difference> {
  for (const [id, { title, open }] of later.stages) {
    const was = earlier.stages.get(id)?.open === true
    if (open && !was) yield { kind: 'stage_opened', id, text: title }
    if (!open && was) yield { kind: 'stage_closed', id, text: title }
  }
}
