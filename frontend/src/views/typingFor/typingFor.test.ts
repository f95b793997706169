import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it } from 'vitest'

import { id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'

import TypingFor from './TypingFor.svelte'

afterEach(silence)

function show() {
  const room = makeRoom({ me: 'gwen', role: 'table_helper' })
  room.seats = [id('gwen'), id('ivor'), id('june')]
  render(TypingFor, { props: { room }, context: inScene(room) })
  return room
}

const people = () => screen.getByRole('group', { name: 'Typing for:' })

it('shows whom one types for, with a band, until one is oneself again', async () => {
  const room = show()
  expect(within(people()).getByRole('button', { name: 'Myself', pressed: true })).toBeTruthy()
  await fireEvent.click(within(people()).getByRole('button', { name: 'Table 3, seat 4' }))
  expect(room.actingFor).toBe(id('ivor'))
  expect(screen.getByText('You are typing for Table 3, seat 4')).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Back to myself' }))
  expect(room.actingFor).toBeNull()
})

it('adds a person at the table as oneself, with oneself as helper', async () => {
  const room = show()
  room.actingFor = id('ivor')
  await fireEvent.click(screen.getByRole('button', { name: 'Add a person at your table' }))
  await fireEvent.input(screen.getByRole('textbox', { name: 'Name or seat' }), {
    target: { value: 'Table 3, seat 5' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Add to the table' }))
  expect(room.asked.at(-1)).toMatchObject({
    actingFor: null,
    command: { type: 'AddParticipant', data: { name: 'Table 3, seat 5', helper: id('gwen') } },
  })
})

it('stops typing for somebody who is no longer at the table', async () => {
  const room = show()
  room.actingFor = id('ivor')
  room.seats = [id('gwen')]
  await tick()
  expect(room.actingFor).toBeNull()
})

it('becomes a list to choose from where there are many', async () => {
  const room = show()
  const many = Array.from({ length: 12 }, (_, at) => id(`seat${at}`))
  for (const each of many) {
    const like = room.board.participants.get(id('ivor'))
    if (like) room.put('participants', each, { ...like, name: each })
  }
  room.seats = [id('gwen'), ...many]
  await tick()
  const select = screen.getByRole('combobox', { name: 'Choose a person' })
  await fireEvent.change(select, { target: { value: id('seat3') } })
  expect(room.actingFor).toBe(id('seat3'))
})
