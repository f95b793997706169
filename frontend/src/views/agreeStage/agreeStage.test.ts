import { fireEvent, render, screen } from '@testing-library/svelte'
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
