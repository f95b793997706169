// What the desk says about the door list, and about votes counted by hand and on paper. Fetched with
// the desk, so that a phone does not carry it.

import type { Counted, Method } from '../../board/board'

import type { Problem } from '../desk/doorList'

import { count } from '../words'

export const paperWords = {
  doorList: 'Door list',
  here: (came: number, listed: number, room: number): string =>
    `${came} of ${listed} on the list have come. ${count(room, 'person is', 'people are')} in the room.`,
  nobody: 'Nobody is on the list yet. Paste it below, one person a line.',
  find: 'Who is at the door?',
  findHint: 'Type a few letters. Enter ticks the person when only one is left.',
  noOne: 'Nobody on the list is called that.',
  came: (name: string): string => `${name} has come`,
  cameTold: 'Has come',
  backAgain: (name: string): string => `${name} is back`,
  noPhone: 'Here, no phone',
  withPhone: 'Here, has a phone',
  noPhoneFor: (name: string): string => `${name}: here, no phone`,
  withPhoneFor: (name: string): string => `${name}: here, has a phone`,
  unlist: (name: string): string => `Take ${name} off the list`,
  unlisted: (name: string): string => `${name} is off the list, and the name is destroyed`,
  table: (table: string): string => `Table ${table}`,
  paste: 'Add people',
  pasteLabel: 'One person a line: name, organisation, table, area',
  pasteHint: 'All but the name can be left out. A list copied from a spreadsheet works as it is.',
  pasteSees: 'Only those who run this workshop or help in it can see the list',
  put: (n: number): string => `Put ${count(n, 'person', 'people')} on the list`,
  listed: (n: number): string => `${count(n, 'person is', 'people are')} on the list now`,
  newOrganisations: (names: readonly string[]): string =>
    `These are not in the workshop yet and will be added: ${names.join(', ')}.`,
  newAreas: (names: readonly string[]): string =>
    `These areas are not on the list yet and will be added: ${names.join(', ')}.`,
  problems: 'Nothing was added. Mend these lines first:',
  problem: {
    name: (line: number): string => `Line ${line} has no name.`,
    columns: (line: number): string =>
      `Line ${line} has more than a name, an organisation, a table and an area.`,
    long: (line: number): string => `Line ${line} is longer than fits.`,
    twice: (line: number): string => `Line ${line} is the same as one above it.`,
  } satisfies Record<Problem['why'], (line: number) => string>,

  print: 'Sheets to print',
  code: 'Code on a sheet',
  codeGo: 'Go to its form',
  codeHint: 'Or point a camera at the square on the sheet.',
  cards: 'Idea cards',
  whichStage: 'Written in which stage?',
  signed: 'Name on the card',
  unsigned: 'No name on it',
  unsignedHint:
    'It is shown as “on a card”. That you typed it is on record; you are not its author.',
  signedHint: 'It is this person’s idea. That you typed it is on record too.',
  unsignedSees: 'Whoever can read the ideas of this stage can read this, without a name',
  onTheCard: 'What is on the card',
  addCard: 'Add this card',
  cardTaken: 'The card is added.',
  cardTakenFor: (name: string): string => `The card of ${name} is added.`,
  sheets: 'Votes on paper, and hands',
  whichVote: 'Which vote?',
  isCounted: 'counted',
  noVote: 'No vote has been opened yet.',
  reopenFirst:
    'This vote is counted. Open the count again below, with a reason, to add late paper.',
  askToReopen: 'This vote is counted. Ask the facilitator to open the count again for late paper.',
  oneSheet: 'One voting sheet',
  number: 'Number on the sheet',
  numberHint: 'So that no sheet is counted twice. Leave it empty where there is none.',
  sheetOf: 'Name on the sheet',
  chooseName: 'Choose a name',
  badNumber: 'The number on a sheet is between 1 and 9999. Look at it again.',
  typedAlready: (n: number): string =>
    `Sheet ${n} has been typed in already. Look at the number again, or correct that one below.`,
  nameNeeded: 'In this vote people count by name only. Choose whose sheet it is.',
  blank: 'Nothing is marked. A blank sheet is not counted.',
  overDots: 'Those are more dots than one person has. Count them again.',
  recordSheet: 'Record this sheet',
  recordSheetOf: (name: string): string => `Record the sheet of ${name}`,
  sheetTaken: (n: number, name: string): string =>
    `The sheet ${n === 0 ? '' : `${n} `}${name === '' ? '' : `of ${name} `}is recorded.`,
  sheet: (n: number): string => `Sheet ${n}`,
  confirmAll: (n: number): string => `I have checked these ${n}: confirm them`,
  countVotes: 'Count hands or a table',
  late: 'Add a late count',
  how: 'What was counted?',
  hows: {
    hands: 'A show of hands',
    table: 'The sheet of a table',
    paper: 'Votes on paper',
  } satisfies Record<Counted, string>,
  whichTable: 'Which table?',
  whom: 'Whom does this count?',
  everybody: 'Everybody who has not voted yet',
  atTable: 'Those at this table without a phone who have not voted yet',
  unnamed: 'People who are not on the list',
  whomHint: 'Nobody counts twice: whoever is counted here cannot vote on a phone as well.',
  people: 'How many people are that?',
  voted: 'How many of them voted?',
  figures: {
    agree: 'For',
    disagree: 'Against',
    pass: 'Neither',
    dots: 'Dots',
    approvals: 'In favour',
  },
  mostDots: (dots: number, each: number): string =>
    `Each person has ${count(dots, 'dot', 'dots')}, at most ${each} on one.`,
  binds: 'This vote binds: a second person has to confirm the count before it is closed.',
  whole: 'Write whole numbers, 0 or more.',
  tooMany: 'That is more than so many people could give. Count again.',
  tooFew: 'Fewer marks than people who voted. Count again.',
  overPeople: 'More people voted than there are. Look at both numbers.',
  record: 'Record this count',
  recorded: 'The count is recorded',
  correct: 'Correct it',
  counts: 'Counted by hand',
  counted: (how: Counted, table: string, cast: number, people: number): string =>
    `${paperWords.hows[how]}${table === '' ? '' : ` (${table})`}: ${cast} of ${people} voted`,
  by: (name: string): string => `Counted by ${name}.`,
  confirmedBy: (name: string): string => `Confirmed by ${name}.`,
  waits: 'Waits for a second person.',
  confirm: 'I have checked it: confirm',
  confirmed: 'The count is confirmed',
  back: 'Take it back',
  backReason: 'Why is this count taken back?',
  wentBack: 'The count is taken back',
  reopen: 'Open the count again for late paper',
  reopenReason: 'Why is it counted again?',
  reopenText:
    'The result is taken down until you close the count again. Phones cannot vote; only paper from that time can be added.',
  reopened: 'The count is open for late paper',
  closeAgain: 'Close and count again',
  bindLabel: 'This vote binds: people count only by name, and hands need a second person',
}

/** The figures one writes down in a vote of this kind. */
export function figuresOf(method: Method): readonly (keyof typeof paperWords.figures)[] {
  if (method === 'agree') return ['agree', 'disagree', 'pass']
  if (method === 'dots') return ['dots']
  return method === 'approval' ? ['approvals'] : []
}
