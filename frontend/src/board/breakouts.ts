// What views ask of the board about breakouts, and what a person may ask for in one.
//
// What only the desk asks for is in views/desk, which phones do not fetch.

import type { Command, CommandData } from '../protocol/commands'
import type { BreakoutRecord, GroupRecord, ReportBackRecord } from '../protocol/records'

import { mint } from './ids'
import { shownIdeas, themes, workshop, type Held, type IdeaRow, type ThemeRow } from './select'
import type { Board } from './board'

export type Breakout = BreakoutRecord & { readonly id: string }
export type Group = GroupRecord & { readonly id: string }

/** The breakout people are in, or came back from to report. */
export function breakoutNow(board: Board): Breakout | undefined {
  const id = workshop(board)?.breakout ?? ''
  const record = board.breakouts.get(id)
  return record === undefined ? undefined : { ...record, id }
}

/** The groups of a breakout, in their order. */
export function groupsOf(board: Board, breakout: string): Group[] {
  return Array.from(board.groups, ([id, record]) => ({ ...record, id }))
    .filter((each) => each.breakout === breakout)
    .sort((one, other) => one.order - other.order)
}

/** The group a person is in now. */
export function groupOf(board: Board, person: string | null): Group | undefined {
  const now = breakoutNow(board)
  if (now === undefined || person === null) return undefined
  return groupsOf(board, now.id).find((each) => each.members?.includes(person))
}

/** The groups whose boards a person may look at: their own, and all while these are open. */
export function boardsOpenTo(board: Board, person: string | null): Group[] {
  const now = breakoutNow(board)
  if (now === undefined) return []
  const groups = groupsOf(board, now.id)
  return now.boards_open ? groups : groups.filter((each) => each.members?.includes(person ?? ''))
}

/** The group at whose board a person writes: theirs, while it meets. */
export function meetingOf(board: Board, person: string | null): string | null {
  return breakoutNow(board)?.open === true ? (groupOf(board, person)?.id ?? null) : null
}

/** What is on a group's board. */
export function boardOfGroup(held: Held, group: string): { ideas: IdeaRow[]; themes: ThemeRow[] } {
  const there = { ...heldOf(held), place: group }
  return { ideas: shownIdeas(there), themes: themes(there) }
}

/** The report that was brought in a version. */
export function reportIn(board: Board, seq: number): ReportBackRecord | undefined {
  return [...board.report_backs.values()].find((each) => each.seq === seq)
}

/** The ids on a group's board that a report has brought to everybody's. */
export function reported(board: Board): Set<string> {
  const copies = [
    ...Array.from(board.ideas.values(), (each) => each.from_idea),
    ...Array.from(board.themes.values(), (each) => each.from_theme),
  ]
  return new Set(copies.filter((each) => each !== null))
}

// A scene's fields are getters, which a spread would lose.
function heldOf({ board, mine, pending, me }: Held): Omit<Held, 'place'> {
  return { board, mine, pending, me }
}

// --- what may be asked --------------------------------------------------------

export const chooseGroup = (group: string): Command<'ChooseGroup'> => ({
  type: 'ChooseGroup',
  data: { group },
})

export const nameReporter = (
  group: string,
  participant: string | null,
): Command<'NameReporter'> => ({ type: 'NameReporter', data: { group, participant } })

/** Bring these ideas and themes of a group to everybody's board. */
export const reportBack = (
  group: string,
  ideas: readonly string[],
  themes: readonly string[],
): Command<'ReportBack'> => ({
  type: 'ReportBack',
  data: {
    report_back: mint(),
    group,
    ideas: ideas.map((of) => ({ of, idea: mint() })),
    themes: themes.map((of) => ({ of, theme: mint() })),
  },
})

export const withdrawReportBack = (report_back: string): Command<'WithdrawReportBack'> => ({
  type: 'WithdrawReportBack',
  data: { report_back },
})

// What is made at a board, and so says at whose (C11).
const MADE_AT_A_BOARD: ReadonlySet<keyof CommandData> = new Set([
  'SubmitIdea',
  'RecordCard',
  'GroupIdeas',
  'OpenRound',
])

/** The group a command names: only what is made at a board says at whose. */
export const boardFor = (command: Command, place: string | null): string | null =>
  MADE_AT_A_BOARD.has(command.type) ? place : null
