import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { addGroups, addResult, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import { forgetSaid } from './acts.svelte'
import AskForm from './AskForm.svelte'
import DecisionForm from './DecisionForm.svelte'
import DeskBreakouts from './DeskBreakouts.svelte'

afterEach(forgetSaid)

const facilitating = (stage = 'ideas') =>
  makeRoom({ me: 'farah', role: 'facilitator', stage, themes: stage !== 'ideas' })
const show = (room: FakeRoom) => render(DeskBreakouts, { context: inScene(room) })
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
const fill = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })

function groupsNamed(room: FakeRoom) {
  const planned = room.asked.find((each) => each.command.type === 'PlanBreakout')?.command.data
  return (planned as { groups: { name: string; place: string; prompt: string }[] }).groups
}

it('plans groups, each with a name, a place and a question of its own', async () => {
  const room = facilitating()
  show(room)
  await fill('How many groups', '2')
  await fill('What should each group talk about?', 'What helps at night?')
  const second = within(screen.getByRole('group', { name: 'Group 2' }))
  await fireEvent.input(second.getByLabelText('Name'), { target: { value: 'Drivers' } })
  await fireEvent.input(second.getByLabelText('Where to sit'), { target: { value: 'Stage' } })
  await fireEvent.input(second.getByLabelText('A question of its own'), {
    target: { value: 'What do you see?' },
  })
  await click('Make the groups')
  expect(groupsNamed(room)).toMatchObject([
    { name: 'Blue', place: '', prompt: '' },
    { name: 'Drivers', place: 'Stage', prompt: 'What do you see?' },
  ])
  expect(room.last?.type).toBe('SpreadPeople')
})

it('keeps a plan in which two groups have one name until that is mended', async () => {
  const room = facilitating()
  show(room)
  const second = within(screen.getByRole('group', { name: 'Group 2' }))
  await fireEvent.input(second.getByLabelText('Name'), { target: { value: ' blue ' } })
  await click('Make the groups')
  expect(screen.getByRole('alert').textContent).toMatch(/same name/)
  expect(room.asked).toEqual([])
})

it('changes a plan that stands and takes that back; groups that met are not dropped', async () => {
  const room = facilitating()
  addGroups(room, ['ann'])
  room.patch('groups', id('green'), { prompt: 'What do drivers need?' })
  show(room)
  await click('Change the plan')
  await fill('How many groups', '1')
  expect(screen.getAllByRole('group', { name: /^Group \d$/ })).toHaveLength(2)
  await fill('How many groups', '2')
  await fill('Minutes together', '20')
  await click('Save the plan')
  expect(room.last?.data).toMatchObject({
    breakout: id('breakout'),
    minutes: 20,
    groups: [{ prompt: '' }, { prompt: 'What do drivers need?' }],
  })
})

it('gives time to all groups or to one, and takes it back', async () => {
  const room = facilitating()
  addGroups(room, ['ann'])
  show(room)
  await fireEvent.submit(screen.getByLabelText('Minutes from now, for Blue alone'))
  expect(room.last?.data).toEqual({ breakout: id('breakout'), seconds: 300, group: id('blue') })
  await fill('Minutes from now, for all groups', '2.5')
  await fireEvent.submit(screen.getByLabelText('Minutes from now, for all groups'))
  expect(room.last?.data).toEqual({ breakout: id('breakout'), seconds: 150, group: null })
})

it('keeps in sight what all groups read, and takes it down', async () => {
  const room = facilitating()
  addGroups(room, ['ann'], { message: 'Ten minutes left' })
  show(room)
  expect(screen.getByText('All groups read: “Ten minutes left”')).toBeTruthy()
  await fill('Tell all groups', 'Five minutes left')
  await click('Send')
  expect(room.last?.data).toMatchObject({ text: 'Five minutes left' })
  await click('Take it down')
  expect(room.last?.data).toMatchObject({ text: '' })
})

it('moves people by a list that keyboards reach, and calls everyone back', async () => {
  const room = facilitating()
  addGroups(room, ['ann'])
  show(room)
  const where = screen.getByLabelText('Move Ann Hughes to')
  await fireEvent.change(where, { target: { value: id('green') } })
  expect(room.last?.data).toEqual({
    breakout: id('breakout'),
    places: { [id('ann')]: id('green') },
  })
  await click('Bring everyone back in a minute')
  expect(room.last?.data).toEqual({ breakout: id('breakout'), seconds: 60 })
})

it('asks a visited group only, and decides where the vote was', async () => {
  const room = facilitating('vote')
  const { blue } = addGroups(room, ['ann', 'esme'])
  addResult(room, 'dots', { group: blue, question: 'Of Blue?' })
  addResult(room, 'approval', { question: 'Of the room?' }, 'other')
  room.looking = blue
  const { unmount } = render(AskForm, {
    context: inScene(room),
    props: { ondone: () => undefined },
  })
  expect(screen.getByText('Only group Blue votes on this, on its own board.')).toBeTruthy()
  await fireEvent.click(screen.getByLabelText('People I choose'))
  await tick()
  expect(screen.getByText('2 people can vote')).toBeTruthy()
  unmount()
  render(DecisionForm, { context: inScene(room), props: { ondone: () => undefined } })
  expect(screen.getByText(/it stands on everyone’s board/)).toBeTruthy()
  expect(screen.queryByText('Of the room?')).toBeNull()
  await fireEvent.change(screen.getByRole('combobox'), { target: { value: id('round') } })
  expect(screen.getByText(/It stands on group Blue’s board/)).toBeTruthy()
})
