// Results in words, of the golden counts of every way of voting.
import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { expect, it, vi } from 'vitest'

import { addResult, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { addCount, RICH, type RichMethod } from '../../../gallery/votes'
import type { Terms } from '../../board/board'
import { options, rounds } from '../../board/select'

import { decimal, countedWords } from './countedWords'
import RoundResult from './RoundResult.svelte'

async function show(method: RichMethod, props: { wall?: boolean } = {}) {
  const room = makeRoom({ stage: 'vote', themes: true })
  addCount(room, method)
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  const choices = options(room.board, round.id)
  const shown = render(RoundResult, {
    props: { round, choices, ...props },
    context: inScene(room),
  })
  await vi.dynamicImportSettled()
  await tick()
  return shown
}

const lead = () => document.querySelector('.outcome__lead')?.textContent ?? ''
const said = () => document.querySelector('.result')?.textContent ?? ''

it.each([
  ['simple_majority', /is carried\.$/, '19 said yes, 9 said no'],
  ['absolute_majority', /is not carried\.$/, '19 said yes; 22 were needed'],
  ['super_majority', /is carried\.$/, '19 said yes; 19 were needed'],
  ['unanimity', /is not carried\.$/, '1 said no'],
  ['consensus', /is not carried\.$/, '1 person blocked it; none may'],
  ['consent', /is not carried\.$/, '2 worries are still open'],
  ['fist_to_five', /is not carried\.$/, '1 person showed a fist'],
  ['temperature_check', /Nothing is decided by it\.$/, '3 at −2'],
  ['ranked_irv', /^“A timetable one can trust” is chosen\.$/, 'has a majority with 17 votes'],
  ['stv', /have the places\.$/, 'A place needs 11 votes (2 places).'],
  ['borda', /are chosen\.$/, 'points'],
  ['budget_equal_shares', /are paid for\.$/, 'Each voter had £2,068.96 to spend.'],
  ['budget_greedy', /paid for\.$/, 'of £60,000 is spent'],
] as const)('says first what came of %s, and which clause decided', async (method, first, why) => {
  await show(method)
  expect(lead()).toMatch(first)
  expect(said()).toContain(why)
})

it('says that a quorum was met, and how many were needed', async () => {
  await show('simple_majority')
  expect(said()).toContain('Enough voted to count: 31, and 21 were needed.')
})

it('tells the rounds of a ranked count as a list that can be read', async () => {
  await show('ranked_irv')
  expect(said()).toContain(
    '“One simple ticket” had fewest and dropped out; 5 votes went to what each voter put next.',
  )
  expect(said()).toContain('1 vote had nothing further to go to.')
})

it('says how a tie was broken, and shows each against each as a table', async () => {
  await show('condorcet')
  expect(said()).toContain(
    'came out equal at the top; “Home after the late shift” comes first, as it',
  )
  expect(said()).toContain('they go in a circle')
  await fireEvent.click(screen.getByText('The same as a table'))
  const pairs = await screen.findByRole('table', { name: /^Each against each/ })
  expect(within(pairs).getAllByRole('row')).toHaveLength(5)
})

it('says of each choice that is not paid for why', async () => {
  await show('budget_equal_shares')
  expect(said()).toMatch(/A minibus after the late shift, for a year”.*only one of it and another/)
  expect(said()).toMatch(/A text message when the bus is late”.*no more may go to these together/)
})

it('reads a fraction whose numbers no browser holds exactly', () => {
  expect(countedWords.paid(['123456789012345678901', '123456789012345678'], 0)).toBe(
    'each paid £10',
  )
  expect(decimal(['200000000000000000000', '300000000000000000000'])).toBe('0.67')
  expect(decimal([7, 2])).toBe('3.50')
  expect(decimal([8, 2])).toBe('4')
})

it.each(RICH)('has no word of the code in the result of %s', async (method) => {
  await show(method)
  expect(said()).not.toMatch(/undefined|NaN|[a-z]_[a-z]|\bquorum\b|\bballots?_|_{2}/)
})

it('shows a wall what came of it and the bars, and no table', async () => {
  await show('stv', { wall: true })
  expect(lead()).toMatch(/have the places\.$/)
  expect(screen.queryByRole('table', { hidden: true })).toBeNull()
})

it('says of the simple ways too that not enough voted', async () => {
  const room = makeRoom({ stage: 'vote', themes: true })
  const terms: Terms = { quorum: { parts: 9, whole: 10 }, top: 0 }
  const key = addResult(room, 'approval', { terms })
  const quorum = {
    name: 'quorum',
    have: 31,
    limit: 38,
    bound: 'at_least' as const,
    holds: false,
  }
  room.patch('results', key, {
    explanation: { quorum, winners: [], undecided: [], ties: [] },
  })
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  const props = { round, choices: options(room.board, id('round')) }
  render(RoundResult, { props, context: inScene(room) })
  await vi.dynamicImportSettled()
  await tick()
  expect(lead()).toBe('Not enough votes to count: 31 voted, and 38 were needed.')
})

it('draws the rows of a long result in pieces, and in the end each once, in their order', async () => {
  const many = 130
  const room = makeRoom({ stage: 'vote', themes: true })
  const key = addResult(room, 'approval')
  const [some] = [...room.board.options.values()]
  const result = room.board.results.get(key)
  if (some === undefined || result === undefined) throw new Error('no result')
  const keys = Array.from({ length: many }, (_, at) => id(`choice ${at}`))
  room.board.options.clear()
  keys.forEach((option, at) => {
    const own = { option, source: 'text' as const, text: `Choice ${at}`, seq: at }
    room.put('options', option, { ...some, ...own })
  })
  const counts = Object.fromEntries(keys.map((each, at) => [each, { approvals: many - at }]))
  room.patch('results', key, { counts, ranking: keys.map((each) => [each]) })
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  const props = { round, choices: options(room.board, round.id) }
  render(RoundResult, { props, context: inScene(room) })
  const drawn = () =>
    [...document.querySelectorAll('.bars__row')].flatMap(
      (each) => /Choice \d+/.exec(each.textContent) ?? [],
    )
  const first = drawn()
  expect(first.length).toBeLessThan(many)
  await vi.waitFor(() => {
    expect(drawn()).toHaveLength(many)
  }, 10_000)
  expect(drawn()).toEqual(Array.from({ length: many }, (_, at) => `Choice ${at}`))
  expect(drawn().slice(0, first.length)).toEqual(first)
})

it('says each figure as people say it', () => {
  expect(countedWords.told('yes', 19)).toBe('19 said yes')
  expect(countedWords.told('score_0', 5)).toBe('5 gave 0')
  expect(countedWords.told('fingers_3', 4)).toBe('4 showed 3')
  expect(countedWords.told('object', 1)).toBe('1 worry')
})
