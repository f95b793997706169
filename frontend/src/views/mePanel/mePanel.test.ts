import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import MePanel from './MePanel.svelte'

async function open(room = makeRoom()) {
  render(MePanel, {
    props: { room },
    context: inScene(room, { ...CONFIG, rejoinCode: 'CDFGHJKM' }),
  })
  await fireEvent.click(screen.getByRole('button', { name: 'You' }))
  await screen.findByRole('button', { name: 'Leave this workshop' })
  return room
}

it('gives the code to go on from another device', async () => {
  await open()
  expect(screen.getByText('CDFGHJKM')).toBeTruthy()
})

it('lets one speak for another organisation, or for none', async () => {
  const room = await open()
  const select = screen.getByRole('combobox', { name: 'You speak for' })
  await fireEvent.change(select, { target: { value: id('health') } })
  expect(room.last).toEqual({
    type: 'ChooseOrganisation',
    data: { participant: id('ann'), organisation: id('health') },
  })
  await fireEvent.change(select, { target: { value: '' } })
  expect(room.last).toMatchObject({ data: { organisation: null } })
})

it('acts as oneself, also while typing for somebody', async () => {
  const room = makeRoom({ me: 'gwen', role: 'table_helper' })
  room.actingFor = id('ivor')
  await open(room)
  await fireEvent.click(screen.getByRole('button', { name: 'Leave this workshop' }))
  expect(room.asked.at(-1)).toMatchObject({
    actingFor: null,
    command: { data: { participant: id('gwen') } },
  })
})
