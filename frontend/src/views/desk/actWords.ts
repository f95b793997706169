// What was done at the desk, in words: who did what, and what taking it back cannot undo.

import type { Board } from '../../board/board'
import type { ActRecord } from '../../protocol/records'

import { nameOf } from '../people'
import { themeActWords } from '../themeBoard/themeActWords'
import { count, words } from '../words'

import { deskWords } from './deskWords'

const short = (text: string | undefined): string =>
  text === undefined || text === '' ? '' : ` “${text.slice(0, 60)}”`

type Told = (board: Board, act: ActRecord) => string

const stage: Told = (board, act) => short(board.stages.get(act.about)?.title ?? '')
const idea: Told = (board, act) => short(board.ideas.get(act.about)?.text)
const round: Told = (board, act) => short(board.rounds.get(act.about)?.question)
const person: Told = (board, act) => nameOf(board, act.about)
const people: Told = (board, act) =>
  act.things > 1 ? count(act.things, 'person', 'people') : person(board, act)
const decision: Told = (board, act) => short(board.decisions.get(act.about)?.text)
const organisation: Told = (board, act) => board.organisations.get(act.about)?.name ?? ''

const entryKinds: Readonly<Record<string, string>> = {
  need: 'a need',
  evidence: 'a piece of evidence',
  persona: 'an invented person',
  journey_step: 'a step of a journey',
  asset: 'an asset',
  barrier: 'a barrier',
  spend_line: 'an amount',
  milestone: 'a milestone',
  risk: 'a risk',
}

function ofThemes(): Readonly<Record<string, Told>> {
  const title = (board: Board, act: ActRecord) =>
    (board.themes.get(act.about)?.title ?? '').slice(0, 60)
  return Object.fromEntries(
    Object.entries(themeActWords).map(([name, words]) => [
      name,
      (board: Board, act: ActRecord) => words(title(board, act), act.things),
    ]),
  )
}

/** What somebody did, after their name: “Ann paused all screens”. */
const ACTS: Readonly<Record<string, Told>> = {
  WorkshopRetitled: () => 'changed the title',
  ShapeChanged: () => 'changed the shape',
  RecordingPublished: () => 'published the recording',
  RecordingUnpublished: () => 'stopped publishing the recording',
  WorkshopClosed: () => 'closed the workshop',
  WorkshopReopened: () => 'opened the workshop again',
  StageAdded: (board, act) => `added the stage${stage(board, act)}`,
  StageSkipped: (board, act) => `took${stage(board, act)} off the agenda`,
  StageRestored: (board, act) => `put${stage(board, act)} back on the agenda`,
  StageRevised: (board, act) => `changed the stage${stage(board, act)}`,
  StageMoved: (board, act) => `moved the stage${stage(board, act)}`,
  StageOpened: (board, act) => `opened${stage(board, act)}`,
  StageClosed: (board, act) => `closed${stage(board, act)}`,
  StageExtended: (board, act) => `gave${stage(board, act)} more time`,
  StageShortened: (board, act) => `took time off${stage(board, act)}`,
  TimerStarted: () => 'started the timer',
  TimerStopped: () => 'stopped the timer',
  RoomPaused: () => 'paused all screens',
  RoomResumed: () => 'let the room go on',
  DoorChanged: (_, act) => `set new people: ${said(deskWords.doors, act.value)}`,
  IntakeChanged: (_, act) => `set new ideas: ${said(deskWords.intakes, act.value)}`,
  SpotlightTurned: (_, act) =>
    act.value === '' ? 'stopped showing something' : 'showed everyone something',
  DisplayDirected: () => 'told the room display what to show',
  HandRaised: (board, act) => `put the hand of ${person(board, act)} up`,
  HandLowered: (board, act) => `took the hand of ${person(board, act)} down`,
  NoteWritten: () => 'wrote a note',
  NoteWithdrawn: () => 'took a note away',
  OrganisationAdded: (board, act) => `added ${organisation(board, act)}`,
  OrganisationRemoved: () => 'took an organisation off the list',
  ParticipantListed: (_, act) => `put ${count(act.things, 'person', 'people')} on the door list`,
  ParticipantJoined: (board, act) => `added ${people(board, act)}`,
  ParticipantLeft: (board, act) => `noted that ${person(board, act)} left`,
  ParticipantReturned: (board, act) => `noted that ${person(board, act)} is back`,
  ParticipantAdmitted: (board, act) => `let ${people(board, act)} in`,
  AdmissionWithdrawn: (board, act) => `let ${people(board, act)} wait outside again`,
  ParticipantMuted: (board, act) => `asked ${person(board, act)} not to write`,
  ParticipantUnmuted: (board, act) => `let ${person(board, act)} write again`,
  ParticipantRemoved: (board, act) => `put ${person(board, act)} out`,
  ParticipantReadmitted: (board, act) => `let ${person(board, act)} back in`,
  RoleChanged: (board, act) => `made ${person(board, act)} ${said(words.roles, act.value)}`,
  OrganisationChosen: (board, act) => `changed whom ${person(board, act)} speaks for`,
  HelperAssigned: (board, act) => `changed who types for ${person(board, act)}`,
  InterestDeclared: (board, act) => `entered an interest of ${person(board, act)}`,
  InterestWithdrawn: (board, act) => `took back an interest of ${person(board, act)}`,
  MandateGiven: (board, act) => `named who speaks for ${organisation(board, act)}`,
  MandateWithdrawn: (board, act) => `let nobody speak for ${organisation(board, act)}`,
  InterestDispensed: (board, act) => `let ${person(board, act)} vote all the same`,
  DispensationWithdrawn: (board, act) => `kept ${person(board, act)} out of votes again`,
  AreaAdded: () => 'added an area',
  AreaRemoved: () => 'took an area off the list',
  AreaChosen: (board, act) => `entered the area of ${person(board, act)}`,
  ProxyNamed: (board, act) => `named who votes in the place of ${person(board, act)}`,
  ProxyWithdrawn: (board, act) => `let nobody vote in the place of ${person(board, act)}`,
  ParticipantSeated: (board, act) => `changed the table of ${person(board, act)}`,
  DeviceChanged: (board, act) => `changed whether ${person(board, act)} has a device`,
  EntryWithdrawn: (_, act) => `took ${entryKinds[act.value] ?? 'something'} off the board`,
  EntryRestored: (_, act) => `put ${entryKinds[act.value] ?? 'something'} back on the board`,
  DeskWorkGranted: (board, act) => `named ${person(board, act)} for desk work`,
  DeskWorkEnded: (board, act) => `ended the desk work of ${person(board, act)}`,
  IdeaHidden: (board, act) => `hid the idea${idea(board, act)}`,
  IdeaRestored: (board, act) => `put the idea${idea(board, act)} back`,
  IdeasRevealed: () => 'showed everybody’s ideas',
  IdeasConcealed: () => 'hid everybody’s ideas again',
  IdeasLetThrough: () => 'let ideas through',
  IdeasHeldBack: () => 'held ideas back',
  ...ofThemes(),
  BreakoutPlanned: () => 'planned groups',
  BreakoutCancelled: () => 'dropped the plan for groups',
  GroupPlanned: () => 'planned groups',
  GroupDropped: () => 'changed the plan for groups',
  PeopleAssigned: () => 'put people into groups',
  BreakoutOpened: () => 'let the groups meet',
  BreakoutCalledBack: () => 'called the groups back',
  BreakoutClosed: () => 'brought everybody back from the groups',
  GroupTimerStarted: () => 'gave the groups time',
  GroupTimerStopped: () => 'stopped a timer of the groups',
  BoardsOpened: () => 'opened the boards of the groups',
  BoardsClosed: () => 'closed the boards of the groups',
  ReporterNamed: () => 'changed who reports back',
  GroupsTold: () => 'sent the groups a message',
  ReportedBack: () => 'brought back what a group chose',
  RoundOpened: (board, act) => `opened the vote${round(board, act)}`,
  RoundClosed: (board, act) => `closed the vote${round(board, act)}`,
  RoundVoided: (board, act) => `set the vote${round(board, act)} aside`,
  RoundRestored: (board, act) => `let the vote${round(board, act)} count again`,
  ResultRevealed: (board, act) => `showed the result of${round(board, act)}`,
  ResultConcealed: (board, act) => `kept back the result of${round(board, act)}`,
  WhatIfShown: (board, act) => `showed everyone a “what if” of${round(board, act)}`,
  WhatIfHidden: (board, act) => `took a “what if” of${round(board, act)} off the screens`,
  CountReopened: (board, act) => `opened the count of${round(board, act)} again`,
  OptionAdded: (board, act) => `added a choice to${round(board, act)}`,
  OptionWithdrawn: (board, act) => `took a choice off${round(board, act)}`,
  TotalsRecorded: (board, act) => `entered a count for${round(board, act)}`,
  DecisionRecorded: (board, act) => `wrote down the decision${decision(board, act)}`,
  DecisionWithdrawn: (board, act) => `took back the decision${decision(board, act)}`,
}

