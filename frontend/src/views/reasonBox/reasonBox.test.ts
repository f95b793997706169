import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { addRound, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { addVote } from '../../../gallery/votes'
import { silence } from '../../a11y/announcer'
import { options, rounds } from '../../board/select'

import Ballot from '../ballot/Ballot.svelte'
import { forgetDrafts } from '../drafts'
import RoundPanel from '../roundPanel/RoundPanel.svelte'

const SENT_MS = 500

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  silence()
  forgetDrafts('')
  vi.useRealTimers()
})

async function show(room: FakeRoom) {
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  const props = { round, choices: options(room.board, round.id) }
  const rendered = render(Ballot, { props, context: inScene(room) })
  await vi.dynamicImportSettled()
  await tick()
  return rendered
}

async function sent() {
  vi.advanceTimersByTime(SENT_MS)
  await tick()
}

function asked(room: FakeRoom) {
  return room.asked.map(({ command }) => command.data)
}

const voting = () => makeRoom({ stage: 'vote', themes: true })
const button = (name: string | RegExp) => screen.getByRole('button', { name })
const worried = () => screen.getByRole<HTMLInputElement>('radio', { name: /No, I have a worry/ })
const box = () => screen.getByRole<HTMLTextAreaElement>('textbox')

function consent(): FakeRoom {
  const room = voting()
  addVote(room, 'consent', {}, {}, { reasons: 'required' })
  return room
}

it('asks nobody why where the vote takes no reasons', async () => {
  const room = voting()
  addRound(room, 'dots')
  await show(room)
  await fireEvent.click(button('One more dot on “One simple ticket”'))
  expect(screen.queryByText('Say why')).toBeNull()
})

it('takes a reason beside the mark it belongs to, and words it anew under its id', async () => {
  const room = voting()
  const round = addRound(room, 'dots', { reasons: 'optional' })
  await show(room)
  expect(screen.queryByText('Say why')).toBeNull()
  await fireEvent.click(button('One more dot on “One simple ticket”'))
  await sent()
  await fireEvent.click(button('Say why: “One simple ticket”'))
  await tick()
  expect(screen.getByLabelText(/Why\? You may leave this out/)).toBeTruthy()
  expect(
    screen.getByText(
      /Everybody here can read this when the vote closes, with your name and this answer/,
    ),
  )
  await fireEvent.input(box(), { target: { value: 'One card for every bus' } })
  await fireEvent.click(button('Send this'))
  const [, given] = asked(room)
  expect(given).toMatchObject({
    round,
    marks: {},
    reasons: [{ option: id('tickets'), text: 'One card for every bus' }],
  })
  await fireEvent.click(button('Change these words: why “One simple ticket”'))
  await tick()
  await fireEvent.input(box(), { target: { value: 'One card for all' } })
  await fireEvent.click(button('Send this'))
  const first = given as { reasons: { reason: string }[] }
  expect(asked(room)[2]).toMatchObject({
    reasons: [{ reason: first.reasons[0]?.reason, text: 'One card for all' }],
  })
})

it('holds back a worry until it is said, and sends both together', async () => {
  const room = consent()
  await show(room)
  await fireEvent.click(worried())
  await sent()
  expect(room.asked).toEqual([])
  expect(screen.getByText(/Not sent yet/)).toBeTruthy()
  await fireEvent.click(button('Send this'))
  expect(screen.getByText(/There is nothing written yet/)).toBeTruthy()
  expect(room.asked).toEqual([])
  await fireEvent.input(screen.getByLabelText(/What is your worry/), {
    target: { value: ' Who drives on Sundays? ' },
  })
  await fireEvent.click(button('Send this'))
  expect(asked(room)).toMatchObject([
    {
      marks: { [id('trial')]: -1 },
      reasons: [{ option: id('trial'), text: 'Who drives on Sundays?' }],
    },
  ])
  expect(screen.getByText('Who drives on Sundays?')).toBeTruthy()
})

it('keeps a worry that was not sent while one looks elsewhere', async () => {
  const room = consent()
  const { unmount } = await show(room)
  await fireEvent.click(worried())
  await fireEvent.input(box(), { target: { value: 'Who drives' } })
  unmount()
  await show(room)
  expect(worried().checked).toBe(true)
  expect(box().value).toBe('Who drives')
  expect(room.asked).toEqual([])
})

it('puts a reason back into the box where the answer turned round', async () => {
  const room = consent()
  await show(room)
  await fireEvent.click(worried())
  await fireEvent.input(box(), { target: { value: 'Too dear' } })
  await fireEvent.click(button('Send this'))
  await fireEvent.click(screen.getByRole('radio', { name: /Yes, I can live with it/ }))
  await sent()
  expect(room.last?.data).toEqual({ round: id('round'), marks: { [id('trial')]: 1 } })
  expect(box().value).toBe('Too dear')
})

it('lets a reason go along with more of the same', async () => {
  const room = voting()
  addRound(room, 'dots', { reasons: 'optional' })
  await show(room)
  const more = button('One more dot on “One simple ticket”')
  await fireEvent.click(more)
  await fireEvent.click(button('Say why: “One simple ticket”'))
  await tick()
  await fireEvent.input(box(), { target: { value: 'Simple' } })
  await fireEvent.click(button('Send this'))
  await fireEvent.click(more)
  await sent()
  expect(room.last?.data).toMatchObject({
    marks: { [id('tickets')]: 2 },
    reasons: [{ option: id('tickets'), text: 'Simple' }],
  })
})

it('sends what was said for somebody with their vote, by its button', async () => {
  const room = makeRoom({ stage: 'vote', themes: true, me: 'gwen', role: 'table_helper' })
  addVote(room, 'consent', {}, {}, { reasons: 'required' })
  room.seats = [id('gwen'), id('june')]
  room.actingFor = id('june')
  const key = `${id('round')}.${id('june')}`
  const none = { marks: {}, counted: null }
  room.putMine('ballots', key, { round: id('round'), voter: id('june'), ...none })
  await show(room)
  await fireEvent.click(worried())
  const send = button(/^Send the vote of/)
  expect(send.getAttribute('aria-disabled')).toBe('true')
  await fireEvent.input(box(), { target: { value: 'The step is too high' } })
  await fireEvent.click(send)
  expect(room.asked).toMatchObject([
    { actingFor: id('june'), command: { data: { reasons: [{ text: 'The step is too high' }] } } },
  ])
})

it('keeps words that a vote closed over, with what to do', async () => {
  const room = consent()
  const { unmount } = await show(room)
  await fireEvent.click(worried())
  await fireEvent.input(box(), { target: { value: 'Who drives' } })
  unmount()
  room.patch('rounds', id('round'), { open: false })
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  render(RoundPanel, { props: { round }, context: inScene(room) })
  await vi.dynamicImportSettled()
  await tick()
  expect(screen.getByText('Who drives')).toBeTruthy()
  expect(screen.getByText(/closed before these words were sent/)).toBeTruthy()
})
