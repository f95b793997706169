// What views ask of the board: things in order, words where only ids are, and what I asked for and
// the room has not answered yet, as if it had.
//
// Every row of a record that did not change is the very same object as before, so that a list of
// 2,000 ideas draws one card when one idea changes.

import type { Command, CommandData, CommandType } from '../protocol/commands'
import type {
  BallotRecord,
  Counted,
  IdeaRecord,
  MyIdeaRecord,
  OptionRecord,
  ReasonRecord,
  RoundRecord,
  SessionRecord,
  StageRecord,
  ThemeRecord,
  WorkshopRecord,
} from '../protocol/records'

import type { Board, MineBoard } from './board'

/** A command that has no answer yet. */
export interface Pending {
  readonly id: string
  readonly command: Command
  /** On whose behalf; null for oneself. */
  readonly actingFor: string | null
  /** At whose board; null for everybody's. */
  readonly group: string | null
  /** By this browser's clock, ms. */
  readonly askedAt: number
}

/** What the browser holds. A room is one; a moment of a replay is one with nothing pending. */
export interface Held {
  readonly board: Board
  readonly mine: MineBoard
  /** In the order of sending. */
  readonly pending: readonly Pending[]
  readonly me: string | null
  /** The group whose board is looked at; null for everybody's. */
  readonly place: string | null
}

/** A record with its id, and whether something of it waits to be recorded. */
export type Row<R> = R & { readonly id: string; readonly pending: boolean }

/** An idea; `joined` are those that say the same and were put with it. */
export type IdeaRow = Row<IdeaRecord> & { readonly joined?: readonly IdeaRow[] }
export type MyIdeaRow = Row<MyIdeaRecord>
export type ThemeRow = Row<ThemeRecord>
export type StageRow = Row<StageRecord>
export type RoundRow = Row<RoundRecord>
export type ReasonRow = Row<ReasonRecord>

/**
 * An option with the words it was put to the vote under (M5), and those that its idea or theme bears
 * `now` where they are others; `gone` when there are none on the board.
 */
export type OptionRow = Row<OptionRecord> & {
  readonly words: string
  readonly now: string
  readonly gone: boolean
}

/** Why an option was marked as it is, with the id under which it can be worded anew. */
export interface GivenReason {
  readonly reason: string
  readonly text: string
}

/** How I voted, with what waits to be recorded. */
export interface Ballot {
  readonly marks: Readonly<Record<string, number>>
  readonly reasons: Readonly<Record<string, GivenReason>>
  readonly pending: boolean
  readonly voted: boolean
  /** How this vote was counted without a ballot: then there is none to fill in. */
  readonly counted: Counted | null
  /** Who cast it in their place; what they say themselves then goes in whole. */
  readonly castBy?: string | undefined
}

// --- the workshop and its agenda ------------------------------------------

export function workshop(board: Board): WorkshopRecord | undefined {
  return board.workshop.get('workshop')
}

/** The agenda, in its order. */
export function stages(board: Board): StageRow[] {
  return rows(board.stages).sort((one, other) => one.order - other.order)
}

/** The stage the room is in. */
export function liveStage(board: Board): StageRow | undefined {
  const id = workshop(board)?.live_stage ?? ''
  const stage = board.stages.get(id)
  return stage === undefined ? undefined : row(id, stage)
}

/** The sitting that is on now or comes next. */
export function nextSession(board: Board, now: number): SessionRecord | undefined {
  return [...board.sessions.values()]
    .filter((each) => each.ends_at > now)
    .sort((one, other) => one.starts_at - other.starts_at)[0]
}

/** Every stage that takes contributions: the live one, and those open until a date. */
export function openStages(board: Board): StageRow[] {
  return stages(board).filter((each) => each.open)
}

// --- ideas and themes -----------------------------------------------------

/** The ideas of a stage, oldest first; what I just wrote last. */
export function ideasOfStage(held: Held, stage: string): IdeaRow[] {
  return shownIdeas(held).filter((each) => each.stage === stage)
}

/** The ideas gathered under a theme. */
export function ideasOfTheme(held: Held, theme: string): IdeaRow[] {
  return shownIdeas(held).filter((each) => each.theme === theme)
}

/** Ideas by theme, in one pass; those that stand on their own under null. */
export function ideasByTheme(held: Held, stage?: string): Map<string | null, IdeaRow[]> {
  const byTheme = new Map<string | null, IdeaRow[]>()
  for (const idea of shownIdeas(held)) {
    if (stage !== undefined && idea.stage !== stage) continue
    const together = byTheme.get(idea.theme)
    if (together === undefined) byTheme.set(idea.theme, [idea])
    else together.push(idea)
  }
  return byTheme
}

