import { expect, it } from 'vitest'

import { applyOps, emptyBoard, type Board, type Op } from '../board/board'

import { differences } from './difference'

const idea = (text: string, theme: string | null = null) => ({ text, theme })
const board = (...ops: Op[]): Board => {
  const made = emptyBoard()
  applyOps(made, ops)
  return made
}
const told = (earlier: Board, later: Board) =>
  differences(earlier, later).map(({ kind, id }) => `${kind} ${id}`)

it('tells nothing of a board that is as it was', () => {
  const same = board(['put', 'ideas', 'a', idea('Bus')], ['put', 'themes', 't', { title: 'Home' }])
  expect(differences(same, same)).toEqual([])
})

it('tells what came, was reworded, moved and went', () => {
  const earlier = board(
    ['put', 'ideas', 'a', idea('Bus')],
    ['put', 'ideas', 'b', idea('Taxi')],
    ['put', 'ideas', 'c', idea('Gone')],
    ['put', 'themes', 't', { title: 'Home' }],
    ['put', 'themes', 'u', { title: 'Away' }],
  )
  const later = board(
    ['put', 'ideas', 'a', idea('Bus at nine')],
    ['put', 'ideas', 'b', idea('Taxi', 't')],
    ['put', 'ideas', 'd', idea('New', 't')],
    ['put', 'themes', 't', { title: 'Getting home' }],
  )
  expect(told(earlier, later)).toEqual([
    'idea_new d',
    'idea_reworded a',
    'idea_moved b',
    'idea_gone c',
    'theme_renamed t',
    'theme_gone u',
  ])
  const moved = differences(earlier, later).find((each) => each.kind === 'idea_moved')
  expect([moved?.before, moved?.after]).toEqual([null, 'Getting home'])
})

it('tells how far votes and decisions went, and which stages opened and closed', () => {
  const round = { question: 'Which?', open: true, void_reason: null }
  const earlier = board(
    ['put', 'rounds', 'r', round],
    ['put', 'decisions', 'd', { text: 'A bus', withdrawn_reason: null }],
    ['put', 'stages', 's', { title: 'Ideas', open: true }],
  )
  const later = board(
    ['put', 'rounds', 'r', { ...round, open: false }],
    ['put', 'rounds', 'q', round],
    ['put', 'rounds', 'v', { ...round, open: false, void_reason: 'wrong' }],
    ['put', 'decisions', 'd', { text: 'A bus', withdrawn_reason: 'no money' }],
    ['put', 'decisions', 'e', { text: 'A van', withdrawn_reason: null }],
    ['put', 'stages', 's', { title: 'Ideas', open: false }],
    ['put', 'stages', 'z', { title: 'Vote', open: true }],
  )
  expect(told(earlier, later)).toEqual([
    'vote_opened q',
    'vote_opened v',
    'vote_closed r',
    'vote_void v',
    'decision_new e',
    'decision_back d',
    'stage_opened z',
    'stage_closed s',
  ])
})
