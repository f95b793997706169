// The ballots of the richer ways of voting, by what a voter does on them.
import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { addVote, RICH, type RichMethod } from '../../../gallery/votes'
import { silence } from '../../a11y/announcer'
import type { Terms } from '../../board/board'
import { options, rounds } from '../../board/select'

import { forgetDrafts } from '../drafts'

import Ballot from './Ballot.svelte'

const SENT_MS = 500

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  silence()
  forgetDrafts('')
  vi.useRealTimers()
})

async function show(method: RichMethod, terms: Terms = {}, marks: Record<string, number> = {}) {
  const room = makeRoom({ stage: 'vote', themes: true })
  addVote(room, method, terms, marks)
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  const props = { round, choices: options(room.board, round.id) }
  const rendered = render(Ballot, { props, context: inScene(room) })
  await vi.dynamicImportSettled()
  await tick()
  const marked = () => {
    const last = room.last
    return last?.type === 'CastBallot' ? (last.data as { marks: unknown }).marks : undefined
  }
  return { room, marked, ...rendered }
}

async function sent() {
  vi.advanceTimersByTime(SENT_MS)
  await tick()
}

const button = (name: string | RegExp) => screen.getByRole('button', { name })
const left = () => document.querySelector('.dots-left')?.textContent.trim()

it.each(RICH)('explains %s in a sentence, and says who sees what', async (method) => {
  await show(method)
  const explained = document.querySelector('.ballot__explain')?.textContent ?? ''
  expect(explained).toMatch(/^\S.{20,}\. You can change your vote until it closes\.$/)
  expect(screen.getByText(/Nobody is shown how you voted/)).toBeTruthy()
})

it.each([
  ['simple_majority', 'Abstain', 0],
  ['absolute_majority', 'Yes', 1],
  ['super_majority', 'No', -1],
  ['unanimity', 'Yes', 1],
  ['consensus', 'Not for me, but I won’t stop it', 0],
  ['consent', 'No, I have a worry', -1],
] as const)('takes an answer by %s: %s', async (method, label, mark) => {
  const { marked } = await show(method)
  const proposal = screen.getByRole('group', { name: /^Try a booked minibus/ })
  await fireEvent.click(within(proposal).getByRole('radio', { name: new RegExp(`^${label}`) }))
  await sent()
  expect(marked()).toEqual({ [id('trial')]: mark })
})

it('takes an answer back, and the keyboard stays at the question', async () => {
  const { marked } = await show('consensus', {}, { [id('trial')]: -1 })
  await fireEvent.click(button(/^Take this answer back: “Try a booked/))
  await sent()
  expect(marked()).toEqual({ [id('trial')]: null })
  expect(document.activeElement?.getAttribute('type')).toBe('radio')
})

it('says what a number of fingers means', async () => {
  const { marked } = await show('fist_to_five')
  await fireEvent.click(screen.getByRole('radio', { name: '3: I can live with it' }))
  await sent()
  expect(marked()).toEqual({ [id('trial')]: 3 })
  expect(document.querySelector('.scale__said')?.textContent).toContain('I can live with it')
})

it('takes temperatures below zero', async () => {
  const { marked } = await show('temperature_check')
  await fireEvent.click(screen.getByRole('radio', { name: '−2: Strongly against' }))
  await sent()
  expect(marked()).toEqual({ [id('trial')]: -2 })
})

it('tells a score of 0 from no answer', async () => {
  const { marked } = await show('score')
  const shifts = screen.getByRole('group', { name: 'Home after the late shift' })
  expect(within(shifts).getByText('No answer yet')).toBeTruthy()
  await fireEvent.click(within(shifts).getByRole('radio', { name: /^0/ }))
  expect(within(shifts).queryByText('No answer yet')).toBeNull()
  await sent()
  expect(marked()).toEqual({ [id('shifts')]: 0 })
  await fireEvent.click(button('Take this answer back: “Home after the late shift”'))
  await sent()
  expect(marked()).toEqual({ [id('shifts')]: null })
})

it('takes long scales from a list', async () => {
  const { marked } = await show('score', { highest: 100 })
  const list = screen.getByRole('combobox', { name: 'Home after the late shift' })
  await fireEvent.change(list, { target: { value: '73' } })
  await sent()
  expect(marked()).toEqual({ [id('shifts')]: 73 })
})

it('ranks by buttons, sends every place that moved, and keeps the keyboard with the choice', async () => {
  const { marked } = await show('ranked_irv', {}, { [id('shared')]: 1, [id('shifts')]: 2 })
  await fireEvent.click(button('Put it 3rd: “One simple ticket”'))
  await tick()
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Move “One simple ticket” up')
  await fireEvent.click(button('Put “One simple ticket” first'))
  await sent()
  expect(marked()).toEqual({ [id('tickets')]: 1, [id('shared')]: 2, [id('shifts')]: 3 })
  await fireEvent.click(button('Remove “Vehicles that stand still” from your order'))
  await sent()
  expect(marked()).toEqual({ [id('shared')]: null, [id('shifts')]: 2 })
  const order = screen.getByRole('list', { name: 'Your order' })
  expect(
    within(order)
      .getAllByRole('listitem')
      .map((each) => each.textContent),
  ).toEqual([
    expect.stringContaining('One simple ticket'),
    expect.stringContaining('Home after the late shift'),
  ])
})