/** Whether something is on the board that is looked at. */
const isAt = (
  { group }: { readonly group: string | null },
  { place }: Pick<Held, 'place'>,
): boolean => (group ?? null) === place

/** All ideas on the board with what I asked for done to them. */
export function shownIdeas(held: Held): IdeaRow[] {
  // Looked up once, not for each of two thousand.
  const here = { place: held.place }
  const ideas = rows(held.board.ideas)
    .filter((each) => isAt(each, here))
    .sort((one, other) => one.seq - other.seq)
  return gathered(overlaid(held, IDEAS, ideas))
}

/** The words an idea goes by: the tidied ones where there are such (M4). */
export const ideaWords = (idea: Pick<IdeaRecord, 'text' | 'tidied'>): string =>
  idea.tidied ?? idea.text

/** Ideas with those that say the same beneath them, where both are on the board (M4). */
function gathered(ideas: IdeaRow[]): IdeaRow[] {
  if (ideas.every((each) => each.joined_into === undefined)) return ideas
  const joined = new Map<string, IdeaRow[]>(ideas.map((each) => [each.id, []]))
  const alone = ideas.filter((each) => {
    const into = joined.get(each.joined_into ?? '')
    into?.push(each)
    return into === undefined
  })
  return alone.map((each) => withJoined(each, joined.get(each.id) ?? []))
}

function withJoined(idea: IdeaRow, joined: readonly IdeaRow[]): IdeaRow {
  if (joined.length === 0) return idea
  const known = gatheredRows.get(idea)
  if (
    known?.joined?.length === joined.length &&
    joined.every((each, at) => known.joined?.[at] === each)
  )
    return known
  const made = { ...idea, joined }
  gatheredRows.set(idea, made)
  return made
}

/** My own ideas of a stage, also hidden and private ones, oldest first. */
export function myIdeas(held: Held, stage: string, author = held.me): MyIdeaRow[] {
  const ideas = rows(held.mine.ideas)
    .filter((each) => each.stage === stage && each.author === author && isAt(each, held))
    .sort((one, other) => one.at - other.at)
  return author === null ? [] : overlaid(held, ownIdeas(stage, author), ideas)
}

/** The themes that stand, oldest first; of one stage where one is named. */
export function themes(held: Held, stage?: string): ThemeRow[] {
  const standing = rows(held.board.themes)
    .filter((each) => isAt(each, held))
    .sort((one, other) => one.seq - other.seq)
  return overlaid(held, THEMES, standing).filter(
    (each) => stage === undefined || each.stage === stage,
  )
}

// --- rounds ---------------------------------------------------------------

/** The rounds of a stage (all without one), in the order of opening. */
export function rounds(board: Board, stage?: string): RoundRow[] {
  return rows(board.rounds)
    .filter((each) => stage === undefined || each.stage === stage)
    .sort((one, other) => one.opened_seq - other.opened_seq)
}

/**
 * The rounds on the board that is looked at; and those of one's group that one may still vote in,
 * wherever one looks.
 */
export function roundsAt(held: Held, stage?: string, voter = held.me): RoundRow[] {
  return rounds(held.board, stage).filter(
    (each) => isAt(each, held) || (each.open && mayVote(held, each.id, voter)),
  )
}

/** How often the question of a round has been asked by now, 1 the first time. */
export function timesAsked(board: Board, round: RoundRecord): number {
  const before = board.rounds.get(round.rerun_of ?? '')
  return before === undefined ? 1 : 1 + timesAsked(board, before)
}

/** Whether a round is closed and its result still to come; not where it cannot be counted. */
export function isBeingCounted(round: RoundRecord): boolean {
  const { open, void_reason, reopened, counted, ballots_missing } = round
  return !open && void_reason === null && !reopened && !counted && ballots_missing === 0
}

/** The options of a round in their order, with the words they stand for. */
export function options(board: Board, round: string): OptionRow[] {
  return rows(board.options)
    .filter((each) => each.round === round)
    .sort((one, other) => one.seq - other.seq)
    .map((each) => withWords(board, each))
}

/** Why people marked the options of a round as they did, in the order they said so. */
export function reasonsOf(board: Board, round: string): ReasonRow[] {
  return rows(board.reasons)
    .filter((each) => each.round === round)
    .sort((one, other) => one.seq - other.seq)
}

/** Whether this person may vote in a round. */
export function mayVote(held: Held, round: string, voter = held.me): boolean {
  return ballotRecord(held, round, voter) !== undefined
}

