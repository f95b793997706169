import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { addRound, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'
import { stages } from '../../board/select'

import ThemeBoard from './ThemeBoard.svelte'

afterEach(silence)

function show(room: FakeRoom) {
  const stage = stages(room.board).find((each) => each.id === id('themes'))
  return render(ThemeBoard, { props: { stage }, context: inScene(room) })
}

const themed = (more = {}) => makeRoom({ stage: 'themes', themes: true, ...more })
const region = (name: RegExp | string) => screen.getByRole('region', { name })
const tickBox = (text: RegExp) => screen.getByRole('checkbox', { name: text })

it('shows themes as regions with their ideas, and what lies loose', () => {
  show(themed())
  expect(within(region('One simple ticket')).getAllByRole('article')).toHaveLength(2)
  expect(within(region('Not grouped yet (3)')).getAllByRole('article')).toHaveLength(3)
})

it('moves one idea by its menu, with the keyboard alone', async () => {
  const room = themed()
  show(room)
  const move = screen.getByRole('button', {
    name: 'Move to another theme: “A bus stop by the clinic.”',
  })
  await fireEvent.click(move)
  const first = screen.getByRole('button', { name: 'Home after the late shift' })
  expect(document.activeElement).toBe(first)
  await fireEvent.keyDown(first, { key: 'ArrowDown' })
  await fireEvent.click(document.activeElement ?? first)
  expect(room.last).toEqual({
    type: 'GroupIdeas',
    data: { theme: id('timetable'), ideas: [id('idea11')] },
  })
  expect(
    within(region('A timetable one can trust')).getByText('A bus stop by the clinic.'),
  ).toBeTruthy()
})

it('makes a theme of the chosen ideas', async () => {
  const room = makeRoom({ stage: 'themes' })
  show(room)
  expect(screen.getByText('No themes yet')).toBeTruthy()
  await fireEvent.click(tickBox(/Taxi vouchers/))
  await fireEvent.click(tickBox(/Tickets for carers/))
  await fireEvent.click(within(region('2 chosen')).getByRole('button', { name: /Move them to/ }))
  const name = screen.getByRole('textbox', { name: 'A new theme' })
  await fireEvent.input(name, { target: { value: 'For carers' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Make the theme' }))
  expect(room.last).toMatchObject({
    type: 'GroupIdeas',
    data: { title: 'For carers', stage: id('themes'), ideas: [id('idea7'), id('idea8')] },
  })
  expect(within(region('For carers')).getAllByRole('article')).toHaveLength(2)
  expect(screen.queryByRole('region', { name: /chosen/ })).toBeNull()
})

it('takes ideas out of a theme', async () => {
  const room = themed()
  show(room)
  await fireEvent.click(screen.getByRole('button', { name: /^Move to another theme: “Taxi/ }))
  await fireEvent.click(screen.getByRole('button', { name: 'No theme' }))
  expect(room.last).toEqual({ type: 'UngroupIdeas', data: { ideas: [id('idea7')] } })
})

it('holds still while somebody chooses, and says that others changed something', async () => {
  const room = themed()
  show(room)
  await fireEvent.click(tickBox(/Dim ond/))
  room.patch('ideas', id('idea11'), { theme: id('tickets') })
  await tick()
  expect(within(region('One simple ticket')).getAllByRole('article')).toHaveLength(2)
  expect(screen.getByText('1 change to the themes')).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Choose none' }))
  expect(within(region('One simple ticket')).getAllByRole('article')).toHaveLength(3)
})

it('renames, joins and takes apart', async () => {
  const room = themed()
  show(room)
  const open = () =>
    fireEvent.click(screen.getByRole('button', { name: 'More for “One simple ticket”' }))
  await open()
  await fireEvent.click(screen.getByRole('button', { name: 'Rename' }))
  const name = screen.getByRole('textbox', { name: 'Name of the theme' })
  expect(document.activeElement).toBe(name)
  await fireEvent.input(name, { target: { value: 'One ticket' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(room.last).toEqual({
    type: 'NameTheme',
    data: { theme: id('tickets'), title: 'One ticket' },
  })
  await open()
  await fireEvent.click(screen.getByRole('button', { name: /Put everything under “Home after/ }))
  expect(room.last).toEqual({
    type: 'MergeThemes',
    data: { theme: id('shifts'), merged: [id('tickets')] },
  })
  await open()
  await fireEvent.click(screen.getByRole('button', { name: /^Take apart/ }))
  expect(room.last).toEqual({ type: 'DissolveTheme', data: { theme: id('tickets') } })
})

it('splits a theme by making another of some of its ideas', async () => {
  const room = themed()
  show(room)
  await fireEvent.click(screen.getByRole('button', { name: /^Move to another theme: “One ticket/ }))
  await fireEvent.input(screen.getByRole('textbox', { name: 'A new theme' }), {
    target: { value: 'Trains' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Make the theme' }))
  expect(room.last).toMatchObject({
    type: 'SplitTheme',
    data: { theme: id('tickets'), title: 'Trains', ideas: [id('idea3')] },
  })
})

it('leaves a theme that is being voted on as it is', async () => {
  const room = themed()
  addRound(room, 'dots')
  show(room)
  expect(screen.queryByRole('button', { name: /^More for/ })).toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: /^Move to another theme: “A bus/ }))
  expect(
    screen.getByRole<HTMLButtonElement>('button', { name: 'One simple ticket' }).disabled,
  ).toBe(true)
})

it('lets observers watch', () => {
  show(themed({ role: 'observer', me: 'hana' }))
  expect(screen.queryByRole('checkbox')).toBeNull()
  expect(screen.getByText(/You can watch/)).toBeTruthy()
})

it('lets a theme and what is in it be reported, by the keyboard alone', async () => {
  const room = themed()
  show(room)
  const button = within(region('One simple ticket')).getByRole('button', {
    name: 'Report “One simple ticket” to the facilitators',
  })
  button.focus()
  await fireEvent.click(button)
  const words = await screen.findByLabelText('Tell them what worries you')
  expect(words.closest('form')?.contains(document.activeElement)).toBe(true)
  await fireEvent.input(words, { target: { value: 'It mocks somebody' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Send to the facilitators' }))
  expect(room.last).toMatchObject({
    type: 'MakeReport',
    data: { about: 'theme', text: 'It mocks somebody' },
  })
})

const moved = { seq: 9, at: 0, act: 'IdeasGrouped', about: id('timetable'), value: '', things: 2 }

it('lets who grouped undo what they did last, once', async () => {
  const room = themed({ me: 'ann' })
  room.putMine('acts', id('ann'), { ...moved, by: id('ann') })
  show(room)
  const mine = region('What you did last')
  expect(mine.textContent).toContain('You moved 2 ideas to the theme “A timetable one can trust”.')
  const undo = within(mine).getByRole('button', { name: /^Undo/ })
  await fireEvent.click(undo)
  await fireEvent.click(undo)
  expect(room.asked).toHaveLength(1)
  expect(room.last).toMatchObject({ type: 'TakeBack', data: { act: 9 } })
})

it('goes on to what one did before that, however long ago, and keeps it at hand', async () => {
  const room = themed({ me: 'ann' })
  const now = room.clock()
  room.putMine('acts', id('ann'), { ...moved, at: now - 60_000, by: id('ann') })
  show(room)
  const atHand = () => region('What you did last').className.includes('at-hand')
  expect(atHand()).toBe(false)
  await fireEvent.click(within(region('What you did last')).getByRole('button', { name: /^Undo/ }))
  room.putMine('acts', id('ann'), { ...moved, seq: 7, at: now - 90_000, by: id('ann'), things: 3 })
  await tick()
  expect(region('What you did last').textContent).toContain('You moved 3 ideas')
  expect(atHand()).toBe(true)
  await fireEvent.click(within(region('What you did last')).getByRole('button', { name: /^Undo/ }))
  expect(room.last).toMatchObject({ type: 'TakeBack', data: { act: 7 } })
})

it('leaves undoing to the desk for who runs the workshop, and to nobody who only looks', () => {
  for (const more of [
    { me: 'farah', role: 'facilitator' },
    { me: 'ann', stage: 'ideas' },
  ]) {
    const room = themed(more)
    room.putMine('acts', id(more.me), { ...moved, by: id(more.me) })
    const { unmount } = show(room)
    expect(screen.queryByRole('region', { name: 'What you did last' })).toBeNull()
    unmount()
  }
})
