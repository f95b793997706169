// A workshop to look at: evening buses in an upland valley. Illustrative; nobody in it exists.

import type {
  BoardRecords,
  BreakoutRecord,
  ClosingRecord,
  IdeaRecord,
  SimpleMethod,
  Role,
  RoundRecord,
  StageKind,
  StageRecord,
  TallyShown,
} from '../src/protocol/records'

import { CHOICES, type Chosen } from './choices'
import { FakeRoom } from './fakeRoom'

export const NOW = Date.UTC(2026, 2, 12, 10, 42)
const MINUTE = 60_000

export const id = (name: string): string => name.padEnd(22, '_')

const PEOPLE: readonly [string, string, string | null, Role][] = [
  ['ann', 'Ann Hughes', null, 'participant'],
  ['bilal', 'Bilal Khan', 'council', 'participant'],
  ['carys', 'Carys Morgan', 'health', 'participant'],
  ['dafydd', 'Dafydd Rees', null, 'participant'],
  ['esme', 'Esme Clarke', 'transport', 'participant'],
  ['farah', 'Farah Ahmed', 'council', 'facilitator'],
  ['gwen', 'Gwen Pritchard', 'youth', 'table_helper'],
  ['hana', 'Hana Novak', null, 'commissioner'],
  ['ivor', 'Table 3, seat 4', null, 'participant'],
  ['june', 'June Ellis', null, 'participant'],
]

const ORGANISATIONS: readonly [string, string][] = [
  ['council', 'Calder Valley Council'],
  ['health', 'Upland Health Board'],
  ['transport', 'Valley Community Transport'],
  ['youth', 'Youth Forum'],
]

const STAGES: readonly [string, StageKind, string, string, number][] = [
  ['welcome', 'welcome', 'Welcome', '', 10],
  [
    'ideas',
    'ideas',
    'Ideas',
    'How could people get home after eight in the evening? Write every idea you have, one at a time.',
    15,
  ],
  ['themes', 'themes', 'Themes', 'Put ideas that belong together under one heading.', 15],
  ['vote', 'vote', 'Vote', 'What should we take forward first?', 10],
  ['close', 'close', 'Close', '', 5],
]

const IDEAS: readonly [string, string, string | null][] = [
  [
    'A minibus that leaves the hospital at the end of the late shift, booked by phone or at the desk.',
    'carys',
    'shifts',
  ],
  ['Keep the last 590 until ten on Fridays and Saturdays.', 'ann', 'timetable'],
  [
    'Let the school minibuses run in the evening. They stand still from four o’clock.',
    'dafydd',
    'shared',
  ],
  ['One ticket for bus and train.', 'esme', 'tickets'],
  [
    'A waiting room with light and a heater at the top stop. Nobody wants to stand there in January for twenty-five minutes, and that is the real reason why my mother stopped going to choir.',
    'ann',
    null,
  ],
  ['Volunteer drivers, with fuel paid the same day and not six weeks later.', 'bilal', 'shared'],
  ['Tell people when the bus is late. A text message is enough.', 'dafydd', 'timetable'],
  ['Taxi vouchers for carers.', 'june', 'shifts'],
  ['Tickets for carers at half price', 'carys', 'tickets'],
  [
    'Ask the two supermarkets to move the end of the late shift by ten minutes so that it meets the bus.',
    'esme',
    'shifts',
  ],
  ['Dim ond un tocyn ar gyfer y dyffryn cyfan.', 'dafydd', null],
  ['A bus stop by the clinic.', 'june', null],
]

export const THEMES: readonly [string, string][] = [
  ['shifts', 'Home after the late shift'],
  ['timetable', 'A timetable one can trust'],
  ['shared', 'Vehicles that stand still'],
  ['tickets', 'One simple ticket'],
]

export interface Options {
  readonly me?: string
  readonly role?: Role
  readonly stage?: string
  readonly ideas?: number
  readonly themes?: boolean
  readonly anonymous?: boolean
  readonly private?: boolean
}

export function stageRecord(kind: StageKind, fields: Partial<StageRecord> = {}): StageRecord {
  return {
    kind,
    title: kind,
    order: 0,
    open: false,
    until: null,
    timer_ends_at: null,
    closed_to_you: false,
    purpose: '',
    minutes: 10,
    anonymous: false,
    private: false,
    revealed: false,
    seen_by: 'public',
    skipped: false,
    opened_at: 0,
    closed_at: 0,
    ...fields,
  }
}

