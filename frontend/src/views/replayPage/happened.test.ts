import { expect, it } from 'vitest'

import { addDecision, addResult, id, makeRoom } from '../../../gallery/fixtures'

import { changedSince, listed, litAt, stageOf, standingAt, stillOf, told } from './happened'

const room = () => {
  const made = makeRoom({ themes: true })
  addDecision(made, addResult(made, 'dots'))
  return made
}

it('finds what came about by a version', () => {
  const { board } = room()
  expect(standingAt(board, 100)).toEqual([id('idea0')])
  expect(standingAt(board, 200)).toEqual([id('shifts')])
  expect(standingAt(board, 300)).toEqual([id('round')])
  expect(standingAt(board, 350)).toEqual([id('decision')])
})

it('notices what a step changed', () => {
  const made = room()
  const before = stillOf(made.board)
  made.patch('ideas', id('idea3'), { theme: id('shifts') })
  expect(changedSince(before, made.board, 1)).toEqual([id('idea3')])
  expect(changedSince(before, made.board, 0)).toBeUndefined()
})

it('knows in which stage to look', () => {
  const { board } = room()
  expect(stageOf(board, new Set([id('idea0')]))).toBe(id('ideas'))
  expect(stageOf(board, new Set([id('decision')]))).toBe(id('vote'))
  expect(stageOf(board, new Set([id('vote')]))).toBe(id('vote'))
  expect(stageOf(board, new Set())).toBeUndefined()
})

it('tells it in a sentence: the moment’s own, or what it is about', () => {
  const { board } = room()
  const moment = {
    seq: 100,
    at: 0,
    kind: 'first_idea',
    subject: id('idea0'),
    title: 'The first idea',
  }
  const chapter = { ...moment, kind: 'stage' as const, title: 'Ideas', until_seq: null }
  const timeline = {
    head: 400,
    moments: [moment],
    chapters: [chapter, { ...chapter, seq: 90 }],
    annotations: [],
    activity: { bucket_ms: 1, buckets: [] },
  }
  expect(told(board, timeline, 100, new Set())).toBe('The first idea')
  expect(told(board, timeline, 350, litAt(board, timeline, 350, []))).toMatch(/^Decided: We ask/)
  expect(told(board, timeline, 200, litAt(board, timeline, 200, []))).toBe(
    'Theme: “Home after the late shift”',
  )
  expect(told(board, undefined, 1, new Set())).toBe('')
  expect(listed(timeline).map((each) => each.seq)).toEqual([90, 100])
})
