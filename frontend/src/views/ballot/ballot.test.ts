import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { addRound, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'
import type { RoundRecord, SimpleMethod } from '../../board/board'
import { options, rounds } from '../../board/select'

import { forgetDrafts } from '../drafts'

import Ballot from './Ballot.svelte'

const SENT_MS = 500
const TWICE_MS = 400

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  silence()
  forgetDrafts('')
  vi.useRealTimers()
})

async function show(
  method: SimpleMethod,
  room: FakeRoom = makeRoom({ stage: 'vote', themes: true }),
  fields: Partial<RoundRecord> = {},
) {
  addRound(room, method, fields)
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  const props = { round, choices: options(room.board, round.id) }
  const rendered = render(Ballot, { props, context: inScene(room) })
  await vi.dynamicImportSettled()
  await tick()
  return { room, ...rendered }
}

async function sent() {
  vi.advanceTimersByTime(SENT_MS)
  await tick()
}

const left = () => document.querySelector('.dots-left')?.textContent.trim()
const button = (name: string | RegExp) => screen.getByRole('button', { name })

it('explains itself in a sentence, says who sees what, and that it can be changed', async () => {
  await show('dots')
  expect(
    screen.getByText(/You have 5 dots; up to 2 on one\. You can change your vote/),
  ).toBeTruthy()
  expect(
    screen.getByText(/Nobody is shown how you voted; the totals are shown when the vote closes/),
  ).toBeTruthy()
})

it('gives dots up to the limits, and sends several touches together', async () => {
  const { room } = await show('dots')
  const more = button('One more dot on “Home after the late shift”')
  await fireEvent.click(more)
  await fireEvent.click(more)
  await fireEvent.click(more)
  expect(left()).toBe('3 dots left')
  expect(more.getAttribute('aria-disabled')).toBe('true')
  expect(room.asked).toEqual([])
  await sent()
  expect(room.asked.map((each) => each.command)).toEqual([
    { type: 'CastBallot', data: { round: id('round'), marks: { [id('shifts')]: 2 } } },
  ])
  expect(screen.getByText('Your vote is saved.')).toBeTruthy()
})

it('takes the last dot back as no mark at all', async () => {
  const { room } = await show('dots')
  await fireEvent.click(button('One more dot on “One simple ticket”'))
  await sent()
  await fireEvent.click(button('One dot fewer on “One simple ticket”'))
  await sent()
  expect(room.last).toMatchObject({ data: { marks: { [id('tickets')]: null } } })
  expect(left()).toBe('5 dots left')
})

it('never changes a draft because something happened in the room', async () => {
  const { room } = await show('dots')
  const more = button('One more dot on “One simple ticket”')
  await fireEvent.click(more)
  room.patch('rounds', id('round'), { cast: 32 })
  room.patch('workshop', 'workshop', { people: 43 })
  await tick()
  expect(button('One more dot on “One simple ticket”')).toBe(more)
  expect(left()).toBe('4 dots left')
})

it('sends what was touched when somebody leaves', async () => {
  const { room, unmount } = await show('dots')
  await fireEvent.click(button('One more dot on “One simple ticket”'))
  unmount()
  await tick()
  expect(room.last).toMatchObject({ data: { marks: { [id('tickets')]: 1 } } })
})

it('sends the other marks where an option was taken off meanwhile', async () => {
  const { room } = await show('dots')
  await fireEvent.click(button('One more dot on “One simple ticket”'))
  await fireEvent.click(button('One more dot on “Home after the late shift”'))
  room.board.options.delete(`${id('round')}.${id('tickets')}`)
  await sent()
  expect(room.last).toMatchObject({ data: { marks: { [id('shifts')]: 1 } } })
  expect(room.last?.data).not.toHaveProperty(`marks.${id('tickets')}`)
})

it('asks one statement after another, and takes a double tap for one answer', async () => {
  const { room } = await show('agree')
  vi.advanceTimersByTime(TWICE_MS)
  const group = () => screen.getAllByRole('group')[0] as HTMLElement
  const agree = () => within(group()).getByRole('button', { name: 'Agree' })
  await fireEvent.click(agree())
  await fireEvent.click(agree())
  expect(group().getAttribute('aria-label')).toBe('A timetable one can trust')
  vi.advanceTimersByTime(TWICE_MS)
  await fireEvent.click(within(group()).getByRole('button', { name: 'Pass' }))
  await sent()
  expect(room.last).toMatchObject({ data: { marks: { [id('timetable')]: 0 } } })
  expect(screen.getByText('2 of 4 answered')).toBeTruthy()
})

