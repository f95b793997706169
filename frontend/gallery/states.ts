// Every state the gallery shows, by name: a room and the page it is shown on.

import type { DisplayRecord } from '../src/board/board'
import type { BoardRecords } from '../src/protocol/records'
import type { Findings } from '../src/sync/findings'
import type { PageConfig } from '../src/views/config'

import { CHOICES, type Chosen } from './choices'
import type { FakeRoom } from './fakeRoom'
import { ALL, ANONYMOUS, findingsAt, HEARD, heardAt, SUPPOSED, TOO_SMALL } from './findings'
import {
  addChoices,
  addClosing,
  addDecision,
  addGroups,
  addReport,
  addResponses,
  addResult,
  addRound,
  CONFIG,
  id,
  INVITATION,
  makeRoom,
  NOW,
} from './fixtures'
import { addNeeds, addPlan, addSpending } from './known'
import { addAgreement, addRedesign, inStage } from './redesigns'
import { DECIDED, lineageAt } from './lineage'
import { square } from './square'
import {
  addCount,
  addGoingOn,
  addNewWords,
  addReasons,
  addVote,
  addWorries,
  RICH,
  type RichMethod,
} from './votes'

export interface State {
  readonly room: FakeRoom
  readonly config: PageConfig
  /** What is pressed once it is shown: the words on a button. */
  readonly press?: string
}

const room = (made: FakeRoom): State => ({ room: made, config: CONFIG })

function desk(made: FakeRoom): State {
  return { room: made, config: { ...CONFIG, ...INVITATION, qrSvg: square() } }
}

function display(made: FakeRoom): State {
  return { room: made, config: { ...CONFIG, ...INVITATION, page: 'display', qrSvg: square() } }
}

function helper(): FakeRoom {
  const made = makeRoom({ me: 'gwen', role: 'table_helper' })
  made.view = 'facilitator'
  made.seats = [id('gwen'), id('ivor'), id('june')]
  return made
}

function choosing(
  kind: 'choices' | 'money',
  role: 'participant' | 'facilitator' = 'participant',
  chosen: Chosen = CHOICES,
) {
  const made = makeRoom({ me: role === 'participant' ? 'ann' : 'farah', role, stage: 'choices' })
  addChoices(made, kind, chosen)
  return made
}

/** A redesign with changes and worries, and one that somebody who speaks for it has yet to sign. */
function redesigning(
  kind: 'redesign' | 'agree',
  role: 'participant' | 'facilitator' = 'participant',
): FakeRoom {
  const made = makeRoom({ me: role === 'participant' ? 'carys' : 'farah', role, stage: 'ideas' })
  inStage(made, kind)
  addRedesign(made)
  addAgreement(
    made,
    'Not agreed yet: 1 worry is open; and Valley Community Transport has not said where it stands.',
  )
  const health = made.board.organisations.get(id('health'))
  if (health) made.put('organisations', id('health'), { ...health, voice: id('carys') })
  return made
}

/** A stage of needs, money or the plan, filled so. */
function working(
  kind: 'needs' | 'money' | 'plan',
  fill: (made: FakeRoom) => void,
  role: 'participant' | 'facilitator' = 'participant',
): State {
  const made = makeRoom({ me: role === 'participant' ? 'ann' : 'farah', role, ideas: 4 })
  inStage(made, kind)
  fill(made)
  return role === 'participant' ? room(made) : desk(made)
}

/** What is spent, and what a redesign costs beside it. */
function addBothHalves(made: FakeRoom): void {
  addSpending(made)
  for (const [collection, records] of Object.entries(CHOICES))
    for (const [key, record] of Object.entries(records))
      made.put(collection as keyof BoardRecords, key, record as never)
}

const nothing = (): undefined => undefined

/** A helper at a table of eight without a device, some of whom have had their turn. */
function table(stage: string): FakeRoom {
  const made = makeRoom({ me: 'gwen', role: 'table_helper', stage, themes: true })
  const like = made.board.participants.get(id('ivor'))
  const people = ['ivor', 'june', 'Mair Pugh', 'Emyr Wyn', 'Olive Bright', 'Tadeusz Nowak']
  made.seats = [...people, 'Siân Llywelyn-Roberts', 'Table 3, seat 12'].map(id)
  for (const each of people.slice(2).concat(['Siân Llywelyn-Roberts', 'Table 3, seat 12']))
    if (like) made.put('participants', id(each), { ...like, name: each })
  made.seats = [id('gwen'), ...made.seats]
  return made
}

