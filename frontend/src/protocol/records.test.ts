import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import type {
  BoardRecords,
  Channel,
  Concern,
  Contribution,
  Counted,
  DisplayShows,
  Door,
  Hall,
  Intake,
  Interest,
  Method,
  MineRecords,
  OptionSource,
  Reported,
  ReportState,
  Responded,
  Role,
  Shape,
  Shown,
  StageKind,
  Stance,
  TallyShown,
  View,
} from './records'

// The compiler sees to it that these name every field of a type and no other; the tests, that they
// are those the server writes. Written by tests/protocol/golden.py.
type Fields<R> = { readonly [C in keyof R]: { readonly [F in keyof R[C]]-?: true } }
type Words<W extends string> = Readonly<Record<W, true>>

const golden = JSON.parse(readFileSync('../tests/protocol/frames/records.json', 'utf8')) as Record<
  'board' | 'mine' | 'words',
  Record<string, string[]>
>

const BOARD: Fields<BoardRecords> = {
  workshop: {
    title: true,
    question: true,
    shape: true,
    timezone: true,
    language: true,
    sensitive: true,
    place: true,
    area: true,
    lead: true,
    published: true,
    closed: true,
    paused_at: true,
    intake: true,
    live_stage: true,
    people: true,
    breakout: true,
    next_steps: true,
    exit_question: true,
    join_code: true,
    door: true,
    practice: true,
    display_code: true,
    display_shows: true,
    hall: true,
    practice_of: true,
    practice_version: true,
  },
  sessions: { title: true, starts_at: true, ends_at: true, venue: true, call_link: true },
  stages: {
    kind: true,
    title: true,
    order: true,
    open: true,
    until: true,
    timer_ends_at: true,
    closed_to_you: true,
    purpose: true,
    minutes: true,
    anonymous: true,
    private: true,
    revealed: true,
    seen_by: true,
    skipped: true,
    opened_at: true,
    closed_at: true,
    unrevealed: true,
  },
  organisations: { name: true, identifiers: true, potential_provider: true },
  participants: {
    name: true,
    organisation: true,
    role: true,
    device: true,
    left: true,
    erased: true,
    helper: true,
    interests: true,
    joined_at: true,
    table: true,
  },
  door_list: { name: true, organisation: true, table: true },
  ideas: {
    group: true,
    from_idea: true,
    from_group: true,
    stage: true,
    text: true,
    theme: true,
    at: true,
    said_at: true,
    seq: true,
    words_seq: true,
    lang: true,
    redacted: true,
    organisation: true,
    on_card: true,
    author: true,
    hidden_reason: true,
    tidied: true,
    tidied_seq: true,
    joined_into: true,
    joined_seq: true,
  },
  themes: {
    title: true,
    stage: true,
    seq: true,
    split_from: true,
    redacted: true,
    group: true,
    from_theme: true,
    from_group: true,
  },
  rounds: {
    group: true,
    stage: true,
    question: true,
    method: true,
    open_roll: true,
    open_options: true,
    tally: true,
    dots: true,
    dots_per_option: true,
    rerun_of: true,
    binding: true,
    opened_at: true,
    opened_seq: true,
    open: true,
    closed_seq: true,
    closed_at: true,
    reopened: true,
    recount_reason: true,
    counted: true,
    tally_shown: true,
    void_reason: true,
    roll: true,
    cast: true,
    redacted: true,
    turnout: true,
  },
  options: {
    round: true,
    option: true,
    source: true,
    text: true,
    seq: true,
    redacted: true,
    voted_words: true,
    counts: true,
  },
  totals: {
    round: true,
    totals: true,
    counted: true,
    table: true,
    voters: true,
    people: true,
    cast: true,
    counts: true,
    by: true,
    confirmed_by: true,
    withdrawn_reason: true,
    at: true,
    said_at: true,
    seq: true,
    paper: true,
  },
  results: {
    algorithm: true,
    version: true,
    first: true,
    last: true,
    roll: true,
    cast: true,
    counts: true,
    ranking: true,
    turnout: true,
    seq: true,
  },
  decisions: {
    text: true,
    reasons: true,
    round: true,
    options: true,
    at: true,
    seq: true,
    withdrawn_reason: true,
    redacted: true,
  },
  responses: {
    about: true,
    id: true,
    organisation: true,
    stance: true,
    why: true,
    post: true,
    by_when: true,
    at: true,
    seq: true,
    redacted: true,
  },
  spotlight: { kind: true, id: true, seq: true },
  breakouts: {
    stage: true,
    number: true,
    prompt: true,
    minutes: true,
    choosing: true,
    open: true,
    boards_open: true,
    opened_at: true,
    closed_at: true,
    ends_at: true,
    back_at: true,
    message: true,
    message_at: true,
  },
  groups: {
    breakout: true,
    number: true,
    order: true,
    name: true,
    place: true,
    prompt: true,
    ends_at: true,
    reporter: true,
    members: true,
  },
  report_backs: { group: true, ideas: true, themes: true, at: true, seq: true },
  annotations: {
    moment: true,
    text: true,
    seen_by: true,
    at: true,
    seq: true,
    redacted: true,
    group: true,
    author: true,
  },
}

