import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { addDecision, addRound, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { states } from '../../../gallery/states'
import { stages } from '../../board/select'

import StageView from './StageView.svelte'

function show(room: FakeRoom, name: string) {
  const stage = stages(room.board).find((each) => each.id === id(name))
  if (stage === undefined) throw new Error('no stage')
  return render(StageView, { props: { stage }, context: inScene(room) })
}

it('says what the stage is for, in the facilitator’s words or its own', () => {
  const { unmount } = show(makeRoom(), 'ideas')
  expect(screen.getByText(/How could people get home after eight/)).toBeTruthy()
  unmount()
  show(makeRoom({ stage: 'welcome' }), 'welcome')
  expect(screen.getByText('Arrive, see who is here, and read the question.')).toBeTruthy()
})

it('says that a stage has not started, is closed, or is for others until a time', () => {
  const first = show(makeRoom(), 'themes')
  expect(screen.getByText(/has not started/)).toBeTruthy()
  first.unmount()
  const second = show(makeRoom({ stage: 'themes' }), 'ideas')
  expect(screen.getByText(/This stage is closed/)).toBeTruthy()
  second.unmount()
  const made = states['closed-to-you']?.().room
  if (made) show(made, 'themes')
  expect(screen.getByText(/It is open until Sunday 15 March, 10:42/)).toBeTruthy()
})

it('shows the question, what will happen, and what is good to know, while people arrive', () => {
  show(makeRoom({ stage: 'welcome' }), 'welcome')
  expect(screen.getByText('Hello, Ann Hughes.')).toBeTruthy()
  expect(screen.getByText(/How could everybody in the valley/)).toBeTruthy()
  expect(screen.getByText(/What you write is recorded/)).toBeTruthy()
})

it('thanks, says what happens next, and gives people what they contributed', async () => {
  const room = makeRoom({ stage: 'close' })
  addDecision(room)
  show(room, 'close')
  expect(await screen.findByText('Thank you for taking part, Ann Hughes.')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'One-page summary (PDF)' })).toBeTruthy()
  expect(screen.getByText('Keep the last 590 until ten on Fridays and Saturdays.')).toBeTruthy()
})

it('teaches what a vote is for before there is one, and shows one in any stage', async () => {
  const { unmount } = show(makeRoom({ stage: 'vote' }), 'vote')
  expect(screen.getByText('Nothing to vote on yet')).toBeTruthy()
  expect(screen.getByText(/^The facilitator puts a question to the room/)).toBeTruthy()
  unmount()
  const desk = show(makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote' }), 'vote')
  expect(screen.getByText(/“Ask the room”, at your desk/)).toBeTruthy()
  desk.unmount()
  const room = makeRoom({ themes: true })
  addRound(room, 'approval', { stage: id('ideas') })
  show(room, 'ideas')
  expect(await screen.findByRole('heading', { name: 'Your vote' })).toBeTruthy()
})