/** What taking it back does not do, where people have seen or been told something meanwhile. */
const BACK: Readonly<Record<string, string>> = {
  ParticipantListed: 'Taking it back takes them off again and destroys what was entered.',
  ParticipantAdmitted: 'Taking it back lets them wait outside again. What they saw, they saw.',
  IdeasRevealed: 'Taking it back hides them again. Who has read them has read them.',
  IdeasLetThrough: 'Taking it back takes them off the board. Who has read them has read them.',
  ResultRevealed: 'Taking it back keeps it from now on. Who has seen it has seen it.',
  WhatIfShown: 'Taking it back takes it off the screens. Who has seen it has seen it.',
  RecordingPublished: 'Taking it back closes the link. Who has watched it has watched it.',
  BoardsOpened: 'Taking it back closes them. Who has looked has looked.',
  GroupsTold: 'Taking it back takes the message down. Who has read it has read it.',
  SpotlightTurned: 'Taking it back stops the showing. Who has seen it has seen it.',
  StageOpened: 'Taking it back goes to the stage before. What was written stays.',
  RoundOpened: 'Taking it back sets the vote aside, with the votes it has.',
  RoundClosed: 'Taking it back asks the same again, from no votes.',
  RoundVoided: 'Taking it back counts it again, closed, with the votes it had.',
  DecisionRecorded: 'Taking it back strikes it through, on record.',
  ParticipantRemoved: 'Taking it back lets them come in again by themselves.',
  StageExtended: 'Taking it back ends the timer sooner.',
}

/** Say who did what. */
export function told(board: Board, act: ActRecord, me: string | null): string {
  const who = act.by === me ? 'You' : nameOf(board, act.by)
  return `${who} ${ACTS[act.act]?.(board, act) ?? 'did something'}.`
}

/** Say what taking an act back does not undo, or nothing. */
export function backMeans(act: ActRecord): string {
  return act.act === 'SpotlightTurned' && act.value === '' ? '' : (BACK[act.act] ?? '')
}

function said(all: Readonly<Record<string, string>>, value: string): string {
  return (all[value] ?? value).toLowerCase()
}
