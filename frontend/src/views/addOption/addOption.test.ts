import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { addRound, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { options, rounds } from '../../board/select'

import AddOption from './AddOption.svelte'

function show(room = makeRoom({ stage: 'vote', themes: true })) {
  addRound(room, 'dots', { open_options: true })
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  const props = { round, choices: options(room.board, round.id) }
  render(AddOption, { props, context: inScene(room) })
  return room
}

const open = () =>
  fireEvent.click(screen.getByRole('button', { name: 'Put another idea to the vote' }))
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Put it to the vote' }))

it('lets anybody put another idea to a vote whose choices are open', async () => {
  const room = show()
  await open()
  expect(screen.queryByRole('textbox')).toBeNull()
  await fireEvent.change(screen.getByRole('combobox', { name: 'Which one?' }), {
    target: { value: id('idea4') },
  })
  await send()
  expect(room.last).toEqual({
    type: 'AddOption',
    data: { round: id('round'), plan: { option: id('idea4'), source: 'idea' } },
  })
})

it('lets those who run the room add words of their own', async () => {
  const room = show(makeRoom({ stage: 'vote', themes: true, me: 'farah', role: 'facilitator' }))
  await open()
  await fireEvent.input(screen.getByRole('textbox', { name: 'Or words of your own' }), {
    target: { value: ' None of these ' },
  })
  await send()
  expect(room.last).toMatchObject({ data: { plan: { source: 'text', text: 'None of these' } } })
})
