import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import PeopleHere from './PeopleHere.svelte'

let opened = makeRoom()

async function open(room = makeRoom(), anonymous = false) {
  render(PeopleHere, { props: { room, anonymous }, context: inScene(room, CONFIG) })
  opened = room
  await fireEvent.click(screen.getByRole('button', { name: '9 here' }))
}

it('lists people, those who are here first, with role and organisation', async () => {
  await open()
  const people = within(screen.getByRole('list')).getAllByRole('listitem')
  expect(people[0]?.textContent).toContain('Ann Hughes')
  expect(people.at(-1)?.textContent).toContain('without a device')
  expect(screen.getByText('Facilitator, here now')).toBeTruthy()
  expect(screen.getAllByRole('img').length).toBeGreaterThan(0)
})

it('shows no organisation while the stage has no names', async () => {
  await open(makeRoom(), true)
  expect(screen.queryByRole('img')).toBeNull()
})

it('tells the public only how many', async () => {
  await open(makeRoom({ me: 'hana', role: 'observer' }))
  expect(screen.queryByRole('list')).toBeNull()
  expect(screen.getByText('Names are shown only to people in the workshop.')).toBeTruthy()
})

it('lets somebody be reported by name, and asks for the name where none is chosen', async () => {
  await open()
  await fireEvent.click(screen.getByRole('button', { name: 'Report somebody to the facilitators' }))
  await fireEvent.input(await screen.findByLabelText('Tell them what worries you'), {
    target: { value: 'He shouts at people' },
  })
  const send = screen.getByRole('button', { name: 'Send to the facilitators' })
  await fireEvent.click(send)
  expect(screen.getByText('Choose who it is about first.')).toBeTruthy()
  const whom = screen.getByRole('combobox', { name: 'Who is it about?' })
  expect(within(whom).queryByText('Ann Hughes')).toBeNull()
  await fireEvent.change(whom, { target: { value: id('gwen') } })
  await fireEvent.click(send)
  expect(opened.last).toMatchObject({
    type: 'MakeReport',
    data: { about: 'participant', id: id('gwen'), text: 'He shouts at people' },
  })
})

it('offers those who run the workshop no report to themselves', async () => {
  await open(makeRoom({ me: 'farah', role: 'facilitator' }))
  expect(screen.queryByRole('button', { name: /^Report/ })).toBeNull()
})
