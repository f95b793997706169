import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { addAgreement, addRedesign } from '../../../gallery/redesigns'

import AgreeStage from './AgreeStage.svelte'

const MISSING = 'Not agreed yet: Valley Community Transport has not said where it stands.'

function show(me: string, role: 'participant' | 'facilitator') {
  const room = makeRoom({ me, role })
  addRedesign(room)
  addAgreement(room, MISSING)
  const health = room.board.organisations.get(id('health'))
  if (health) room.put('organisations', id('health'), { ...health, voice: id('carys') })
  render(AgreeStage, { context: inScene(room), props: {} })
  return room
}

it('says in one sentence what is missing, and who signed an earlier version', () => {
  show('ann', 'participant')
  expect(screen.getByText(MISSING)).toBeTruthy()
  expect(screen.getByText('Signed version 1, now 2: please look again')).toBeTruthy()
  expect(screen.getByText('Not said yet')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Say so' })).toBeNull()
})

it('lets who speaks for an organisation sign the version as it reads now', async () => {
  const room = show('carys', 'participant')
  await fireEvent.click(screen.getByRole('button', { name: 'Say so' }))
  expect(screen.getByRole('alert').textContent).toBe('Choose where it stands first.')
  await fireEvent.click(screen.getByLabelText('We agree'))
  await fireEvent.click(screen.getByRole('button', { name: 'Say so' }))
  expect(room.last).toMatchObject({
    type: 'TakePosition',
    data: { version: 2, hash: '2'.repeat(64), organisation: id('health'), level: 'consent' },
  })
})

it('gives the terms, the assessment and the record to the desk alone', () => {
  show('farah', 'facilitator')
  expect(screen.getByText('Whom it touches (8 of 8 to assess)')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Record that it is agreed' })).toBeTruthy()
})

it('corrects a formal decision under its own record, and takes it off with a reason', async () => {
  const room = show('farah', 'facilitator')
  const [[redesign] = ['']] = [...room.board.redesigns]
  room.put('formal_decisions', id('cabinet'), {
    redesign,
    version: 2,
    outcome: 'approved',
    body: 'Cabinet',
    on: '2026-01-15',
    minute: '',
    call_in_until: '',
    reasons: '',
    withdrawn_reason: null,
    at: 0,
    seq: 9,
    redacted: false,
  })
  const summary = await screen.findByText('Correct what Cabinet decided')
  const form = within(summary.closest('details') ?? summary)
  await fireEvent.input(form.getByLabelText('Minute'), { target: { value: 'Minute 42' } })
  await fireEvent.click(form.getByRole('button', { name: 'Save', hidden: true }))
  expect(room.last).toMatchObject({
    type: 'RecordFormalDecision',
    data: { formal_decision: id('cabinet'), redesign, body: 'Cabinet', minute: 'Minute 42' },
  })
  const takeOff = form.getByRole('button', { name: 'Take it off the record', hidden: true })
  await fireEvent.click(takeOff)
  expect(form.getByRole('alert', { hidden: true }).textContent.trim()).toBe(
    'Say why it is taken off the record.',
  )
  await fireEvent.input(form.getByLabelText('Called in, or recorded by mistake? Say why'), {
    target: { value: 'Called in' },
  })
  await fireEvent.click(takeOff)
  expect(room.last).toEqual({
    type: 'WithdrawFormalDecision',
    data: { formal_decision: id('cabinet'), reason: 'Called in' },
  })
})