const MINE: Fields<MineRecords> = {
  ballots: { round: true, voter: true, marks: true, counted: true },
  ideas: {
    group: true,
    stage: true,
    author: true,
    text: true,
    at: true,
    hidden: true,
    withdrawn: true,
    waiting: true,
    redacted: true,
    tidied: true,
    joined_into: true,
  },
  closing: {
    question: true,
    answer: true,
    contact: true,
    link_at: true,
    link_by: true,
    link_expires_at: true,
  },
  standings: {
    muted: true,
    waiting: true,
    removed: true,
    banned: true,
    reason: true,
    name: true,
    organisation: true,
    at: true,
  },
  hands: { at: true },
  held: { stage: true, text: true, at: true },
  reports: {
    about: true,
    id: true,
    concern: true,
    text: true,
    at: true,
    state: true,
    redacted: true,
    by: true,
  },
  notes: { text: true, by: true, at: true, redacted: true },
  access_needs: { name: true, text: true, at: true, kept_until: true },
  heard: { in: true, participant: true },
  display: { join_code: true, door: true, shows: true, hall: true, hands: true },
  acts: { seq: true, at: true, by: true, act: true, about: true, value: true, things: true },
}

const CONTRIBUTIONS: Words<Contribution> = {
  idea: true,
  theme: true,
  option: true,
  round: true,
  decision: true,
  report: true,
  note: true,
  annotation: true,
  response: true,
}
const CONCERNS: Words<Concern> = { safeguarding: true, hurtful: true, private: true, other: true }
const DISPLAY_SHOWS: Words<DisplayShows> = {
  follow: true,
  board: true,
  results: true,
  blank: true,
}
const HALLS: Words<Hall> = { dark: true, light: true }
const DOORS: Words<Door> = { open: true, lobby: true, locked: true }
const INTAKES: Words<Intake> = { open: true, held: true, locked: true }
const REPORT_STATES: Words<ReportState> = { new: true, looking: true, done: true }
const REPORTED: Words<Reported> = {
  idea: true,
  theme: true,
  decision: true,
  participant: true,
  workshop: true,
}
const RESPONDED: Words<Responded> = { theme: true, decision: true }
const STANCES: Words<Stance> = { done: true, doing: true, looking: true, not_doing: true }
const SHOWN: Words<Shown> = { stage: true, idea: true, theme: true, round: true, decision: true }
const CHANNELS: Words<Channel> = {
  device: true,
  helper: true,
  table: true,
  hands: true,
  paper: true,
}
const COUNTED: Words<Counted> = { table: true, hands: true, paper: true }
const INTERESTS: Words<Interest> = {
  pecuniary: true,
  employment: true,
  potential_bidder: true,
  other: true,
}
const METHODS: Words<Method> = { agree: true, dots: true, approval: true }
const OPTION_SOURCES: Words<OptionSource> = { idea: true, theme: true, text: true }
const ROLES: Words<Role> = {
  facilitator: true,
  co_facilitator: true,
  table_helper: true,
  participant: true,
  commissioner: true,
  observer: true,
}
const SHAPES: Words<Shape> = { quick: true, half_day: true, full: true }
const STAGE_KINDS: Words<StageKind> = {
  welcome: true,
  needs: true,
  money: true,
  ideas: true,
  themes: true,
  vote: true,
  redesign: true,
  choices: true,
  agree: true,
  plan: true,
  close: true,
}
const TALLIES_SHOWN: Words<TallyShown> = { live: true, at_close: true, at_reveal: true }
const VIEWS: Words<View> = { facilitator: true, partner: true, participant: true, public: true }

const WORDS = {
  Channel: CHANNELS,
  Concern: CONCERNS,
  Contribution: CONTRIBUTIONS,
  Counted: COUNTED,
  DisplayShows: DISPLAY_SHOWS,
  Door: DOORS,
  Hall: HALLS,
  Intake: INTAKES,
  Interest: INTERESTS,
  Method: METHODS,
  OptionSource: OPTION_SOURCES,
  ReportState: REPORT_STATES,
  Reported: REPORTED,
  Responded: RESPONDED,
  Role: ROLES,
  Shape: SHAPES,
  Shown: SHOWN,
  StageKind: STAGE_KINDS,
  Stance: STANCES,
  TallyShown: TALLIES_SHOWN,
  View: VIEWS,
}

const named = (fields: Readonly<Record<string, object>>) =>
  Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, Object.keys(each).sort()]))

describe('the types of records', () => {
  it('name the collections and fields of the board', () => {
    expect(named(BOARD)).toEqual(golden.board)
  })

  it('name the collections and fields of what is mine', () => {
    expect(named(MINE)).toEqual(golden.mine)
  })

  it('name the words that stand for kinds and roles', () => {
    expect(named(WORDS)).toEqual(golden.words)
  })
})
