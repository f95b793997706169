import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { expect, it, vi } from 'vitest'

import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import ShownToAll from './ShownToAll.svelte'

function show(kind: 'idea' | 'stage', key: string, busy: boolean) {
  const room = makeRoom()
  const onstage = vi.fn()
  const shown = { kind, id: id(key), seq: 400 }
  render(ShownToAll, {
    props: { shown, busy: () => busy, onstage },
    context: inScene(room, CONFIG),
  })
  return onstage
}

it('shows the thing at once to who is free, and closes', async () => {
  show('idea', 'idea3', false)
  await tick()
  expect(screen.getByText('One ticket for bus and train.')).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Close, and go on' }))
  expect(screen.queryByRole('region')).toBeNull()
})

it('asks first who is in the middle of writing', async () => {
  show('idea', 'idea3', true)
  await tick()
  expect(screen.queryByText('One ticket for bus and train.')).toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: 'Look at it' }))
  expect(screen.getByText('One ticket for bus and train.')).toBeTruthy()
})

it('takes who is free to the stage, and nobody who is writing', async () => {
  const go = show('stage', 'welcome', false)
  await tick()
  expect(go).toHaveBeenCalledWith(id('welcome'))
  const asked = show('stage', 'welcome', true)
  await tick()
  expect(asked).not.toHaveBeenCalled()
})