it('comes to an end, and lets any answer be changed or taken back in the list', async () => {
  const { room } = await show('agree')
  for (let at = 0; at < 4; at++) {
    vi.advanceTimersByTime(TWICE_MS)
    const group = screen.getAllByRole('group')[0] as HTMLElement
    await fireEvent.click(within(group).getByRole('button', { name: 'Agree' }))
  }
  expect(screen.getByText(/You have answered everything/)).toBeTruthy()
  const line = screen.getByRole('group', { name: 'One simple ticket' })
  const agree = within(line).getByRole('button', { name: 'Agree' })
  expect(agree.getAttribute('aria-pressed')).toBe('true')
  await fireEvent.click(agree)
  await sent()
  expect(room.last).toMatchObject({ data: { marks: { [id('tickets')]: null } } })
})

it('ticks all one supports', async () => {
  const { room } = await show('approval')
  await fireEvent.click(screen.getByRole('checkbox', { name: 'One simple ticket' }))
  expect(screen.getByText('1 ticked')).toBeTruthy()
  await sent()
  expect(room.last).toMatchObject({ data: { marks: { [id('tickets')]: 1 } } })
})

function helping() {
  const room = makeRoom({ me: 'gwen', role: 'table_helper', stage: 'vote', themes: true })
  room.seats = [id('gwen'), id('june')]
  room.actingFor = id('june')
  return room
}

it('sends the vote of the person typed for by the button with their name, and not before', async () => {
  const { room } = await show('dots', helping())
  expect(screen.getByRole('heading', { name: 'The vote of June Ellis' })).toBeTruthy()
  await fireEvent.click(button('One more dot on “One simple ticket”'))
  await sent()
  expect(room.asked).toEqual([])
  expect(screen.getByText(/Not sent yet: the vote of June Ellis/)).toBeTruthy()
  room.actingFor = null
  await fireEvent.click(button('Send the vote of June Ellis'))
  expect(room.asked.at(-1)).toMatchObject({
    actingFor: id('june'),
    command: { type: 'CastBallot', data: { marks: { [id('tickets')]: 1 } } },
  })
  expect(room.actingFor).toBeNull()
})

it('keeps what was filled in for somebody while the helper is with another', async () => {
  const room = helping()
  const { unmount } = await show('dots', room)
  await fireEvent.click(button('One more dot on “One simple ticket”'))
  unmount()
  expect(room.asked).toEqual([])
  await show('dots', room)
  expect(left()).toBe('4 dots left')
  await fireEvent.click(button('Send the vote of June Ellis'))
  expect(room.asked).toHaveLength(1)
})

it('says that a vote waits while there is no line', async () => {
  const { room } = await show('dots')
  room.state = 'offline'
  await fireEvent.click(button('One more dot on “One simple ticket”'))
  expect(screen.getByText(/Your vote is kept here and will be sent/)).toBeTruthy()
})

it('sends a secret vote whole, by its button, and then shows nobody what was on it', async () => {
  const room = makeRoom({ stage: 'vote', themes: true })
  await show('approval', room, { secret: true })
  await fireEvent.click(await screen.findByRole('checkbox', { name: 'One simple ticket' }))
  await sent()
  expect(room.last).toBeUndefined()
  expect(screen.getByText(/Nobody can see how you voted/)).toBeTruthy()

  await fireEvent.click(button('Send my vote'))

  expect(room.last).toMatchObject({ data: { marks: { [id('tickets')]: 1 } } })
  expect(screen.getByRole('status').textContent).toMatch(/^You have voted\. Nobody can see how/)
  expect(screen.queryByRole('checkbox')).toBeNull()
})

it('lets one vote again in secret from an empty ballot, and sends no empty one', async () => {
  const room = makeRoom({ stage: 'vote', themes: true })
  await show('approval', room, { secret: true })
  const round = id('round')
  const vote = { round, voter: id('ann'), marks: {}, counted: null, voted: true }
  room.putMine('ballots', `${round}.${id('ann')}`, vote)
  await tick()

  await fireEvent.click(button('Vote again'))

  const boxes = await screen.findAllByRole<HTMLInputElement>('checkbox')
  expect(boxes.some((each) => each.checked)).toBe(false)
  await fireEvent.click(button('Send my vote'))
  expect(room.last).toBeUndefined()
})
