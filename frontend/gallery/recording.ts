// The same workshop as a recording: what the fixtures hold, in the order in which it came about.

import type { Op } from '../src/board/board'
import { encodeDown } from '../src/protocol/otherEnd'
import { FakeRecording } from '../src/replay/fakes'
import { Replay } from '../src/replay/replay.svelte'
import type { Chapter, Moment, Timeline } from '../src/replay/timeline'

import type { FakeRoom } from './fakeRoom'
import { addDecision, addResult, id, makeRoom } from './fixtures'

const put = (collection: string, key: string, record: object): Op => [
  'put',
  collection,
  key,
  record,
]
const patch = (collection: string, key: string, fields: object): Op => [
  'patch',
  collection,
  key,
  fields,
]

interface Told {
  readonly log: Op[][]
  readonly marks: { kind: string; subject: string; title: string; chapter?: Chapter['kind'] }[]
}

/** What happened, an event a step; `marks` lie beside the steps they tell of. */
function story(): Told {
  const end = makeRoom({ me: 'hana', role: 'observer', stage: 'close', themes: true })
  const round = addResult(end, 'dots')
  addDecision(end, round)
  const told: Told = { log: [], marks: [] }
  const add = (...ops: Op[]) => told.log.push(ops)
  const mark = (kind: string, subject: string, title: string, chapter?: Chapter['kind']) => {
    told.marks[told.log.length] = { kind, subject, title, ...(chapter && { chapter }) }
  }
  begin(end, add)
  open('welcome', add, mark)
  open('ideas', add, mark)
  mark('first_idea', id('idea0'), 'The first idea: “A minibus that leaves the hospital …”')
  for (const [key, idea] of end.board.ideas) {
    const seq = told.log.length + 1
    add(put('ideas', key, { ...idea, theme: null, seq, words_seq: seq }))
  }
  open('themes', add, mark)
  for (const [key, theme] of end.board.themes) {
    add(put('themes', key, { ...theme, seq: told.log.length + 1 }))
    for (const [idea, { theme: under }] of end.board.ideas) {
      if (under === key) add(patch('ideas', idea, { theme: key }))
    }
  }
  open('vote', add, mark)
  vote(end, round, told, add, mark)
  open('close', add, mark)
  return told
}

type Add = (...ops: Op[]) => number
type Mark = (kind: string, subject: string, title: string, chapter?: Chapter['kind']) => void

function begin(end: FakeRoom, add: Add): void {
  const about = end.board.workshop.get('workshop')
  add(put('workshop', 'workshop', { ...about, live_stage: null, people: 0 }))
  for (const [key, stage] of end.board.stages) {
    const fields = { open: false, opened_at: 0, closed_at: 0, timer_ends_at: null }
    add(put('stages', key, { ...stage, ...fields }))
  }
  for (const [key, each] of end.board.organisations) add(put('organisations', key, each))
  for (let people = 1; people <= 12; people++) add(patch('workshop', 'workshop', { people }))
}

function open(stage: string, add: Add, mark: Mark): void {
  const title = stage.charAt(0).toUpperCase() + stage.slice(1)
  mark('stage_opened', id(stage), `“${title}” opened`, 'stage')
  const closed = ['welcome', 'ideas', 'themes', 'vote', 'close']
    .filter((each) => each !== stage)
    .map((each) => patch('stages', id(each), { open: false }))
  add(
    ...closed,
    patch('stages', id(stage), { open: true, opened_at: Date.now() }),
    patch('workshop', 'workshop', { live_stage: id(stage) }),
  )
}

function vote(end: FakeRoom, round: string, told: Told, add: Add, mark: Mark): void {
  const terms = end.board.rounds.get(round)
  const opened = { open: true, closed_seq: null, counted: false, tally_shown: false, cast: 0 }
  mark('round_opened', round, `Vote opened: “${terms?.question ?? ''}”`, 'round')
  add(
    put('rounds', round, { ...terms, ...opened, opened_seq: told.log.length + 1 }),
    ...[...end.board.options].map(([key, each]) => {
      const option = { ...each }
      delete option.counts
      return put('options', key, option)
    }),
  )
  for (let cast = 1; cast <= 31; cast++) add(patch('rounds', round, { cast }))
  const result = end.board.results.get(round)
  mark(
    'result',
    round,
    '“Home after the late shift” and “A timetable one can trust” came first together, with equal support; 31 of 42 voted',
  )
  add(
    patch('rounds', round, { open: false, closed_seq: 1, counted: true, tally_shown: true }),
    put('results', round, { ...result, seq: told.log.length + 1 }),
  )
  for (const [key, decision] of end.board.decisions) {
    mark('decision', key, `Decided: ${decision.text}`, 'decision')
    add(put('decisions', key, { ...decision, seq: told.log.length + 1 }))
  }
}

/** A recording to watch, from memory. */
export function makeReplay(view: 'public' | 'participant' = 'participant'): Replay {
  const { log, marks } = story()
  const recording = new FakeRecording(log, (seq) => (seq % 9 === 0 ? 90_000 : 4_000))
  const timeline = timelineOf(recording, marks)
  const fetch = (url: string) =>
    url.startsWith('moments')
      ? Promise.resolve(new Response(encodeDown(timeline)))
      : recording.fetch(url)
  const later = (ms: number, act: () => void) => {
    const timer = setTimeout(act, ms)
    return () => {
      clearTimeout(timer)
    }
  }
  const where = { replayUrl: 'replay', momentsUrl: 'moments', head: recording.head, view }
  return new Replay(where, { fetch, later })
}

function timelineOf(recording: FakeRecording, marks: Told['marks']): Timeline {
  const moments: Moment[] = []
  const chapters: Chapter[] = []
  marks.forEach(({ kind, subject, title, chapter }, before) => {
    const place = { seq: before + 1, at: recording.at(before + 1), subject, title }
    if (chapter) chapters.push({ ...place, kind: chapter, until_seq: null })
    moments.push({ ...place, kind })
  })
  const buckets = Array.from({ length: 60 }, (_, place) => {
    const total = 2 + ((place * 7) % 11) + (place > 40 ? 8 : 0)
    const by = { [id('council')]: total % 3, [id('health')]: total % 2, [id('transport')]: 1 }
    const at = recording.at(1) + (place * (recording.at(recording.head) - recording.at(1))) / 60
    return { at: Math.round(at), total, by_organisation: by }
  })
  const activity = { bucket_ms: 30_000, buckets }
  const annotations = [
    {
      id: id('note'),
      seq: 30,
      text: 'Here the drivers changed their mind: worth telling the council.',
      author: id('ann'),
      seen_by: 'participant' as const,
      redacted: false,
    },
  ]
  return { head: recording.head, chapters, moments, annotations, activity }
}
