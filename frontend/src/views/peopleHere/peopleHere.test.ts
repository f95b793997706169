import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { makeRoom } from '../../../gallery/fixtures'

import PeopleHere from './PeopleHere.svelte'

async function open(room = makeRoom(), anonymous = false) {
  render(PeopleHere, { room, anonymous })
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