/** This person's ballot; undefined where they may not vote. */
export function ballot(held: Held, round: string, voter = held.me): Ballot | undefined {
  const recorded = ballotRecord(held, round, voter)
  if (recorded === undefined) return undefined
  const waiting = held.pending.flatMap((each) => castFor(held, each, round, voter))
  const pending = waiting.length > 0
  const { counted, voted } = recorded
  const castBy = recorded.held === undefined && !pending ? recorded.cast_by : undefined
  // A secret vote is shown to nobody, also while it is on its way.
  if (voted !== undefined) return { marks: {}, reasons: {}, pending, voted, counted, castBy }
  const before = { marks: recorded.marks, reasons: recorded.reasons ?? {} }
  const { marks, reasons } = waiting.reduce(voting, before)
  return { marks, reasons, pending, voted: Object.keys(marks).length > 0, counted, castBy }
}

/** The ballots this person holds in a round for others who named them. */
export function heldBallots(held: Held, round: string): BallotRecord[] {
  return [...held.mine.ballots.values()].filter(
    (each) => each.round === round && each.held !== undefined,
  )
}

/** How many dots this person has left to give; 0 where they may not vote. */
export function dotsLeft(held: Held, round: string, voter = held.me): number {
  const dots = held.board.rounds.get(round)?.dots ?? 0
  const given = ballot(held, round, voter)
  return given === undefined ? 0 : dots - total(given.marks)
}

function total(marks: Readonly<Record<string, number>>): number {
  return Object.values(marks).reduce((sum, each) => sum + each, 0)
}

function ballotRecord(held: Held, round: string, voter: string | null): BallotRecord | undefined {
  return voter === null ? undefined : held.mine.ballots.get(`${round}.${voter}`)
}

type Cast = CommandData['CastBallot']

function castFor(held: Held, each: Pending, round: string, voter: string | null): Cast[] {
  const { command } = each
  if (command.type !== 'CastBallot' || command.data.round !== round) return []
  return actor(held, each) === voter ? [command.data] : []
}

/** A vote as it is once this is taken in; a mark that changes ends its reason. */
function voting(
  before: Pick<Ballot, 'marks' | 'reasons'>,
  cast: Cast,
): Pick<Ballot, 'marks' | 'reasons'> {
  const marks = Object.entries({ ...before.marks, ...cast.marks }).filter(isMark)
  const given = (cast.reasons ?? []).map(({ option, ...each }) => [option, each] as const)
  const after = Object.fromEntries(marks)
  const stay = Object.entries(before.reasons).filter(
    ([option]) => after[option] === before.marks[option],
  )
  return { marks: after, reasons: Object.fromEntries([...stay, ...given]) }
}

function isMark(entry: [string, number | null]): entry is [string, number] {
  return entry[1] !== null
}

function withWords(board: Board, option: Row<OptionRecord>): OptionRow {
  const present = wordsOf(board, option)
  const words = option.voted_words ?? present
  const now = words === present ? '' : (present ?? '')
  const known = worded.get(option)
  if (known?.words === (words ?? '') && known.now === now && known.gone === (words === undefined))
    return known
  const made = { ...option, words: words ?? '', now, gone: words === undefined }
  worded.set(option, made)
  return made
}

/** What an option says now: its own words, or those of its idea or theme. */
function wordsOf(board: Board, option: OptionRecord): string | undefined {
  switch (option.source) {
    case 'text':
      return option.text
    case 'idea':
      return presentWords(board.ideas.get(option.option))
    case 'theme':
      return board.themes.get(option.option)?.title
  }
}

const presentWords = (idea: IdeaRecord | undefined): string | undefined =>
  idea === undefined ? undefined : ideaWords(idea)

// --- what waits -----------------------------------------------------------

/** What becomes of a list when a command takes effect, for the commands that are shown at once. */
type Overlay<L> = {
  readonly [T in CommandType]?: (list: L, data: CommandData[T], each: Pending, held: Held) => L
}

/** A list as it will be when everything asked for has taken effect. */
function overlaid<L>(held: Held, overlay: Overlay<L>, list: L): L {
  return held.pending.reduce((shown, each) => {
    const { type, data } = each.command
    const show = overlay[type] as ((...args: unknown[]) => L) | undefined
    return show === undefined ? shown : show(shown, data, each, held)
  }, list)
}

function actor(held: Held, each: Pending): string | null {
  return each.actingFor ?? held.me
}

function changed<R extends { readonly id: string }>(
  list: R[],
  ids: readonly string[],
  fields: Partial<R>,
): R[] {
  return list.map((each) => (ids.includes(each.id) ? { ...each, ...fields, pending: true } : each))
}

