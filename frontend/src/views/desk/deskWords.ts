// What only the desk says: fetched with it, so that nobody else's page grows by it.

import type { Concern, Door, Intake, Interest, ReportState, Role, Shape } from '../../board/board'

import { count } from '../words'
import { lasts } from './lasts'

export const deskWords = {
  // What is not needed every minute, by what it is about.
  more: { arriving: 'Coming in', people: 'People and groups', workshop: 'The workshop' },
  tieOpen: 'A tie is left for you to settle, on record. Which comes first?',
  tieFirst: (text: string): string => `First: “${text}”`,
  tieSettled: 'The tie is settled. The votes are counted again with it.',
  room: 'The room',
  tidy: 'Tidy',
  tidyOf: (text: string): string => `Tidy “${text}”`,
  after: 'After the meeting: what is open, texts to send, tidying up',
  nextDoes: (closes: string, minutes: number, own: boolean): string =>
    [
      closes === '' ? '' : `This closes “${closes}”.`,
      minutes > 0 ? `${count(minutes, 'minute', 'minutes')} are planned.` : '',
      own ? 'Everybody writes on their own first.' : '',
    ]
      .filter((each) => each !== '')
      .join(' '),
  onTime: 'On time by the agenda',
  agendaBehind: (n: number): string => `${lasts(n)} behind the agenda`,
  agendaAhead: (n: number): string => `${lasts(n)} ahead of the agenda`,
  endsAt: (time: string): string => `At this pace the room is done at ${time}.`,

  secret: 'Secret: nobody sees who chose what',
  secretText:
    'You see who has voted, never how, and nobody can find out later. Where few vote, the result itself may tell.',

  pause: 'Pause and blank all screens',
  paused: 'Paused. Phones and the projector show only that; what people typed stays.',
  goOn: 'Go on',
  wentOn: 'The room goes on.',

  bring: (stage: string): string => `Bring everyone to “${stage}”`,
  brought: (stage: string): string => `Everyone is asked to look at “${stage}”.`,
  show: 'Show everyone this',
  showOf: (text: string): string => `Show everyone this: “${text}”`,
  shown: 'Everyone is shown it.',
  showing: 'Everyone is being shown something.',
  stopShowing: 'Stop showing it',
  stoppedShowing: 'It is no longer shown.',

  waits: 'Waiting for you',
  nothingWaits: 'Nothing waits for you.',
  hands: (n: number): string => `Hands up (${n})`,
  heardNow: 'Heard',
  heardOf: (name: string): string => `${name} was heard`,
  handDown: (name: string): string => `The hand of ${name} is down.`,
  waitOutside: (n: number): string => `Waiting to come in (${n})`,
  letIn: 'Let in',
  letInOf: (name: string): string => `Let in ${name}`,
  letAllIn: 'Let everybody in',
  letInDone: (n: number): string =>
    `${count(n, 'person is', 'people are')} let in. Taking it back lets them wait outside again; what they have seen, they have seen.`,
  turnAway: 'Turn away',
  turnAwayOf: (name: string): string => `Turn away ${name}`,
  heldIdeas: (n: number): string => `Ideas to read first (${n})`,
  heldHint: 'You do not see who wrote them.',
  letThrough: 'Let through',
  letThroughOf: (text: string): string => `Let through “${text}”`,
  letAllThrough: 'Let all through',
  letThroughDone: (n: number): string =>
    `${count(n, 'idea is', 'ideas are')} on the board. Taking it back takes ${n === 1 ? 'it' : 'them'} off again; who has read ${n === 1 ? 'it' : 'them'} has read ${n === 1 ? 'it' : 'them'}.`,
  turnDown: 'Turn down',
  turnDownOf: (text: string): string => `Turn down “${text}”`,
  turnedDown: 'The idea is turned down. Its author sees that it is off the board.',
  reports: (n: number): string => `Reports (${n})`,
  concerns: {
    safeguarding: 'Danger or harm',
    hurtful: 'Hurtful',
    private: 'Private matter',
    other: 'Something else',
  } satisfies Record<Concern, string>,
  reportBy: (name: string): string => `from ${name}`,
  reportAbout: (words: string): string => `About: “${words}”`,
  reportPerson: (name: string): string => `About: ${name}`,
  reportGone: 'About something that is not on the board any more.',
  reported: 'Reported',
  reportStates: { new: 'New', looking: 'Being looked at', done: 'Dealt with' } satisfies Record<
    ReportState,
    string
  >,
  reportState: 'What is being done about it',
  reportMarked: 'Who reported it sees that.',

  unheard: 'Not heard from yet',
  unheardAnonymous: 'This stage is without names, so nobody is listed here.',
  unheardLive:
    'The totals of this vote are seen as they come in, so nobody is listed here: it would tell how they voted.',
  unheardNothing: 'This stage asks nobody to write or vote.',
  unheardNobody: 'Everybody has been heard.',
  unheardCount: (n: number): string =>
    `${count(n, 'person has', 'people have')} not written or voted here yet.`,

  gates: 'Who comes in, what is shown',
  door: 'New people',
  doors: {
    open: 'Come straight in',
    lobby: 'Wait until I let them in',
    locked: 'Nobody new',
  } satisfies Record<Door, string>,
  doorSet: (how: string): string => `New people: ${how}.`,
  intake: 'New ideas',
  intakes: {
    open: 'Are shown at once',
    held: 'Wait until I let them through',
    locked: 'No new ideas',
  } satisfies Record<Intake, string>,
  intakeHint: 'While ideas wait, changed words wait too. Writers are told.',
  intakeSet: (how: string): string => `New ideas: ${how}.`,

  mute: 'Ask not to write for now',
  muted: (name: string): string =>
    `${name} cannot write for now, and is told so. They still read, vote and raise a hand.`,
  unmute: 'Let write again',
  unmuted: (name: string): string => `${name} can write again.`,
  isMuted: 'not writing for now',
  remove: 'Put out of the workshop',
  removeText: 'They are told kindly. What they gave stays. You can let them back in.',
  removeReason: 'Why (only facilitators read it)',
  removeBan: 'Keep this device out, also under another name',
  removeBanHint:
    'It holds on this browser. On another phone somebody can come in again: let new people wait, or make a new code.',
  removeNow: 'Put them out',
  removed: (name: string): string => `${name} is out.`,
  isRemoved: 'put out',
  isBanned: 'kept out',
  readmit: 'Let back in',
  readmitted: (name: string): string => `${name} can come back.`,
  person: (name: string): string => `More for ${name}`,
  interests: 'Declared interests',
  interestNames: {
    pecuniary: 'money',
    employment: 'work',
    potential_bidder: 'may bid',
    other: 'other',
  } satisfies Record<Interest, string>,
  interestAdd: 'Enter an interest',
  chooseInterest: 'Choose what it is',
  deskWorkGrant: 'Name for desk work: figures, plans and texts',
  deskWorkEnd: 'End their desk work',
  deskWorkGranted: (name: string): string => `${name} may do desk work now, also between sessions.`,
  deskWorkEnded: (name: string): string =>
    `${name} does no desk work any more. What they entered stays.`,
  interestAdded: 'The interest is entered.',
  interestBack: (what: string): string => `Take back: ${what}`,
  interestTaken: 'The interest is taken back.',

  hosts: 'Running it together',
  invite: 'Give somebody a link to help',
  inviteName: 'Their name',
  inviteRole: 'They come as',
  inviteNow: 'Make their link',
  invited: (name: string): string => `${name} has a seat.`,
  link: 'Show their link',
  linkHint:
    'It is theirs alone: whoever has it runs the workshop as them. Putting them out takes it back.',
  revoke: 'Take the link back',
  handOver: 'Hand over',
  handOverTo: 'Who runs it from now on',
  choosePerson: 'Choose a person',
  handOverThen: 'And you',
  handOverStay: {
    facilitator: 'stay a facilitator too',
    co_facilitator: 'stay as a co-facilitator',
    participant: 'stay as a participant',
  } satisfies Partial<Record<Role, string>>,
  handOverLeave: 'leave',
  handOverText: 'They get every right you have now. Only they can give it back to you.',
  handOverNow: 'Hand over now',
  handedOver: (name: string): string => `${name} runs the workshop.`,
  nobodyToHandTo: 'Nobody with a device is here to hand over to.',

  notes: 'Private notes',
  notesHint:
    'Only facilitators read them. They are part of the record, and can be disclosed to somebody who asks what is held about them.',
  note: 'A note',
  noteAdd: 'Keep it',
  noteAdded: 'The note is kept.',
  noteTaken: 'The note is taken away.',
  noteTake: 'Take away',
  noteTakeOf: (text: string): string => `Take away “${text}”`,

  about: 'Title and shape',
  title: 'Title',
  question: 'What the workshop asks',
  titleSaved: 'The title is changed.',
  shape: 'Shape',
  shapes: { quick: 'Quick meeting', half_day: 'Half day', full: 'Full programme' } satisfies Record<
    Shape,
    string
  >,
  shapeSet: (shape: string): string => `It is now: ${shape}. Nothing is lost by it.`,

  holdStage: 'Hold it after all',
  stageHeld: (title: string): string => `“${title}” is on the agenda again.`,
  timerLonger: (n: number): string => `${n} more minutes. Taking it back ends the timer sooner.`,
  revealAgain:
    'All ideas are shown. Taking it back hides them again; who has read them has read them.',
  revealBack: 'The ideas are their authors’ alone again. Who has read them has read them.',
  resultAgain:
    'The result is shown. Taking it back keeps it from now on; who has seen it has seen it.',
  setAsideBack:
    'The vote is set aside. Taking it back counts it again, closed, with the votes it had.',
  revealAsk: (n: number): string =>
    `${count(n, 'idea is', 'ideas are')} seen only by who wrote ${n === 1 ? 'it' : 'them'}. You can hide ${n === 1 ? 'it' : 'them'} again, but nobody can forget what they read.`,
  resultAsk:
    'Everybody sees it, also on the projector. You can keep it back again, but nobody can forget what they saw.',
  resultSure: 'Yes, show it now',
  recent: (n: number): string => `Recent acts (${n})`,
  takeBackOf: (what: string): string => `Take this back: ${what}`,

  takeOptionOff: 'Take a choice off',
  takeOptionOffHint: 'Only one that was added by mistake: as long as nobody has voted since.',
  takeOff: 'Take off',
  takeOffOf: (what: string): string => `Take off: ${what}`,
  optionOff: 'The choice is taken off.',
  organisationsUnused: 'Organisations nobody is entered under',
  organisationOff: (name: string): string => `${name} is off the list.`,

  bar: 'At hand',
  nextIs: (stage: string): string => `Next: ${stage}`,
  barPause: 'Pause all',
  barGoOn: 'Let all go on',
  barTimer: (minutes: number): string => `${count(minutes, 'minute', 'minutes')} on the timer`,
  barLonger: (minutes: number): string => `${minutes} min more`,
  barHands: (n: number): string => `${count(n, 'hand', 'hands')} up`,
  handFrom: (group: string): string => `in ${group}`,
  handAtTable: (table: string): string => `at table ${table}`,
  notSentYet: (sentence: string): string => `Not sent yet: ${sentence}`,
  lostTitle: 'The line is lost',
  lost: 'Go on by voice: nobody’s screen changes meanwhile. What you tap is kept and sent in its order once the line is back. On another device your facilitator link runs the room at once.',
  lostWaits: (n: number): string =>
    n === 0
      ? ''
      : `${n === 1 ? '1 thing you tapped waits' : `${n} things you tapped wait`}: tap nothing twice.`,

  throwAway: 'Throw this practice room away',

  voters: (n: number): string => `${count(n, 'person', 'people')} can vote`,
  needVoters: 'Choose at least one person who can vote.',

  only: 'Only facilitators see this',

  done: 'Just done',
  doneUndone: 'Taken back.',
}
