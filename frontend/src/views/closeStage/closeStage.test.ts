import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import {
  addClosing,
  addDecision,
  addResponses,
  CONFIG,
  id,
  makeRoom,
} from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import CloseStage from './CloseStage.svelte'

function show(given: Parameters<typeof addClosing>[1] = {}, made?: FakeRoom) {
  const room = made ?? makeRoom({ stage: 'close' })
  addClosing(room, given)
  render(CloseStage, { context: inScene(room) })
  return room
}

const last = (room: FakeRoom) => room.asked.at(-1)

it('says what happens next in the facilitator’s words', () => {
  show()
  expect(screen.getByText(/The council reads this on 14 April/)).toBeTruthy()
  expect(screen.getByText(/Ask us anything at the town hall/)).toBeTruthy()
})

it('asks one question, and takes an answer with words only', async () => {
  const room = show()
  await fireEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(room.asked).toEqual([])
  expect(screen.getByText('Write a few words first.')).toBeTruthy()
  await fireEvent.input(screen.getByLabelText('Your answer'), { target: { value: ' More tea ' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Send' }))
  expect(last(room)?.command).toEqual({ type: 'AnswerExit', data: { text: 'More tea' } })
})

it('lets an answer be changed and taken back', async () => {
  const room = show({ answer: 'More tea' })
  await fireEvent.click(screen.getByRole('button', { name: 'Change it' }))
  const box: HTMLTextAreaElement = screen.getByLabelText('Your answer')
  expect(box.value).toBe('More tea')
  await fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await fireEvent.click(screen.getByRole('button', { name: 'Take it back' }))
  expect(last(room)?.command).toEqual({ type: 'AnswerExit', data: { text: '' } })
})

it('says that an answer is without a name where the closing stage is', () => {
  const room = makeRoom({ stage: 'close' })
  room.patch('stages', id('close'), { anonymous: true })
  show({}, room)
  expect(screen.getByText(/without your name/)).toBeTruthy()
})

it('takes an address that reaches somebody, keeps one that does not, and lets it go again', async () => {
  const room = show()
  const box: HTMLInputElement = screen.getByLabelText('E-mail address or telephone number')
  await fireEvent.input(box, { target: { value: 'ann at home' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Keep me informed' }))
  expect(room.asked).toEqual([])
  expect(box.value).toBe('ann at home')
  await fireEvent.input(box, { target: { value: 'ann@example.org' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Keep me informed' }))
  expect(last(room)?.command).toMatchObject({
    type: 'GiveContact',
    data: { address: 'ann@example.org' },
  })
})

it('removes an address at one press', async () => {
  const room = show({ contact: 'ann@example.org' })
  await fireEvent.click(screen.getByRole('button', { name: 'Remove my address' }))
  expect(last(room)?.command).toEqual({
    type: 'WithdrawContact',
    data: { participant: id('ann') },
  })
})

it('shows what comes of a decision, with who says so', async () => {
  const room = makeRoom({ stage: 'close' })
  addDecision(room)
  addResponses(room, id('decision'))
  show({}, room)
  expect(await screen.findByText('We are doing this')).toBeTruthy()
  expect(screen.getByText(/Valley Community Transport, Operations manager, by 1 May/)).toBeTruthy()
  expect(screen.getByText('We are not doing this')).toBeTruthy()
})

it('asks those who run it nothing, and leads them to what is left to do', () => {
  const room = makeRoom({ me: 'farah', role: 'facilitator', stage: 'close' })
  addClosing(room)
  render(CloseStage, { context: inScene(room, { ...CONFIG, afterUrl: '#after' }) })
  expect(screen.queryByRole('button', { name: 'Send' })).toBeNull()
  expect(screen.getByRole('link', { name: 'After the meeting' })).toBeTruthy()
})