const IDEAS: Overlay<IdeaRow[]> = {
  SubmitIdea: (ideas, { idea, stage, text }, each, held) =>
    each.group === held.place && goesOnBoard(held, idea, stage)
      ? [...ideas, { ...NEW_IDEA, id: idea, stage, text, at: each.askedAt, group: each.group }]
      : ideas,
  RecordCard: (ideas, { idea, stage, text }, each, held) =>
    each.group === held.place && goesOnBoard(held, idea, stage)
      ? [
          ...ideas,
          {
            ...NEW_IDEA,
            id: idea,
            stage,
            text,
            at: each.askedAt,
            group: each.group,
            on_card: true,
          },
        ]
      : ideas,
  RewordIdea: (ideas, { idea, text }) => changed(ideas, [idea], { text }),
  WithdrawIdea: (ideas, { idea }) => ideas.filter((each) => each.id !== idea),
  GroupIdeas: (ideas, { ideas: some, theme }) => changed(ideas, some, { theme }),
  SplitTheme: (ideas, { ideas: some, into }) => changed(ideas, some, { theme: into }),
  UngroupIdeas: (ideas, { ideas: some }) => changed(ideas, some, { theme: null }),
}

const NEW_IDEA = {
  theme: null,
  said_at: null,
  seq: Number.MAX_SAFE_INTEGER,
  words_seq: Number.MAX_SAFE_INTEGER,
  lang: null,
  redacted: false,
  needs: [],
  from_idea: null,
  from_group: null,
  pending: true,
} as const

/** Not where it is there already, is held, or stays with its author until it is revealed. */
function goesOnBoard({ board, mine }: Held, idea: string, stage: string): boolean {
  const terms = board.stages.get(stage)
  const staysPrivate = terms?.private === true && terms.revealed !== true
  const held = workshop(board)?.intake === 'held'
  return !staysPrivate && !held && !board.ideas.has(idea) && !mine.ideas.has(idea)
}

/** What becomes of one person's own ideas in a stage. */
function ownIdeas(stage: string, author: string): Overlay<MyIdeaRow[]> {
  return {
    SubmitIdea: (own, { idea: id, stage: where, text }, each, held) =>
      isNewOwn(held, each, id, author) && where === stage
        ? [
            ...own,
            { ...NEW_OWN_IDEA, id, stage, author, text, at: each.askedAt, group: each.group },
          ]
        : own,
    RewordIdea: (own, { idea, text }) => changed(own, [idea], { text }),
    WithdrawIdea: (own, { idea }) => changed(own, [idea], { withdrawn: true }),
    RestoreIdea: (own, { idea }) => changed(own, [idea], { withdrawn: false }),
  }
}

function isNewOwn(held: Held, each: Pending, id: string, author: string): boolean {
  return each.group === held.place && actor(held, each) === author && !held.mine.ideas.has(id)
}

const NEW_OWN_IDEA = {
  hidden: false,
  withdrawn: false,
  waiting: false,
  redacted: false,
  pending: true,
} as const

const THEMES: Overlay<ThemeRow[]> = {
  GroupIdeas: (list, { theme, title, stage }, { group }, { board, place }) =>
    group === place
      ? withTheme(list, { id: theme, title, group }, stage ?? workshop(board)?.live_stage)
      : list,
  SplitTheme: (list, { theme, into, title }) => {
    const whole = list.find((each) => each.id === theme)
    return whole === undefined
      ? list
      : withTheme(list, { id: into, title, group: whole.group }, whole.stage)
  },
  NameTheme: (list, { theme, title }) => changed(list, [theme], { title }),
}

/** Add the theme this would form, unless it stands already or has no title to stand under. */
function withTheme(
  list: ThemeRow[],
  { id, title = '', group }: { id: string; title: string | undefined; group: string | null },
  stage: string | null = null,
): ThemeRow[] {
  if (title === '' || list.some((each) => each.id === id)) return list
  return [...list, { ...NEW_THEME, id, title, stage, group }]
}

const NEW_THEME = {
  seq: Number.MAX_SAFE_INTEGER,
  split_from: null,
  redacted: false,
  from_theme: null,
  from_group: null,
  pending: true,
} as const

// --- rows -----------------------------------------------------------------

// A record lies under one id and is replaced when it changes, so a row can be kept as long as its
// record is.
const kept = new WeakMap<object, Row<object>>()

// The same for ideas with others beneath them, as long as all stay.
const gatheredRows = new WeakMap<IdeaRow, IdeaRow>()

// The same for options, as long as their words stay too.
const worded = new WeakMap<Row<OptionRecord>, OptionRow>()

function row<R extends object>(id: string, record: R): Row<R> {
  const known = kept.get(record)
  if (known !== undefined) return known as Row<R>
  const made = { ...record, id, pending: false }
  kept.set(record, made)
  return made
}

function rows<R extends object>(records: ReadonlyMap<string, R>): Row<R>[] {
  return Array.from(records, ([id, record]) => row(id, record))
}
