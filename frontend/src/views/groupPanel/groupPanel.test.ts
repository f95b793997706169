import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { addGroups, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import GroupPanel from './GroupPanel.svelte'

const show = (room: ReturnType<typeof makeRoom>) => render(GroupPanel, { context: inScene(room) })

it('says in which group I am, who with, where to sit and what it is asked', () => {
  const room = makeRoom({ me: 'ann' })
  addGroups(room, ['ann', 'esme'])
  show(room)
  expect(screen.getByRole('heading', { name: 'You are in group Blue' })).toBeTruthy()
  expect(screen.getByText(/Sit here: By the stove/)).toBeTruthy()
  expect(screen.getByText('What would help people who work late?')).toBeTruthy()
})

it('says that everyone is called back, and then that they are back', () => {
  const room = makeRoom({ me: 'esme' })
  addGroups(room, ['ann', 'esme'], { back_at: Date.now() })
  const { unmount } = show(room)
  expect(screen.getByText(/everyone comes back when the time is up/)).toBeTruthy()
  unmount()
  addGroups(room, ['ann', 'esme'], { open: false })
  show(room)
  expect(screen.getByRole('heading', { name: 'You are back with everyone' })).toBeTruthy()
  // Only who reports chooses.
  expect(screen.queryByText('Choose what to take to everyone')).toBeNull()
})

it('lets the reporter take chosen ideas to everyone', async () => {
  const room = makeRoom({ me: 'ann', ideas: 2 })
  const { blue } = addGroups(room, ['ann', 'esme'])
  room.patch('ideas', id('idea0'), { group: blue })
  show(room)
  await fireEvent.click(screen.getByRole('checkbox'))
  await fireEvent.click(screen.getByRole('button', { name: 'Take 1 to everyone' }))
  expect(room.last?.type).toBe('ReportBack')
  expect(room.last?.data).toMatchObject({ group: blue, ideas: [{ of: id('idea0') }], themes: [] })
})

it('offers the groups where people choose, and says what to do where they do not', async () => {
  const room = makeRoom({ me: 'nobody' })
  addGroups(room, ['ann'], { choosing: true })
  const green = id('green')
  room.patch('groups', green, { members: [] })
  show(room)
  await fireEvent.click(screen.getByRole('button', { name: 'Green (0 people)' }))
  expect(room.last).toMatchObject({ type: 'ChooseGroup', data: { group: green } })
})
