// Votes by every way of voting, as they are asked and as they were counted.
//
// The counts are those of the server's own algorithms (`tests/protocol/golden.py`), so that what is
// drawn here is what a room would be told.

import counted from '../../tests/protocol/frames/results.json'

import type {
  Method,
  ResultRecord,
  RoundRecord,
  SimpleMethod,
  Terms,
} from '../src/protocol/records'

import type { FakeRoom } from './fakeRoom'
import { addRound, id } from './fixtures'

export type RichMethod = Exclude<Method, SimpleMethod>

/** Every way of voting beyond the first three. */
export const RICH = Object.keys(counted) as readonly RichMethod[]

const PROJECTS: readonly [string, string, number][] = [
  ['minibus', 'A minibus after the late shift, for a year', 4_800_000],
  ['lamps', 'Light at the six upper stops', 1_200_000],
  ['drivers', 'Volunteer drivers, with fuel paid the same day', 900_000],
  ['texts', 'A text message when the bus is late', 350_000],
  ['shelter', 'A heated waiting room at the top stop', 2_600_000],
]

const PROPOSAL: readonly [string, string, number][] = [
  ['trial', 'Try a booked minibus after the late shift for six months, from May.', 0],
]

const THEMES: readonly [string, string, number][] = [
  ['shifts', 'Home after the late shift', 0],
  ['timetable', 'A timetable one can trust', 0],
  ['shared', 'Vehicles that stand still', 0],
  ['tickets', 'One simple ticket', 0],
]

const NO_QUORUM: Terms = { quorum: null }
const BUDGET: Terms = { ...NO_QUORUM, amount: 6_000_000, ballot: 'approval', support_at_least: 0 }

const TERMS: Readonly<Record<RichMethod, Terms>> = {
  temperature_check: {},
  simple_majority: { quorum: { parts: 1, whole: 2 } },
  absolute_majority: NO_QUORUM,
  super_majority: { ...NO_QUORUM, majority: { parts: 2, whole: 3 } },
  unanimity: { ...NO_QUORUM, abstain_fails: false },
  consensus: { ...NO_QUORUM, blocks_at_most: 0, stand_asides: { parts: 1, whole: 3 } },
  consent: NO_QUORUM,
  fist_to_five: { ...NO_QUORUM, fingers: 3, below_at_most: 0 },
  score: { ...NO_QUORUM, highest: 5, top: 2 },
  quadratic: { ...NO_QUORUM, credits: 100, top: 1 },
  ranked_irv: NO_QUORUM,
  condorcet: NO_QUORUM,
  schulze: NO_QUORUM,
  borda: { ...NO_QUORUM, top: 2 },
  stv: { ...NO_QUORUM, seats: 2 },
  budget_greedy: { ...BUDGET, misfit: 'skip' },
  budget_equal_shares: {
    ...BUDGET,
    satisfaction: 'cost',
    completion: 'add1_utilitarian',
    unit: 100,
  },
}

const isBudget = (method: RichMethod) => method.startsWith('budget')

function choices(method: RichMethod) {
  if (isBudget(method)) return PROJECTS
  return 'verdicts' in counted[method].explanation ? PROPOSAL : THEMES
}

function question(method: RichMethod): string {
  if (isBudget(method)) return 'What should the £60,000 pay for?'
  if (method === 'consent') return 'Can you live with this?'
  return 'verdicts' in counted[method].explanation
    ? 'Shall we do this?'
    : 'Which of these should we take forward first?'
}

/** Put a vote before the room; `terms` say what else it set, `marks` what oneself has marked. */
export function addVote(
  room: FakeRoom,
  method: RichMethod,
  terms: Terms = {},
  marks: Readonly<Record<string, number>> = {},
  fields: Partial<RoundRecord> = {},
): string {
  const key = addRound(room, 'approval', {
    question: question(method),
    terms: { ...TERMS[method], ...terms },
    ...(isBudget(method) && {
      tie: 'lower_cost',
      exclusions: [[id('minibus'), id('drivers')]],
      ring_fences: [
        {
          name: 'Small things',
          options: [id('texts'), id('lamps')],
          at_most: 1_300_000,
          at_least: 0,
        },
      ],
    }),
    ...fields,
  })
  room.patch('rounds', key, { method })
  room.board.options.clear()
  choices(method).forEach(([name, text, cost], index) => {
    room.put('options', `${key}.${id(name)}`, {
      round: key,
      option: id(name),
      source: 'text',
      text,
      seq: 301 + index,
      cost,
      needs: name === 'texts' ? [id('lamps')] : [],
      redacted: false,
    })
  })
  for (const voter of room.seats)
    if (room.mine.ballots.has(`${key}.${voter}`))
      room.putMine('ballots', `${key}.${voter}`, { round: key, voter, marks, counted: null })
  return key
}