/** The workshop, in one of its stages and as somebody sees it. */
export function makeRoom(options: Options = {}): FakeRoom {
  const { me = 'ann', role = 'participant', stage = 'ideas', ideas = IDEAS.length } = options
  const room = new FakeRoom()
  room.clock = () => NOW
  room.state = 'live'
  room.me = id(me)
  room.role = role
  room.view = role === 'participant' ? 'partner' : role === 'observer' ? 'public' : 'facilitator'
  room.seats = [id(me)]
  room.here = 9
  for (const [key] of PEOPLE.slice(0, 8)) room.present.add(id(key))
  addWorkshop(room, stage)
  addStages(room, stage, options)
  addPeople(room, me, role)
  addIdeas(room, me, ideas, options)
  if (options.themes) addThemes(room)
  return room
}

/** A stage in which choices are compared, or their money looked at, with all there is to see. */
export function addChoices(
  room: FakeRoom,
  kind: 'choices' | 'money',
  chosen: Chosen = CHOICES,
): void {
  const like = room.board.stages.get(id('vote'))
  if (like)
    room.put('stages', id('choices'), {
      ...like,
      kind,
      title: kind === 'choices' ? 'Compare the choices' : 'Money',
      purpose: '',
      opened_at: NOW - 4 * MINUTE,
      seen_by: 'partner',
      open: true,
    })
  for (const [collection, records] of Object.entries(chosen))
    for (const [key, record] of Object.entries(records))
      room.put(collection as keyof BoardRecords, key, record as never)
}

function addWorkshop(room: FakeRoom, stage: string): void {
  room.put('workshop', 'workshop', {
    title: 'Getting home after eight',
    question: 'How could everybody in the valley get home after eight in the evening?',
    shape: 'quick',
    timezone: 'Europe/London',
    language: 'en',
    sensitive: false,
    place: '',
    area: '',
    lead: null,
    published: false,
    closed: false,
    paused_at: null,
    intake: 'open',
    live_stage: stage === 'none' ? null : id(stage),
    people: 42,
    breakout: null,
    practice: false,
    next_steps: '',
    exit_question: '',
    ...(room.view === 'facilitator' && { join_code: 'KXW4RF', door: 'open' as const }),
  })
}

function addStages(room: FakeRoom, live: string, options: Options): void {
  const at = STAGES.findIndex(([key]) => key === live)
  STAGES.forEach(([key, kind, title, purpose, minutes], order) => {
    const open = key === live
    const kept = key === 'ideas' && options.private === true
    const record = stageRecord(kind, {
      title,
      purpose,
      minutes,
      order,
      open,
      anonymous: key === 'ideas' && options.anonymous === true,
      private: kept,
      opened_at: order <= at ? NOW - (at - order) * 14 * MINUTE - 6 * MINUTE : 0,
      closed_at: order < at ? NOW - (at - order) * 14 * MINUTE : 0,
      timer_ends_at:
        open && key !== 'welcome' && key !== 'close' ? NOW + 8 * MINUTE + 32_000 : null,
    })
    const unrevealed = kept && room.view === 'facilitator' ? { unrevealed: 12 } : {}
    room.put('stages', id(key), { ...record, ...unrevealed })
  })
}

function addPeople(room: FakeRoom, me: string, role: Role): void {
  for (const [key, name] of ORGANISATIONS)
    room.put('organisations', id(key), { name, identifiers: [] })
  if (room.view === 'public') return
  for (const [key, name, organisation, theirs] of PEOPLE) {
    const device = key !== 'ivor' && key !== 'june'
    room.put('participants', id(key), {
      name,
      organisation: organisation === null ? null : id(organisation),
      role: key === me ? role : theirs,
      device,
      left: false,
      erased: false,
      desk_work: false,
      ...(room.view === 'facilitator' && {
        helper: device ? null : id('gwen'),
        interests: [],
        joined_at: NOW,
      }),
    })
  }
}

function addIdeas(room: FakeRoom, me: string, count: number, options: Options): void {
  const hidden = { hidden: false, withdrawn: false, waiting: false, redacted: false }
  IDEAS.slice(0, count).forEach(([text, author, theme], index) => {
    const key = id(`idea${index}`)
    const at = NOW - (20 - index) * MINUTE
    const own = { stage: id('ideas'), group: null, author: id(author), text, at, ...hidden }
    if (author === me) room.putMine('ideas', key, own)
    if (!options.private)
      room.put('ideas', key, ideaRecord(room, index, options, { text, author, theme, at }))
  })
}

function ideaRecord(
  room: FakeRoom,
  index: number,
  options: Options,
  { text, author, theme, at }: { text: string; author: string; theme: string | null; at: number },
): IdeaRecord {
  const organisation = PEOPLE.find(([key]) => key === author)?.[2] ?? null
  const named = options.anonymous
    ? {}
    : {
        organisation: organisation === null ? null : id(organisation),
        ...(room.view !== 'public' && { author: id(author) }),
      }
  return {
    stage: id('ideas'),
    text,
    theme: options.themes && theme !== null ? id(theme) : null,
    at,
    said_at: null,
    seq: 100 + index,
    words_seq: 100 + index,
    lang: 'en',
    redacted: false,
    group: null,
    needs: [],
    from_idea: null,
    from_group: null,
    ...named,
    ...(room.view === 'facilitator' && { hidden_reason: null }),
  }
}