/** A hall that wrote two thousand ideas, for the table of themes under those there are. */
function crowded(stage: string): FakeRoom {
  const made = makeRoom({ stage, themes: stage === 'themes' })
  for (let at = 0; at < 2000; at++) {
    const record = made.board.ideas.get(id(`idea${at % 12}`))
    if (record) made.put('ideas', id(`more${at}`), { ...record, seq: 1000 + at })
  }
  return made
}

function tableVoting(): FakeRoom {
  const made = table('vote')
  const round = addRound(made, 'dots')
  for (const voter of made.seats.slice(1, 4)) {
    const marks = { [id('shifts')]: 2 }
    made.putMine('ballots', `${round}.${voter}`, { round, voter, marks, counted: null })
  }
  return made
}

/** A counted vote with what lies behind its result. */
function behind(found: Findings): State {
  const made = makeRoom({ stage: 'vote', themes: true })
  addResult(made, 'agree', { question: 'Do you agree with these?', cast: 42 })
  return { room: made, config: { ...CONFIG, findingsUrl: findingsAt(found) } }
}

/** Let one idea of one's own have clearer words, and another be put with one that says the same. */
function tidy(made: FakeRoom): void {
  const clearer = 'Keep the last 590 bus until ten on Fridays and Saturdays'
  made.patch('ideas', id('idea1'), { tidied: clearer, tidied_seq: 500 })
  made.patch('ideas', id('idea8'), { joined_into: id('idea7'), joined_seq: 501 })
  const own = made.mine.ideas.get(id('idea1'))
  if (own) made.putMine('ideas', id('idea1'), { ...own, tidied: clearer })
}

/** Who speaks for two of the organisations, an interest, and one who may vote all the same. */
function addVoices(made: FakeRoom): void {
  made.patch('organisations', id('council'), {
    voice: id('bilal'),
    capacity: 'delegated_authority',
  })
  made.patch('organisations', id('health'), {
    voice: id('carys'),
    capacity: 'subject_to_governance',
  })
  if (made.role !== 'facilitator') return
  made.patch('participants', id('esme'), { interests: ['potential_bidder'] })
  made.patch('participants', id('dafydd'), {
    interests: ['employment', 'other'],
    dispensed: true,
    dispensation: 'Half the valley works for the bus company.',
  })
}

/** Ann could not stay: Bilal votes for her, in this vote too. */
function addProxy(made: FakeRoom): void {
  if (made.role === 'facilitator') {
    made.patch('participants', id('ann'), { left: true, proxy: id('bilal') })
    return
  }
  made.putMine('proxies', id('ann'), { holder: id('bilal') })
}

/** Who looks has just moved ideas, and may undo that. */
function grouped(made: FakeRoom): FakeRoom {
  const [about = ''] = made.board.themes.keys()
  const by = made.me ?? ''
  made.putMine('acts', by, {
    seq: 900,
    at: NOW,
    by,
    act: 'IdeasGrouped',
    about,
    value: '',
    things: 2,
  })
  return made
}

const voting = () => makeRoom({ stage: 'vote', themes: true })

/** What somebody has marked on each ballot so far. */
const MARKED: Partial<Record<RichMethod, Readonly<Record<string, number>>>> = {
  simple_majority: { [id('trial')]: 1 },
  consensus: { [id('trial')]: 0 },
  consent: { [id('trial')]: -1 },
  fist_to_five: { [id('trial')]: 3 },
  score: { [id('shifts')]: 4, [id('shared')]: 0 },
  quadratic: { [id('shifts')]: 6, [id('timetable')]: 5, [id('tickets')]: -2 },
  ranked_irv: { [id('shared')]: 1, [id('shifts')]: 2 },
  stv: { [id('timetable')]: 1, [id('tickets')]: 2, [id('shifts')]: 3, [id('shared')]: 4 },
  budget_equal_shares: { [id('drivers')]: 1, [id('texts')]: 1 },
}

/** A ballot and a result of every way of voting. */
const VOTES = Object.fromEntries(
  RICH.flatMap((method) => [
    [
      `ballot-${method}`,
      () => {
        const made = voting()
        addVote(made, method, {}, MARKED[method])
        return room(made)
      },
    ],
    [
      `result-${method}`,
      () => {
        const made = voting()
        addCount(made, method)
        return room(made)
      },
    ],
  ]),
)