it('keeps to the ends of the order', async () => {
  const { room } = await show('stv', {}, { [id('shared')]: 1, [id('shifts')]: 2 })
  const up = button('Move “Vehicles that stand still” up')
  expect(up.getAttribute('aria-disabled')).toBe('true')
  await fireEvent.click(up)
  await fireEvent.click(button('Move “Home after the late shift” down'))
  await sent()
  expect(room.asked).toEqual([])
})

it('says what the next vote costs, and stops at the last credit', async () => {
  const { marked } = await show('quadratic', { credits: 10 }, { [id('shifts')]: 2 })
  const more = button('One more vote for “Home after the late shift”')
  expect(screen.getByText(/2 votes for, costs 4\.\s+The next one costs 5\./)).toBeTruthy()
  await fireEvent.click(more)
  expect(left()).toBe('1 of 10 credits left')
  expect(more.getAttribute('aria-disabled')).toBe('true')
  await fireEvent.click(more)
  await fireEvent.click(button('One vote less for “One simple ticket”'))
  await sent()
  expect(marked()).toEqual({ [id('shifts')]: 3, [id('tickets')]: -1 })
  expect(left()).toBe('0 of 10 credits left')
})

it('gives credits back with votes, and takes the last one back as no mark', async () => {
  const { marked } = await show('quadratic', { credits: 10 }, { [id('shifts')]: 1 })
  await fireEvent.click(button('One vote less for “Home after the late shift”'))
  await sent()
  expect(marked()).toEqual({ [id('shifts')]: null })
  expect(left()).toBe('10 of 10 credits left')
})

it('takes a package that could be bought, and says what no longer fits and why', async () => {
  const { room, marked } = await show('budget_greedy', { ballot: 'knapsack' })
  const tick_ = (name: RegExp) => screen.getByRole('checkbox', { name })
  await fireEvent.click(tick_(/^Volunteer drivers/))
  await fireEvent.click(tick_(/^A heated waiting room/))
  expect(left()).toBe('£25,000 of £60,000 left')
  await sent()
  expect(marked()).toEqual({ [id('drivers')]: 1, [id('shelter')]: 1 })
  const bus = tick_(/^A minibus/)
  expect(bus.getAttribute('aria-disabled')).toBe('true')
  const why = document.getElementById(bus.getAttribute('aria-describedby') ?? '')
  expect(why?.textContent).toBe(
    'Not together with “Volunteer drivers, with fuel paid the same day”, which you chose',
  )
  const asked = room.asked.length
  await fireEvent.click(bus)
  await sent()
  expect(room.asked).toHaveLength(asked)
})

it('takes out with a choice what needs it', async () => {
  const marks = { [id('lamps')]: 1, [id('texts')]: 1 }
  const bounds = { ballot: 'knapsack', amount: 10_000_000 } as const
  const { marked } = await show('budget_equal_shares', bounds, marks)
  await fireEvent.click(screen.getByRole('checkbox', { name: /^Light at the six/ }))
  await sent()
  expect(marked()).toEqual({ [id('lamps')]: null, [id('texts')]: null })
})

it('takes all that one supports, whatever it costs, where the count keeps to the money', async () => {
  const { marked } = await show('budget_equal_shares')
  await fireEvent.click(screen.getByRole('checkbox', { name: /^A minibus/ }))
  await fireEvent.click(screen.getByRole('checkbox', { name: /^A heated waiting room/ }))
  expect(left()).toBe('2 ticked, together £74,000')
  await sent()
  expect(marked()).toEqual({ [id('minibus')]: 1, [id('shelter')]: 1 })
})

it('keeps a refused ballot with the sentence that says why, and sends it again once changed', async () => {
  const { room, marked } = await show('quadratic', {}, { [id('shifts')]: 6 })
  room.refuse({
    id: 'c1',
    type: 'CastBallot',
    code: 'over_credits',
    message: 'That costs more than you have.',
    actingFor: null,
    command: {
      type: 'CastBallot',
      data: { round: id('round'), marks: { [id('timetable')]: 9 } },
    },
  })
  await tick()
  expect(screen.getByRole('alert').textContent).toBe('That costs more than you have.')
  expect(left()).toBe('17 credits more than you have')
  expect(screen.queryByText('Your vote is saved.')).toBeNull()
  await fireEvent.click(button('One vote less for “A timetable one can trust”'))
  await sent()
  expect(marked()).toEqual({ [id('timetable')]: 8 })
  expect(room.rejected).toEqual([])
  expect(screen.queryByRole('alert')).toBeNull()
})

it('goes back to the saved vote when a refused one is let go', async () => {
  const { room } = await show('simple_majority', {}, { [id('trial')]: 1 })
  room.refuse({
    id: 'c1',
    type: 'CastBallot',
    code: 'bad_mark',
    message: 'This vote does not fit the question.',
    actingFor: null,
    command: { type: 'CastBallot', data: { round: id('round'), marks: { [id('trial')]: -1 } } },
  })
  await tick()
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'No' }).checked).toBe(true)
  await fireEvent.click(button('Go back to the vote that is saved'))
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Yes' }).checked).toBe(true)
  expect(screen.getByText('Your vote is saved.')).toBeTruthy()
  await sent()
  expect(room.asked).toEqual([])
})