function addThemes(room: FakeRoom): void {
  THEMES.forEach(([key, title], index) => {
    const terms = { stage: id('themes'), split_from: null, redacted: false }
    const board = { group: null, from_theme: null, from_group: null }
    room.put('themes', id(key), { title, seq: 200 + index, ...terms, ...board })
  })
}

const ROUND: RoundRecord = {
  stage: id('vote'),
  question: 'Which of these should we take forward first?',
  method: 'dots',
  open_roll: true,
  open_options: false,
  tally: 'at_close',
  dots: 5,
  dots_per_option: 2,
  terms: { quorum: null, top: 0 },
  tie: 'show_tie',
  reasons: 'none',
  electorate: 'participants',
  barring: [],
  proxies_at_most: 0,
  cast_by_chair: [],
  worry: null,
  ballots_missing: 0,
  exclusions: [],
  ring_fences: [],
  rerun_of: null,
  binding: false,
  secret: false,
  opened_at: NOW - 4 * MINUTE,
  opened_seq: 300,
  redacted: false,
  open: true,
  closed_seq: null,
  closed_at: 0,
  reopened: false,
  recount_reason: null,
  counted: false,
  tally_shown: false,
  void_reason: null,
  roll: 42,
  cast: 31,
  group: null,
}

/** Put a vote on the themes before the room; `fields` say how far it has come. */
export function addRound(
  room: FakeRoom,
  method: SimpleMethod,
  fields: Partial<RoundRecord> = {},
  name = 'round',
): string {
  const key = id(name)
  const dots = method === 'dots' ? {} : { dots: 0, dots_per_option: 0 }
  room.put('rounds', key, { ...ROUND, method, ...dots, ...fields })
  THEMES.forEach(([theme], index) => {
    const option = id(theme)
    const words = { round: key, option, source: 'theme' as const, text: '' }
    const shown = fields.tally_shown ? { counts: COUNTS[method][index] ?? {} } : {}
    room.put('options', `${key}.${option}`, {
      ...words,
      seq: 301 + index,
      cost: 0,
      needs: [],
      redacted: false,
      ...shown,
    })
  })
  if (room.role === 'participant' || room.role === 'table_helper') {
    for (const voter of room.seats) {
      room.putMine('ballots', `${key}.${voter}`, {
        round: key,
        voter,
        marks: {},
        counted: null,
      })
    }
  }
  return key
}

const COUNTS: Readonly<Record<SimpleMethod, readonly Readonly<Record<string, number>>[]>> = {
  dots: [
    { dots: 48, voters: 27 },
    { dots: 48, voters: 29 },
    { dots: 31, voters: 20 },
    { dots: 12, voters: 9 },
  ],
  agree: [
    { agree: 24, disagree: 3, pass: 4 },
    { agree: 19, disagree: 6, pass: 6 },
    { agree: 15, disagree: 14, pass: 2 },
    { agree: 9, disagree: 12, pass: 10 },
  ],
  approval: [{ approvals: 26 }, { approvals: 22 }, { approvals: 14 }, { approvals: 11 }],
}

const CLOSED = { open: false, closed_seq: 340, counted: true, tally_shown: true }

/** A vote that is counted and shown. */
export function addResult(
  room: FakeRoom,
  method: SimpleMethod,
  fields: Partial<RoundRecord> = {},
  name = 'round',
): string {
  const key = addRound(room, method, { ...CLOSED, ...fields }, name)
  if (fields.void_reason) return key
  const options = THEMES.map(([theme]) => id(theme))
  const counts = Object.fromEntries(options.map((each, at) => [each, COUNTS[method][at] ?? {}]))
  const [first = '', second = '', ...others] = options
  const alone = others.map((each) => [each])
  const ranking = method === 'dots' ? [[first, second], ...alone] : options.map((each) => [each])
  const range = { algorithm: method, version: 1, first: 300, last: 340 }
  const turnout = { device: 14, table: 9, helper: 5, paper: 3 }
  const explained = { turnout, explanation: {}, what_ifs: [], seq: 341 }
  room.put('results', key, { ...range, roll: 42, cast: 31, counts, ranking, ...explained })
  return key
}

