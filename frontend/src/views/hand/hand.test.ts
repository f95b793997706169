import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { expect, it } from 'vitest'

import { CONFIG, id, makeRoom, NOW } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import Hand from './Hand.svelte'

it('raises one’s hand, says that it is up, and lowers it', async () => {
  const room = makeRoom()
  render(Hand, { context: inScene(room, CONFIG) })
  await fireEvent.click(screen.getByRole('button', { name: 'Raise your hand' }))
  expect(room.last).toEqual({ type: 'RaiseHand', data: { participant: id('ann') } })
  room.putMine('hands', id('ann'), { at: NOW })
  await tick()
  await fireEvent.click(screen.getByRole('button', { name: 'Hand up: lower it' }))
  expect(room.last).toEqual({ type: 'LowerHand', data: { participant: id('ann') } })
})

it('raises the hand of the person one types for', async () => {
  const room = makeRoom({ me: 'gwen', role: 'table_helper' })
  room.actingFor = id('ivor')
  render(Hand, { context: inScene(room, CONFIG) })
  await fireEvent.click(screen.getByRole('button', { name: /Raise a hand for Table 3/ }))
  expect(room.last).toEqual({ type: 'RaiseHand', data: { participant: id('ivor') } })
})