export const states: Readonly<Record<string, () => State>> = {
  ...VOTES,
  'ballot-package': () => {
    const made = voting()
    addVote(
      made,
      'budget_greedy',
      { ballot: 'knapsack' },
      { [id('drivers')]: 1, [id('shelter')]: 1 },
    )
    return room(made)
  },
  'ballot-scores-of-a-hundred': () => {
    const made = voting()
    addVote(made, 'score', { highest: 100 }, { [id('shifts')]: 70 })
    return room(made)
  },
  'ballot-refused': () => {
    const made = voting()
    const round = addVote(made, 'quadratic', {}, { [id('shifts')]: 6 })
    made.refuse({
      id: 'c1',
      type: 'CastBallot',
      code: 'over_credits',
      message: 'That costs more than you have. Take some votes back first.',
      actingFor: null,
      command: { type: 'CastBallot', data: { round, marks: { [id('timetable')]: 9 } } },
    })
    return room(made)
  },
  'ballot-for-another': () => {
    const made = table('vote')
    addVote(made, 'ranked_irv', {}, { [id('shared')]: 1 })
    made.actingFor = id('Emyr Wyn')
    return room(made)
  },
  'ballot-for-organisation': () => {
    const made = makeRoom({ me: 'bilal', stage: 'vote', themes: true })
    addVoices(made)
    addVote(made, 'simple_majority', {}, {}, { electorate: 'organisations', roll: 2, cast: 1 })
    return room(made)
  },
  'ballot-in-place': () => {
    const made = makeRoom({ me: 'bilal', stage: 'vote', themes: true })
    addVote(made, 'simple_majority', {}, {}, { proxies_at_most: 2 })
    addProxy(made)
    const [round] = [...made.board.rounds.keys()]
    const theirs = { round: round ?? '', voter: id('ann'), marks: {}, counted: null }
    made.putMine('ballots', `${round ?? ''}.${id('ann')}`, { ...theirs, held: 'to_cast' })
    return room(made)
  },
  'ballot-cast-by-proxy': () => {
    const made = makeRoom({ me: 'ann', stage: 'vote', themes: true })
    addVote(made, 'simple_majority', {}, {}, { proxies_at_most: 2 })
    addProxy(made)
    for (const [key, each] of made.mine.ballots)
      made.putMine('ballots', key, {
        ...each,
        marks: { [id('trial')]: 1 },
        cast_by: id('bilal'),
      })
    return room(made)
  },
  'desk-proxies': () => {
    const made = makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote', themes: true })
    addProxy(made)
    return desk(made)
  },
  'desk-heard': () => {
    const made = makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote', themes: true })
    addResult(made, 'dots')
    const shown = desk(made)
    return { ...shown, config: { ...shown.config, heardUrl: heardAt(HEARD) } }
  },
  'desk-voices': () => {
    const made = makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote', themes: true })
    addVoices(made)
    return desk(made)
  },
  welcome: () => room(makeRoom({ stage: 'welcome', ideas: 0 })),
  between: () => room(makeRoom({ stage: 'none' })),
  redesign: () => room(redesigning('redesign')),
  'redesign-desk': () => room(redesigning('redesign', 'facilitator')),
  'redesign-none': () => {
    const made = makeRoom({ me: 'ann', stage: 'ideas' })
    inStage(made, 'redesign')
    return room(made)
  },
  agree: () => room(redesigning('agree')),
  'agree-desk': () => room(redesigning('agree', 'facilitator')),
  choices: () => room(choosing('choices')),
  'choices-none': () => room(choosing('choices', 'participant', {})),
  'choices-level': () => {
    const made = choosing('choices')
    for (const [key, each] of made.board.appraisals) {
      const [first, second] = each.standings.map((one) => one.option)
      made.put('appraisals', key, {
        ...each,
        standings: each.standings.map((one, at) => (at < 2 ? { ...one, result: 6850 } : one)),
        winners: [first ?? '', second ?? ''],
        below: [],
        above: [],
      })
    }
    return room(made)
  },
  'choices-preferred': () => {
    const made = choosing('choices')
    for (const [key, each] of made.board.delivery_options)
      made.put('delivery_options', key, {
        ...each,
        status: key.startsWith('response') ? 'preferred' : 'rejected',
        reason: key.startsWith('response') ? 'It helps soonest' : 'Too slow at night',
      })
    return room(made)
  },
  'choices-desk': () => room(choosing('choices', 'facilitator')),
  money: () => room(choosing('money')),
  'money-desk': () => room(choosing('money', 'facilitator')),
  'money-none': () => working('money', nothing),
  'money-both': () => working('money', addBothHalves),
  'money-both-desk': () => working('money', addBothHalves, 'facilitator'),
  spending: () => working('money', addSpending),
  'spending-desk': () => working('money', nothing, 'facilitator'),
  needs: () => working('needs', addNeeds),
  'needs-none': () => working('needs', nothing),
  'needs-desk': () => working('needs', addNeeds, 'facilitator'),
  plan: () => working('plan', addPlan),
  'plan-none': () => working('plan', nothing),
  'plan-desk': () => working('plan', addPlan, 'facilitator'),
  'ideas-empty': () => room(makeRoom({ ideas: 0 })),
  ideas: () => {
    const made = makeRoom()
    made.typing.add(id('dafydd'))
    return room(made)
  },
  'ideas-tidied': () => {
    const made = makeRoom()
    tidy(made)
    return room(made)
  },
  'ideas-many': () => room(crowded('ideas')),
  'ideas-private': () => room(makeRoom({ private: true, anonymous: true })),
  'ideas-anonymous': () => room(makeRoom({ anonymous: true })),
  'ideas-offline': () => {
    const made = makeRoom()
    made.state = 'offline'
    made.saving = { waiting: 3, late: false, unstored: false, allInMs: 0, kept: 'disk' }
    return room(made)
  },
  'ideas-unsaved': () => {
    const made = makeRoom()
    made.saving = { waiting: 2, late: true, unstored: false, allInMs: 0, kept: 'disk' }
    return room(made)
  },
  'ideas-unstored': () => {
    const made = makeRoom()
    made.saving = { waiting: 2, late: true, unstored: true, allInMs: 0, kept: 'disk' }
    return room(made)
  },
  'ideas-slowed': () => {
    const made = makeRoom()
    made.saving = { waiting: 380, late: true, unstored: false, allInMs: 95_000, kept: 'disk' }
    return room(made)
  },
  'ideas-behind': () => {
    const made = makeRoom()
    made.behind = true
    return room(made)
  },
  'ideas-blocked': () => {
    const made = makeRoom()
    made.state = 'offline'
    made.blocked = true
    made.saving = { waiting: 1, late: true, unstored: false, allInMs: 0, kept: 'disk' }
    return room(made)
  },
  'ideas-sending': () => {
    const made = makeRoom()
    made.saving = { waiting: 2, late: false, unstored: false, allInMs: 0, kept: 'disk' }
    return room(made)
  },
  'ideas-refused': () => {
    const made = makeRoom()
    const text = 'A shuttle from the market square every half hour, also on Sundays.'
    made.refuse({
      id: 'c1',
      type: 'SubmitIdea',
      code: 'stage_closed',
      message:
        'This stage is closed. Your words are kept here; ask the facilitator to open it again.',
      words: text,
      actingFor: null,
      command: { type: 'SubmitIdea', data: { idea: id('x'), stage: id('ideas'), text } },
    })
    return room(made)
  },
  stopped: () => {
    const made = makeRoom()
    made.state = 'stopped'
    made.stoppedWhy = 'This page is older than the server. Reload it to go on.'
    return room(made)
  },
  observer: () => room(makeRoom({ me: 'hana', role: 'observer' })),
  helper: () => room(helper()),
  'helper-acting': () => {
    const made = helper()
    made.actingFor = id('ivor')
    return room(made)
  },
  'helper-table': () => {
    const made = table('ideas')
    made.actingFor = id('Olive Bright')
    return room(made)
  },
  'helper-table-vote': () => {
    const made = tableVoting()
    made.actingFor = id('Emyr Wyn')
    return room(made)
  },
  'helper-paper': () => {
    const made = tableVoting()
    made.patch('rounds', id('round'), { binding: true })
    for (const [at, by] of ['farah', 'gwen'].entries())
      made.put('totals', `${id('round')}.${id(`t${at}`)}`, {
        ...{ round: id('round'), totals: id(`t${at}`), counted: 'paper', table: '', voters: [] },
        ...{ people: 1, cast: 1, counts: {}, by: id(by), confirmed_by: null, at: NOW, seq: 320 },
        ...{ withdrawn_reason: null, said_at: null, paper: 17 + at },
      })
    return room(made)
  },
  'helper-vote': () => {
    const made = helper()
    made.actingFor = id('june')
    made.patch('workshop', 'workshop', { live_stage: id('vote') })
    made.patch('stages', id('vote'), { open: true, opened_at: NOW })
    for (const theme of makeRoom({ themes: true }).board.themes) made.board.themes.set(...theme)
    addRound(made, 'dots')
    return room(made)
  },
  'themes-empty': () => room(makeRoom({ stage: 'themes' })),
  themes: () => room(grouped(makeRoom({ stage: 'themes', themes: true }))),
  'themes-many': () => room(crowded('themes')),
  'vote-empty': () => room(makeRoom({ stage: 'vote', themes: true })),
  'vote-dots': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    const round = addRound(made, 'dots')
    const marks = { [id('shifts')]: 2, [id('tickets')]: 1 }
    const voter = id('ann')
    made.putMine('ballots', `${round}.${voter}`, { round, voter, marks, counted: null })
    return room(made)
  },
  'vote-secret': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    addRound(made, 'approval', { question: 'Who speaks for us?', secret: true })
    return room(made)
  },
  'vote-secret-voted': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    const round = addRound(made, 'approval', { question: 'Who speaks for us?', secret: true })
    const voter = id('ann')
    const vote = { round, voter, marks: {}, counted: null, voted: true }
    made.putMine('ballots', `${round}.${voter}`, vote)
    return room(made)
  },
  'vote-why': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    const reasons = 'optional' as const
    const round = addRound(made, 'dots', { reasons })
    const voter = id('ann')
    made.putMine('ballots', `${round}.${voter}`, {
      round,
      voter,
      marks: { [id('shifts')]: 2, [id('tickets')]: 1 },
      counted: null,
      reasons: { [id('shifts')]: { reason: id('why'), text: 'Nobody should walk home at night.' } },
    })
    return room(made)
  },
  'vote-worry': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    addVote(made, 'consent', {}, { [id('trial')]: -1 }, { reasons: 'required' })
    return room(made)
  },
  'result-worries': () => {
    const made = makeRoom({ stage: 'vote', themes: true, me: 'carys' })
    const round = addWorries(made)
    const vote = { marks: { [id('trial')]: -1 }, counted: null }
    const reasons = { [id('trial')]: { reason: id('why-carys'), text: '' } }
    made.putMine('ballots', `${round}.${id('carys')}`, {
      round,
      voter: id('carys'),
      ...vote,
      reasons,
    })
    addGoingOn(made, id('why-dafydd'))
    return room(made)
  },
  'result-worries-desk': () => {
    const made = makeRoom({ stage: 'vote', themes: true, me: 'farah', role: 'facilitator' })
    addWorries(made)
    return desk(made)
  },
  'vote-new-words': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    addNewWords(made, addWorries(made))
    return room(made)
  },
  'result-why': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    addReasons(made, addCount(made, 'consensus', { reasons: 'required' }), -1)
    return room(made)
  },
  'vote-agree': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    const round = addRound(made, 'agree', {
      question: 'Do you agree that these come first?',
      tally: 'at_reveal',
    })
    const voter = id('ann')
    made.putMine('ballots', `${round}.${voter}`, {
      round,
      voter,
      marks: { [id('shifts')]: 1 },
      counted: null,
    })
    return room(made)
  },
  'vote-approval': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    addRound(made, 'approval', {
      question: 'Which of these are fine with you?',
      tally: 'live',
      tally_shown: true,
    })
    return room(made)
  },
  'result-behind': () => behind(ALL),
  'result-what-if': () => {
    const made = makeRoom({ stage: 'vote', themes: true, me: 'farah', role: 'facilitator' })
    const round = addResult(made, 'agree', { cast: 42 })
    const [first] = SUPPOSED.map((each) => ({ ...each, seq: 345 }))
    if (first) made.patch('results', round, { what_ifs: [first] })
    return { room: made, config: { ...CONFIG, findingsUrl: findingsAt(ALL) } }
  },
  'result-behind-little': () => behind(TOO_SMALL),
  'result-behind-anonymous': () => behind(ANONYMOUS),
  results: () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    addResult(made, 'dots', { opened_seq: 310 })
    addResult(made, 'agree', { question: 'Do you agree that these come first?' }, 'agree')
    addResult(
      made,
      'approval',
      { question: 'Which are fine with you?', void_reason: 'Two tables had the wrong sheet.' },
      'void',
    )
    addDecision(made, id('round'))
    return room(made)
  },
  lineage: () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    addResult(made, 'dots', { opened_seq: 310 })
    addDecision(made, id('round'))
    // Of another page, as it is: a link within the page would be one that skips.
    const config = { ...CONFIG, lineageUrl: lineageAt(DECIDED), replayUrl: '/replay' }
    return { room: made, config, press: 'Where this came from' }
  },
  'results-tidied': () => {
    const made = makeRoom({ stage: 'vote', themes: true })
    const round = addResult(made, 'dots')
    made.patch('options', `${round}.${id('shifts')}`, { voted_words: 'Home after teh late shift' })
    return room(made)
  },
  'themes-answered': () => {
    const made = makeRoom({ stage: 'themes', themes: true })
    addResponses(made, id('shifts'))
    tidy(made)
    return room(made)
  },
  close: () => {
    const made = makeRoom({ stage: 'close', themes: true })
    addDecision(made)
    addClosing(made)
    return room(made)
  },
  'close-given': () => {
    const made = makeRoom({ stage: 'close', themes: true })
    addDecision(made)
    addResponses(made, id('decision'))
    addClosing(made, { answer: 'Ask the drivers too.', contact: 'ann@example.org' })
    return room(made)
  },
  closed: () => {
    const made = makeRoom({ stage: 'vote', themes: true, ideas: 3 })
    made.patch('workshop', 'workshop', { closed: true })
    return room(made)
  },
  'closed-to-you': () => {
    const made = makeRoom({ stage: 'themes' })
    const stage = made.board.stages.get(id('themes'))
    if (stage) {
      const { kind, title, order, open, timer_ends_at } = stage
      const until = NOW + 3 * 24 * 3_600_000
      const told = { kind, title, order, open, until, timer_ends_at, closed_to_you: true }
      made.put('stages', id('themes'), told)
    }
    return room(made)
  },
  paused: () => {
    const made = makeRoom()
    made.patch('workshop', 'workshop', { paused_at: NOW })
    return room(made)
  },
  muted: () => {
    const made = makeRoom()
    made.putMine('standings', id('ann'), { muted: true })
    return room(made)
  },
  'ideas-held': () => {
    const made = makeRoom()
    made.patch('workshop', 'workshop', { intake: 'held' })
    const text = 'A night bus on market days.'
    const own = { stage: id('ideas'), author: id('ann'), text, at: NOW }
    const state = { hidden: false, withdrawn: false, waiting: true, redacted: false, group: null }
    made.putMine('ideas', id('held'), { ...own, ...state })
    made.putMine('hands', id('ann'), { at: NOW })
    return room(made)
  },
  'ideas-locked': () => {
    const made = makeRoom()
    made.patch('workshop', 'workshop', { intake: 'locked' })
    return room(made)
  },
  shown: () => {
    const made = makeRoom()
    made.put('spotlight', 'spotlight', { kind: 'idea', id: id('idea4'), seq: 400 })
    return room(made)
  },
  'shown-theme': () => {
    const made = makeRoom({ stage: 'themes', themes: true })
    made.put('spotlight', 'spotlight', { kind: 'theme', id: id('shifts'), seq: 400 })
    return room(made)
  },
  'groups-mine': () => {
    const made = makeRoom({ ideas: 5 })
    const message = 'You have ten minutes left. Choose who tells everyone.'
    const { blue } = addGroups(made, ['ann', 'esme', 'carys'], { message })
    for (const each of ['idea0', 'idea1', 'idea2']) made.patch('ideas', id(each), { group: blue })
    return room(made)
  },
  'groups-called': () => {
    const made = makeRoom({ ideas: 3 })
    const { blue } = addGroups(made, ['dafydd', 'ann'], { back_at: NOW + 42_000 })
    made.patch('groups', blue, { place: '' })
    made.patch('ideas', id('idea1'), { group: blue })
    return room(made)
  },
  'groups-alone': () => {
    const made = makeRoom({ ideas: 3 })
    addGroups(made, ['ann'], { boards_open: true })
    return room(made)
  },
  'groups-vote': () => {
    const made = makeRoom({ stage: 'themes', themes: true })
    const { blue } = addGroups(made, ['ann', 'esme'])
    for (const [key] of made.board.themes) made.patch('themes', key, { group: blue })
    for (const [key] of made.board.ideas) made.patch('ideas', key, { group: blue })
    addRound(made, 'dots', { stage: id('themes'), group: blue, roll: 2, cast: 1 })
    return room(made)
  },
  'groups-choose': () => {
    const made = makeRoom({ me: 'nobody' })
    addGroups(made, ['ann', 'esme'], { choosing: true })
    made.patch('groups', id('green'), { members: [id('bilal')] })
    return room(made)
  },
  'groups-none': () => {
    const made = makeRoom({ me: 'nobody' })
    addGroups(made, ['ann', 'esme'])
    return room(made)
  },
  'groups-back': () => {
    const made = makeRoom()
    addGroups(made, ['ann', 'esme'], { open: false })
    addReport(made, 'idea1')
    made.patch('ideas', id('idea4'), { group: id('blue') })
    return room(made)
  },
  'groups-looking': () => {
    const made = makeRoom({ me: 'dafydd' })
    const { blue } = addGroups(made, ['ann', 'esme'], { boards_open: true })
    for (const each of ['idea0', 'idea1', 'idea2']) made.patch('ideas', id(each), { group: blue })
    made.looking = blue
    return room(made)
  },
  'desk-groups-plan': () => desk(makeRoom({ me: 'farah', role: 'facilitator' })),
  'desk-groups-planned': () => {
    const made = makeRoom({ me: 'farah', role: 'facilitator' })
    addGroups(made, ['ann', 'esme'], { open: false, opened_at: 0, ends_at: null })
    made.patch('groups', id('green'), { members: [id('bilal'), id('carys')] })
    made.patch('workshop', 'workshop', { breakout: null })
    return desk(made)
  },
  'desk-groups': () => {
    const made = makeRoom({ me: 'farah', role: 'facilitator' })
    const message = 'You have ten minutes left. Choose who tells everyone.'
    addGroups(made, ['ann', 'esme', 'carys'], { message })
    addReport(made, 'idea1')
    for (const each of ['idea0', 'idea2']) made.patch('ideas', id(each), { group: id('blue') })
    made.patch('groups', id('green'), {
      ends_at: NOW + 4 * 60_000,
      prompt: 'And what would help those who drive?',
    })
    return desk(made)
  },
  'desk-groups-visit': () => {
    const made = makeRoom({ me: 'farah', role: 'facilitator' })
    const { blue } = addGroups(made, ['ann', 'esme', 'carys'])
    for (const each of ['idea0', 'idea1', 'idea2']) made.patch('ideas', id(each), { group: blue })
    made.looking = blue
    return desk(made)
  },
  desk: () => desk(makeRoom({ me: 'farah', role: 'facilitator' })),
  'desk-close': () => {
    const made = makeRoom({ me: 'farah', role: 'facilitator', stage: 'close', themes: true })
    addDecision(made)
    addClosing(made)
    return desk(made)
  },
  'desk-paused': () => {
    const made = makeRoom({ me: 'farah', role: 'facilitator' })
    made.patch('workshop', 'workshop', { paused_at: NOW })
    return desk(made)
  },
  'desk-waiting': () => desk(waiting()),
  'desk-private': () => desk(makeRoom({ me: 'farah', role: 'facilitator', private: true })),
  'desk-themes': () =>
    desk(makeRoom({ me: 'farah', role: 'facilitator', stage: 'themes', themes: true })),
  'desk-vote': () => {
    const made = makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote', themes: true })
    addResult(made, 'dots', { tally: 'at_reveal' })
    return desk(made)
  },
  'display-ideas-many': () => {
    const made = wall('ideas')
    for (const [key, record] of [...made.board.ideas]) {
      for (let at = 0; at < 3; at++) {
        made.put('ideas', `${key}${at}`, { ...record, at: NOW - at * 1000, seq: record.seq + 50 })
      }
    }
    return display(made)
  },
  'display-behind': () => {
    const made = wall('ideas')
    made.behind = true
    return display(made)
  },
  'display-groups': () => {
    const made = wall('ideas')
    meet(made)
    return display(made)
  },
  'display-groups-boards': () => {
    const made = wall('ideas')
    const { blue, green } = addGroups(made, ['ann', 'ben'], { boards_open: true })
    const ideas = [...made.board.ideas.keys()]
    ideas.forEach((key, at) => {
      if (at < 5) made.patch('ideas', key, { group: at % 2 === 0 ? blue : green })
    })
    return display(made)
  },
  'display-board': () => {
    const made = wall('vote')
    direct(made, { shows: 'board', hall: 'light', hands: 2 })
    return display(made)
  },
  'display-results': () => {
    const made = wall('ideas')
    addResult(made, 'agree')
    direct(made, { shows: 'results' })
    return display(made)
  },
  'display-blank': () => {
    const made = wall('ideas')
    direct(made, { shows: 'blank' })
    return display(made)
  },
  'display-closed': () => {
    const made = wall('ideas')
    made.state = 'stopped'
    return display(made)
  },
  'display-practice': () => {
    const made = wall('ideas')
    made.patch('workshop', 'workshop', { practice: true })
    return display(made)
  },
  'display-paused': () => {
    const made = wall('ideas')
    made.patch('workshop', 'workshop', { paused_at: NOW })
    return display(made)
  },
  'display-shown': () => {
    const made = wall('themes')
    made.put('spotlight', 'spotlight', { kind: 'theme', id: id('shifts'), seq: 400 })
    return display(made)
  },
  'display-welcome': () => display(wall('welcome')),
  'display-ideas': () => display(wall('ideas')),
  'display-themes': () => display(wall('themes')),
  'display-vote': () => {
    const made = wall('vote')
    addRound(made, 'dots')
    return display(made)
  },
  'display-result': () => {
    const made = wall('vote')
    addResult(made, 'dots')
    addDecision(made, id('round'))
    return display(made)
  },
  'display-lost': () => {
    const made = wall('ideas')
    made.state = 'offline'
    return display(made)
  },
}