/** Why people voted as they did in the vote on a proposal. */
export function addReasons(room: FakeRoom, round: string, mark: number): void {
  const said: readonly [string, string, string | null][] = [
    [
      'carys',
      'The last bus down is 22.05 and the driver cannot wait. Who comes off the late shift at ten past still walks.',
      'health',
    ],
    ['bilal', 'Six months is too short to see whether people change how they travel.', 'council'],
    ['dafydd', 'Nobody has said who pays when the minibus is in the garage.', null],
    ['esme', 'It should stop at the health centre as well.', 'transport'],
  ]
  said.forEach(([author, text, organisation], index) => {
    room.put('reasons', id(`why-${author}`), {
      round,
      option: id('trial'),
      mark,
      text,
      at: 0,
      seq: 320 + index,
      redacted: false,
      author: id(author),
      organisation: organisation === null ? null : id(organisation),
    })
  })
}

/** A counted vote that worries stop, in every state: open, answered, and before the others. */
export function addWorries(room: FakeRoom): string {
  const key = addCount(room, 'consent', { reasons: 'required' })
  addReasons(room, key, -1)
  const result = room.board.results.get(key)
  if (result !== undefined)
    room.put('results', key, { ...result, counts: { [id('trial')]: { consent: 27, object: 5 } } })
  const open = { answer: null, answered_in: null, answered_seq: null }
  for (const [reason] of room.board.reasons) room.patch('reasons', reason, open)
  room.patch('reasons', id('why-esme'), { answer: 'withdrawn', answered_seq: 350 })
  return key
}

/** The vote that asks about new words, which answer a worry. */
export function addNewWords(room: FakeRoom, earlier: string): string {
  const key = addRound(room, 'approval', {}, 'again')
  room.patch('rounds', key, {
    method: 'consent',
    question: 'Can you live with this?',
    terms: NO_QUORUM,
    reasons: 'required',
    rerun_of: earlier,
    opened_seq: 360,
  })
  for (const option of [...room.board.options.keys()])
    if (option.startsWith(`${key}.`)) room.board.options.delete(option)
  room.put('options', `${key}.${id('longer')}`, {
    round: key,
    option: id('longer'),
    source: 'text',
    text: 'Try a booked minibus after the late shift for a year, from May, and look at it together after six months.',
    seq: 361,
    cost: 0,
    needs: [],
    redacted: false,
    reworded_from: id('trial'),
  })
  const answered = { answer: 'integrated', answered_in: key, answered_seq: 362 } as const
  room.patch('reasons', id('why-bilal'), answered)
  return key
}

/** The vote of the others about a worry. */
export function addGoingOn(room: FakeRoom, worry: string): string {
  const key = addRound(room, 'approval', {}, 'others')
  room.patch('rounds', key, {
    method: 'simple_majority',
    question: 'Shall we go on with this, although this worry stands?',
    terms: NO_QUORUM,
    worry,
    opened_seq: 370,
  })
  for (const option of [...room.board.options.keys()])
    if (option.startsWith(`${key}.`)) room.board.options.delete(option)
  const trial = room.board.options.get(`${id('round')}.${id('trial')}`)
  if (trial !== undefined)
    room.put('options', `${key}.${id('trial')}`, { ...trial, round: key, seq: 371 })
  return key
}

/** A vote that is counted and shown. */
export function addCount(
  room: FakeRoom,
  method: RichMethod,
  fields: Partial<RoundRecord> = {},
): string {
  const closed = { open: false, closed_seq: 340, counted: true, tally_shown: true }
  const key = addVote(room, method, {}, {}, { ...closed, ...fields })
  const result = counted[method] as unknown as Pick<
    ResultRecord,
    'algorithm' | 'version' | 'counts' | 'ranking' | 'explanation'
  >
  const turnout = { device: 14, table: 9, helper: 5, paper: 3 }
  room.put('results', key, {
    ...result,
    what_ifs: [],
    first: 300,
    last: 340,
    roll: 42,
    cast: 31,
    turnout,
    seq: 341,
  })
  return key
}
