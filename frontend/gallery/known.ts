// What is known about how things are in the valley, what is spent, and what is planned: for the
// gallery and for tests. Nobody and nothing in it exists.

import type { BoardRecords } from '../src/protocol/records'

import type { FakeRoom } from './fakeRoom'
import { id, NOW } from './fixtures'

type Said<C extends keyof BoardRecords> = Omit<
  BoardRecords[C],
  'stage' | 'at' | 'seq' | 'words_seq' | 'lang' | 'redacted' | 'author' | 'author_organisation'
>

/** Put an entry on the board, under the stage that is shown. */
function enter<
  C extends
    | 'needs'
    | 'evidence'
    | 'personas'
    | 'journey_steps'
    | 'assets'
    | 'barriers'
    | 'spend_lines'
    | 'milestones'
    | 'risks',
>(room: FakeRoom, collection: C, key: string, by: string, says: Said<C>): void {
  const seq = 500 + room.board[collection].size
  const made = { stage: id('ideas'), at: NOW, seq, words_seq: seq, lang: 'en', redacted: false }
  const organisation = by === 'ann' ? null : id('council')
  const whose = { author: id(by), author_organisation: organisation, hidden_reason: null }
  room.put(collection, id(key), { ...made, ...whose, ...says } as unknown as BoardRecords[C])
}

/** Two needs with what is known of one, and what the stage keeps under “More”. */
export function addNeeds(room: FakeRoom): void {
  enter(room, 'needs', 'shift', 'ann', {
    user_group: 'People who clean the hospital at night',
    what: 'to get home within an hour after ten',
    so_that: 'they can keep the work',
    scale: 'About 140 people, six nights a week',
    characteristics: ['sex', 'socio_economic'],
  })
  enter(room, 'needs', 'choir', 'carys', {
    user_group: 'Older people in the upper villages',
    what: 'to be sure of a way back before they set out, also when it snows',
    so_that: '',
    scale: '',
    characteristics: [],
  })
  enter(room, 'evidence', 'counted', 'carys', {
    kind: 'statistic',
    statement: 'The last bus leaves 25 minutes before the late shift ends.',
    source: 'Timetable and rota compared',
    link: '',
    as_of: '2026-01',
    area: '',
    grade: 4,
    needs: [id('shift')],
  })
  enter(room, 'evidence', 'walked', 'ann', {
    kind: 'lived_experience',
    statement: 'I walk the four miles in the dark when my brother has the car.',
    source: '',
    link: '',
    as_of: '',
    area: '',
    grade: 6,
    needs: [id('shift')],
  })
  enter(room, 'personas', 'olive', 'carys', {
    name: 'A night cleaner of 58',
    about: 'Has worked at the hospital for twenty years and does not drive.',
  })
  enter(room, 'journey_steps', 'waits', 'carys', {
    persona: id('olive'),
    place: 1,
    lane: 'user',
    step: 'Waits at the top stop',
    touchpoint: 'bus stop',
    organisations: [id('transport')],
    emotion: -2,
    contacts: 1,
    duplicate: false,
    cost_per_contact: null,
  })
  enter(room, 'assets', 'minibus', 'carys', {
    kind: 'equipment',
    name: 'Three school minibuses',
    owner: id('council'),
    uprn: '',
    area: '',
    condition: '',
    availability: 'Stand still from four o’clock',
  })
  enter(room, 'barriers', 'licence', 'carys', {
    rule: 'School vehicles may carry pupils only',
    owner_body: 'Licensing authority',
    effect: 'They stand still in the evening',
    freedom_sought: 'Carry anybody after six',
  })
}

/** What three organisations spend, some of it passed on from one to another. */
export function addSpending(room: FakeRoom): void {
  const amounts: readonly (readonly [string, string, number, string | null, string | null])[] = [
    ['council', 'Subsidised evening buses', 42_000_000, 'prevention', null],
    ['health', 'Taxis for late discharges', 61_500_000, 'reactive', null],
    ['transport', 'Dial-a-ride', 18_250_000, 'early_help', 'council'],
  ]
  for (const [organisation, service, gross, intervention, funder] of amounts)
    enter(room, 'spend_lines', service, 'farah', {
      organisation: id(organisation),
      service,
      area: 'The valley',
      financial_year: 2025,
      gross,
      income: 0,
      basis: 'actual',
      driver: '',
      parts: 1,
      whole: 1,
      cofog: '04',
      intervention: intervention as 'prevention',
      controllability: 'local',
      grade: 3,
      source: 'Outturn',
      funded_by: funder === null ? null : id(funder),
      reason: '',
    })
}

/** Milestones met, late and still to come, and risks from the worst down. */
export function addPlan(room: FakeRoom): void {
  const post = { owner: id('council'), redesign: null, type: 'delivery' as const }
  enter(room, 'milestones', 'lease', 'farah', {
    ...post,
    title: 'Agree the use of the school minibuses',
    post: 'Head of Transport',
    due: '2025-12',
    depends_on: [],
    status: 'partially_met',
  })
  enter(room, 'milestones', 'cabinet', 'farah', {
    ...post,
    title: 'Cabinet decides on the evening budget',
    post: 'Director of Place',
    due: '2026-05-19',
    type: 'approval',
    depends_on: [],
    status: 'scheduled',
  })
  enter(room, 'milestones', 'runs', 'farah', {
    ...post,
    title: 'The first bookable bus runs',
    post: 'Operations Manager',
    owner: id('transport'),
    due: '2026-09',
    depends_on: [id('lease'), id('cabinet')],
    status: 'scheduled',
  })
  enter(room, 'risks', 'drivers', 'farah', {
    redesign: null,
    description: 'Too few drivers want to work in the evening',
    likelihood: 4,
    impact: 5,
    response: 'Pay volunteers’ fuel the same day, and train four more by August',
    owner: id('transport'),
    post: 'Operations Manager',
  })
  enter(room, 'risks', 'number', 'farah', {
    redesign: null,
    description: 'People do not know the number to book by',
    likelihood: 2,
    impact: 4,
    response: '',
    owner: null,
    post: '',
  })
}