function direct(made: FakeRoom, told: Partial<DisplayRecord>): void {
  const directions = { shows: 'follow', hall: 'dark', door: 'open', hands: 0 } as const
  made.putMine('display', 'display', { join_code: 'KXW4RF', ...directions, ...told })
}

function meet(made: FakeRoom): void {
  const breakout = id('breakout')
  made.put('breakouts', breakout, {
    stage: id('ideas'),
    number: 1,
    prompt: 'What would have got you home last Friday?',
    minutes: 15,
    choosing: false,
    open: true,
    boards_open: false,
    opened_at: NOW,
    closed_at: 0,
    ends_at: NOW + 9 * 60_000,
    back_at: null,
    message: '',
    message_at: 0,
  })
  const places = ['By the stove', 'Table 2', 'The small room', 'Under the window']
  places.forEach((place, at) => {
    const name = ['Blue', 'Green', 'Red', 'Yellow'][at] ?? ''
    const group = { breakout, number: 1, order: at, name, place, prompt: '', ends_at: null }
    made.put('groups', id(`group${at}`), group)
  })
  made.patch('workshop', 'workshop', { breakout })
}

function wall(stage: string): FakeRoom {
  const made = makeRoom({ me: 'nobody', role: 'observer', stage, themes: true })
  made.me = null
  made.role = null
  return made
}

