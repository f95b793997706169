import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { addDecision, addResult, addRound, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { rounds } from '../../board/select'

import RoundPanel from './RoundPanel.svelte'

const voting = (more = {}) => makeRoom({ stage: 'vote', themes: true, ...more })

const cells = (row: HTMLElement | undefined) =>
  [...(row?.children ?? [])].map((each) => each.textContent.trim())

function show(room: FakeRoom) {
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  return render(RoundPanel, { props: { round }, context: inScene(room) })
}

it('shows one’s own vote while it is open, and how many have voted', () => {
  const room = voting()
  addRound(room, 'dots')
  show(room)
  expect(screen.getByText('31 of 42 have voted so far')).toBeTruthy()
  expect(screen.getByRole('heading', { name: 'Your vote' })).toBeTruthy()
})

it('tells those who run it, and those who cannot vote, why there is nothing to do', () => {
  const room = voting({ me: 'farah', role: 'facilitator' })
  addRound(room, 'dots')
  const { unmount } = show(room)
  expect(screen.getByText(/You are running this vote/)).toBeTruthy()
  unmount()
  const other = voting()
  addRound(other, 'dots')
  other.mine.ballots.clear()
  show(other)
  expect(screen.getByText(/You are not among the people who can vote here/)).toBeTruthy()
})

it('draws a result as bars and as a table, and says that a tie is a tie', async () => {
  const room = voting()
  addResult(room, 'dots')
  show(room)
  await vi.dynamicImportSettled()
  await tick()
  expect(screen.getByText('31 of 42 voted')).toBeTruthy()
  expect(
    screen.getByText(/A tie: “Home after the late shift” and “A timetable one can trust”/),
  ).toBeTruthy()
  const bars = screen.getByRole('list', { name: 'Result' })
  expect(
    within(bars)
      .getAllByRole('listitem')
      .map((each) => each.textContent.replace(/\s+/g, ' ').trim()),
  ).toEqual([
    '1. Home after the late shift 48 dots',
    '1. A timetable one can trust 48 dots',
    '3. Vehicles that stand still 31 dots',
    '4. One simple ticket 12 dots',
  ])
  expect(screen.queryByRole('table', { hidden: true })).toBeNull()
  await fireEvent.click(screen.getByText('The same as a table'))
  const [table] = await screen.findAllByRole('table')
  if (table === undefined) throw new Error('no table')
  const rows = within(table).getAllByRole('row')
  expect(cells(rows[1])).toEqual(['1 (equal)', 'Home after the late shift', '48', '27'])
})

it('names every answer beside its colour', () => {
  const room = voting()
  addResult(room, 'agree')
  show(room)
  expect(screen.getByText('24 agree, 3 disagree, 4 pass')).toBeTruthy()
})

it('strikes a vote that was set aside, and gives the reason', () => {
  const room = voting()
  addResult(room, 'dots', { void_reason: 'Wrong sheet.' })
  show(room)
  expect(screen.getByText(/does not count\. Reason: Wrong sheet\./)).toBeTruthy()
  expect(screen.queryByRole('list', { name: 'Result' })).toBeNull()
})

it('keeps the result back until it is shown', () => {
  const room = voting()
  addRound(room, 'dots', { open: false, closed_seq: 340, counted: true })
  show(room)
  expect(screen.getByText(/The facilitator shows the result/)).toBeTruthy()
})

it('says that votes are being counted, and that nobody voted', () => {
  const room = voting()
  addRound(room, 'dots', { open: false, closed_seq: 340 })
  const { unmount } = show(room)
  expect(screen.getByText('The votes are being counted.')).toBeTruthy()
  unmount()
  const empty = voting()
  addResult(empty, 'dots', { cast: 0 })
  show(empty)
  expect(screen.getByText(/Nobody voted/)).toBeTruthy()
})

it('keeps the order of the choices while totals come in', () => {
  const room = voting()
  addRound(room, 'dots', { tally: 'live', tally_shown: true })
  room.patch('options', `${id('round')}.${id('tickets')}`, { counts: { dots: 99, voters: 40 } })
  show(room)
  const bars = screen.getByRole('list', { name: 'How it stands' })
  expect(within(bars).getAllByRole('listitem')[3]?.textContent).toContain('99 dots')
})

it('shows the decision that rests on it, with the moment it comes from', () => {
  const room = voting()
  addResult(room, 'dots')
  addDecision(room, id('round'))
  show(room)
  const decisions = screen.getByRole('list', { name: 'Decided in the room' })
  const link = within(decisions).getByRole('link', { name: /recording at 10:42/ })
  expect(link.getAttribute('href')).toBe('#replay#at=350')
})

it('says by which ways the votes came, as bars and in a table', async () => {
  const room = voting()
  addResult(room, 'dots')
  show(room)
  await vi.dynamicImportSettled()
  await tick()
  const ways = screen.getByRole('list', { name: 'How people voted' })
  expect(
    within(ways)
      .getAllByRole('listitem')
      .map((each) => each.textContent.trim()),
  ).toEqual([
    'On their own phone 14',
    'In the totals of a table 9',
    'Through a helper 5',
    'On paper 3',
  ])
  await fireEvent.click(screen.getByText('The same as a table'))
  const table = await screen.findByRole('table', { name: 'How people voted' })
  expect(within(table).getAllByRole('row').map(cells)).toContainEqual(['On paper', '3'])
})

it.each([{ device: 31 }, {}])(
  'says nothing of ways where there was one, or none is told',
  (turnout) => {
    const room = voting()
    const key = addResult(room, 'dots')
    const result = room.board.results.get(key)
    if (result) room.put('results', key, { ...result, turnout })
    show(room)
    expect(screen.queryByText('How people voted')).toBeNull()
  },
)

it('takes late paper for the person typed for once the count is open again, as of then', async () => {
  const room = voting({ me: 'gwen', role: 'table_helper' })
  room.seats = [id('gwen'), id('june')]
  const closed = { open: false, closed_seq: 340, closed_at: 7_000, reopened: true }
  addRound(room, 'approval', closed)
  const { unmount } = show(room)
  expect(screen.queryByRole('checkbox')).toBeNull()
  unmount()
  room.actingFor = id('june')
  show(room)
  await fireEvent.click(await screen.findByRole('checkbox', { name: 'One simple ticket' }))
  await fireEvent.click(screen.getByRole('button', { name: 'Send the vote of June Ellis' }))
  expect(room.asked.at(-1)).toMatchObject({
    actingFor: id('june'),
    saidAt: 7_000,
    command: { type: 'CastBallot' },
  })
})

it('says that a vote cannot be counted where ballots are missing from its box, and what to do', () => {
  const told = (role: 'participant' | 'facilitator') => {
    const room = voting({ role, me: role === 'facilitator' ? 'farah' : 'ann' })
    addRound(room, 'approval', { secret: true, open: false, ballots_missing: 2 })
    const { unmount } = show(room)
    expect(screen.getByText(/^2 votes are missing, so/)).toBeTruthy()
    expect(screen.queryByText('The votes are being counted.')).toBeNull()
    const what = screen.queryByText(/Set it aside, tell the room, and ask again/)
    unmount()
    return what
  }
  expect(told('participant')).toBeNull()
  expect(told('facilitator')).toBeTruthy()
})