export function addDecision(room: FakeRoom, round: string | null = null): void {
  room.put('decisions', id('decision'), {
    text: 'We ask the council to try a booked minibus after the late shift for six months, from May.',
    reasons: 'It helps most people soonest, and the vehicles are there.',
    round,
    options: [],
    at: NOW,
    seq: 350,
    withdrawn_reason: null,
    redacted: false,
  })
}

/** What is said and asked at the end, with what the person at hand gave. */
export function addClosing(room: FakeRoom, given: Partial<ClosingRecord> = {}): void {
  room.patch('workshop', 'workshop', {
    next_steps:
      'The council reads this on 14 April. You hear by the end of April what comes of it.\nAsk us anything at the town hall, first floor.',
    exit_question: 'What should we do differently next time?',
  })
  if (Object.keys(given).length === 0) return
  const none = { answer: null, contact: null, link_at: null, link_by: null, link_expires_at: null }
  const question = 'What should we do differently next time?'
  room.putMine('closing', room.me ?? '', { question, ...none, ...given })
}

/** Let two say what comes of a theme or a decision: one does it, one does not. */
export function addResponses(room: FakeRoom, about: string): void {
  const given = { about: 'decision', id: about, at: NOW, redacted: false } as const
  room.put('responses', id('doing'), {
    ...given,
    organisation: id('transport'),
    stance: 'doing',
    why: 'Two minibuses are free in the evening from May.',
    post: 'Operations manager',
    by_when: 'by 1 May',
    seq: 401,
  })
  room.put('responses', id('not'), {
    ...given,
    organisation: id('health'),
    stance: 'not_doing',
    why: 'The end of the late shift is set by the ward rota until autumn.',
    post: '',
    by_when: '',
    seq: 402,
  })
}

export const tally = (shown: TallyShown): Partial<RoundRecord> => ({ tally: shown })

export const CONFIG = {
  page: 'room' as const,
  workshop: 'w'.repeat(22),
  title: 'Getting home after eight',
  me: id('ann'),
  roomUrl: '#room',
  replayUrl: '#replay',
  mineUrl: '#mine',
  outputs: [
    { title: 'One-page summary (PDF)', href: '#summary' },
    { title: 'Everything as a spreadsheet', href: '#sheet' },
  ],
  lang: 'en',
}

export const INVITATION = {
  joinCode: 'KXW4RF',
  joinUrl: 'https://codesign.example/join?code=KXW4RF',
  joinAddress: 'https://codesign.example/join',
  newCodeUrl: '#code',
  displayUrl: '#display',
  afterUrl: '#after',
  sheetUrl: '#sheet',
}

/** Let the room part into Blue, where these people are, and Green, where the others are. */
export function addGroups(
  room: FakeRoom,
  blue: readonly string[],
  fields: Partial<BreakoutRecord> = {},
): { blue: string; green: string } {
  const members = blue.map(id)
  const others = [...room.board.participants]
    .filter(([key, each]) => !members.includes(key) && each.role !== 'facilitator')
    .map(([key]) => key)
  room.put('breakouts', id('breakout'), {
    stage: room.board.workshop.get('workshop')?.live_stage ?? '',
    number: 1,
    prompt: 'What would help people who work late?',
    minutes: 15,
    choosing: false,
    open: true,
    boards_open: false,
    opened_at: NOW - 5 * MINUTE,
    closed_at: 0,
    ends_at: NOW + 10 * MINUTE,
    back_at: null,
    message: '',
    message_at: 0,
    ...fields,
  })
  const group = {
    breakout: id('breakout'),
    number: 1,
    prompt: 'What would help people who work late?',
  }
  const time = {
    ends_at: fields.open === false ? null : NOW + 10 * MINUTE,
    reporter: members[0] ?? null,
  }
  room.put('groups', id('blue'), {
    ...group,
    ...time,
    order: 0,
    name: 'Blue',
    place: 'By the stove',
    members,
  })
  room.put('groups', id('green'), {
    ...group,
    ...time,
    order: 1,
    name: 'Green',
    place: '',
    members: others,
    reporter: null,
  })
  room.patch('workshop', 'workshop', { breakout: id('breakout') })
  return { blue: id('blue'), green: id('green') }
}

/** Let Blue report an idea back: it goes to its board, and a copy to everyone's. */
export function addReport(room: FakeRoom, name: string, seq = 360): number {
  const copy = id(`${name}copy`)
  room.patch('ideas', id(name), { group: id('blue') })
  const original = room.board.ideas.get(id(name))
  if (original === undefined) throw new Error(`there is no ${name}`)
  const origin = { from_idea: id(name), from_group: id('blue') }
  room.put('ideas', copy, { ...original, ...origin, group: null, theme: null, seq })
  room.put('report_backs', id('report'), {
    group: id('blue'),
    ideas: [copy],
    themes: [],
    at: NOW,
    seq,
  })
  return seq
}