/** Hands up, people outside, ideas to read first, a report. */
function waiting(): FakeRoom {
  const made = makeRoom({ me: 'farah', role: 'facilitator' })
  made.patch('workshop', 'workshop', { intake: 'held', door: 'lobby' })
  made.putMine('hands', id('bilal'), { at: NOW - 60_000 })
  made.putMine('hands', id('carys'), { at: NOW - 20_000 })
  for (const [key, name] of [
    ['nia', 'Nia Parry'],
    ['owen', 'Owen Lloyd'],
  ] as const) {
    made.putMine('standings', id(key), {
      muted: false,
      waiting: true,
      removed: false,
      banned: false,
      reason: '',
      name,
      organisation: null,
      at: NOW,
    })
  }
  const text = 'A night bus on market days, and one more on the eve of a bank holiday.'
  made.putMine('held', id('held'), { stage: id('ideas'), text, at: NOW })
  made.putMine('held', id('held2'), {
    stage: id('ideas'),
    text: 'Free coffee at the stop.',
    at: NOW,
  })
  made.putMine('reports', id('report'), {
    about: 'idea',
    id: id('idea4'),
    concern: 'private',
    text: 'This tells everybody about my mother.',
    at: NOW,
    state: 'new',
    redacted: false,
    by: id('dafydd'),
  })
  made.putMine('notes', id('note'), {
    text: 'Rang the duty desk at 18:40.',
    by: id('farah'),
    at: NOW,
    redacted: false,
  })
  return made
}
