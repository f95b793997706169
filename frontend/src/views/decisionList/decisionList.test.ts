import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { addDecision, CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import DecisionList from './DecisionList.svelte'

it('lets a decision be reported', async () => {
  const room = makeRoom()
  addDecision(room)
  render(DecisionList, { context: inScene(room, CONFIG) })
  await fireEvent.click(screen.getByRole('button', { name: /^Report “.*” to the facilitators$/ }))
  await fireEvent.input(await screen.findByLabelText('Tell them what worries you'), {
    target: { value: 'That is not what we decided' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Send to the facilitators' }))
  expect(room.last).toMatchObject({
    type: 'MakeReport',
    data: { about: 'decision', id: id('decision') },
  })
})
