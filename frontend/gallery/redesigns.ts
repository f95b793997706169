// A redesign of the evening buses, with what people say to it: for the gallery and for tests.

import type { PositionRecord } from '../src/protocol/records'
import { LEVELS } from '../src/board/agreements'

import type { FakeRoom } from './fakeRoom'
import { id, NOW } from './fixtures'

const DRAFT = {
  title: 'A late bus that can be booked',
  summary: 'A minibus leaves the hospital at the end of each late shift and is booked by phone.',
  user_group: 'People who finish work or visiting after eight',
  ideas: [id('idea0'), id('idea4')],
  outcomes: [{ statement: 'Nobody waits an hour after a late shift', target: 'by May' }],
  stops: 'The taxi contract for late shifts',
} as const
const NOW_READS = {
  ...DRAFT,
  summary:
    'A minibus leaves the hospital at the end of each late shift, every day, and is booked by phone or at the desk.',
} as const

const TITLES = {
  needs: 'Needs',
  money: 'Money',
  redesign: 'Redesign',
  agree: 'Agree',
  plan: 'Plan',
} as const

/** Let the room be in the stage of that kind. */
export function inStage(room: FakeRoom, kind: keyof typeof TITLES): void {
  const ideas = room.board.stages.get(id('ideas'))
  if (ideas === undefined) throw new Error('there is no stage')
  room.put('stages', id('ideas'), { ...ideas, kind, title: TITLES[kind], purpose: '', open: true })
}

/** Put a redesign at its second version on the board, with changes and worries. */
export function addRedesign(room: FakeRoom): { readonly redesign: string } {
  const redesign = id('redesign')
  const by = { organisation: id('council'), author: id('farah') }
  const written = { redesign, at: NOW, lang: 'en', redacted: false, ...by }
  room.put('redesigns', redesign, {
    stage: null,
    version: 2,
    withdrawn_reason: null,
    seq: 400,
  })
  room.put('redesign_versions', `${redesign}.1`, {
    ...written,
    version: 1,
    design: DRAFT,
    hash: '1'.repeat(64),
    why: '',
    amendment: null,
    seq: 400,
  })
  room.put('redesign_versions', `${redesign}.2`, {
    ...written,
    version: 2,
    design: NOW_READS,
    hash: '2'.repeat(64),
    why: '',
    amendment: id('taken'),
    seq: 402,
  })
  const said = { redesign, at: NOW, lang: 'en', redacted: false }
  room.put('amendments', id('taken'), {
    ...said,
    version: 1,
    changes: { summary: NOW_READS.summary },
    reason: 'Many have no phone at work',
    state: 'accepted',
    made: 2,
    reply: '',
    seq: 401,
    words_seq: 401,
    settled_seq: 402,
    organisation: null,
    author: id('dafydd'),
  })
  room.put('amendments', id('open'), {
    ...said,
    version: 2,
    changes: { stops: 'The taxi contract for late shifts, once the bus has run for a month' },
    reason: 'So that nobody is left standing',
    state: 'open',
    made: null,
    reply: '',
    seq: 403,
    words_seq: 403,
    settled_seq: null,
    organisation: id('health'),
    author: id('carys'),
  })
  room.put('objections', id('worry'), {
    ...said,
    version: 1,
    severity: 'objection',
    reason: 'Who drives when the driver is ill?',
    state: 'open',
    answered_by: null,
    round: null,
    reply: '',
    seq: 404,
    settled_seq: null,
    organisation: id('transport'),
    author: id('esme'),
  })
  return { redesign }
}

/** Let three organisations have to agree: one has, one signed an earlier version, one is awaited. */
export function addAgreement(room: FakeRoom, missing: string): void {
  const redesign = id('redesign')
  room.put('agreements', redesign, {
    rule: 'dual_key',
    required: [id('council'), id('health'), id('transport')],
    order: LEVELS,
    round: null,
    round_version: null,
    missing,
  })
  position(room, 'council', { version: 2, level: 'will_deliver', suffices: true })
  position(room, 'health', { version: 1, level: 'consent_with_reservations', given: 'written' })
  room.put('conditions', id('condition'), {
    position: id('position-health'),
    text: 'A second driver is paid',
    owner: 'Head of Transport',
    due: 'by May',
    met: false,
    seq: 412,
    redacted: false,
  })
}

function position(room: FakeRoom, organisation: string, said: Partial<PositionRecord>): void {
  room.put('positions', id(`position-${organisation}`), {
    redesign: id('redesign'),
    version: 2,
    hash: '2'.repeat(64),
    organisation: id(organisation),
    level: 'consent',
    suffices: false,
    capacity: 'delegated_authority',
    given: 'room',
    authority: '',
    replaced_by: null,
    withdrawn_reason: null,
    at: NOW,
    said_at: null,
    seq: 410,
    redacted: false,
    signatory: 'Director of Operations',
    by: id('farah'),
    ...said,
  })
}
