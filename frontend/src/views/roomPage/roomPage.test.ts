import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { silence } from '../../a11y/announcer'
import type { PageConfig } from '../config'

import RoomPage from './RoomPage.svelte'

afterEach(() => {
  silence()
  sessionStorage.clear()
})

const show = (room: FakeRoom, config: PageConfig = CONFIG) => render(RoomPage, { room, config })
const main = () => screen.getByRole('main')

function move(room: FakeRoom, to: string) {
  for (const [key, each] of room.board.stages) {
    if (each.open) room.patch('stages', key, { open: false })
  }
  room.patch('stages', id(to), { open: true, opened_at: 1 })
  room.patch('workshop', 'workshop', { live_stage: id(to) })
}

it('says where the room is, how long, whether all is saved, and how many are here', () => {
  show(makeRoom())
  const bar = screen.getByRole('banner')
  expect(within(bar).getByText('Ideas')).toBeTruthy()
  expect(within(bar).getByRole('timer').textContent.trim()).toBe('8:32')
  expect(within(bar).getByText('Saved')).toBeTruthy()
  expect(within(bar).getByRole('button', { name: '9 here' })).toBeTruthy()
})

it('goes along when the room moves on', async () => {
  const room = makeRoom()
  show(room)
  move(room, 'themes')
  await tick()
  expect(within(main()).getByRole('heading', { level: 1, name: 'Themes' })).toBeTruthy()
})

it('stays with somebody who is writing, keeps the words, and offers the way', async () => {
  const room = makeRoom()
  show(room)
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your idea' })
  box.focus()
  await fireEvent.input(box, { target: { value: 'Half a sent' } })
  move(room, 'themes')
  await tick()
  expect(
    screen.getByText(/The room has moved to “Themes”\. What you were writing is kept\./),
  ).toBeTruthy()
  expect(within(main()).getByRole('heading', { level: 1, name: 'Ideas' })).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Go to “Themes”' }))
  await tick()
  expect(within(main()).getByRole('heading', { level: 1, name: 'Themes' })).toBe(
    document.activeElement,
  )
  move(room, 'ideas')
  await tick()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your idea' }).value).toBe(
    'Half a sent',
  )
})

it('lets one look at another stage without moving anybody', async () => {
  const room = makeRoom({ stage: 'themes', themes: true })
  show(room)
  await fireEvent.click(screen.getByRole('button', { name: /^Stages/ }))
  await fireEvent.click(screen.getByRole('button', { name: /^Ideas/ }))
  await tick()
  expect(screen.getByText(/You are looking at “Ideas”\. The room is in “Themes”\./)).toBeTruthy()
  expect(screen.getByText(/This stage is closed\. You can still read/)).toBeTruthy()
  expect(room.asked).toEqual([])
})

it('says that there is nothing to do between stages, and what comes next', () => {
  const room = makeRoom({ stage: 'none' })
  show(room)
  expect(
    screen.getByText(/Nothing to do just now\. The facilitator opens “Welcome” next\./),
  ).toBeTruthy()
})

it('goes on when the line is lost: the board stays, and so does the box', async () => {
  const room = makeRoom()
  show(room)
  room.state = 'offline'
  room.saving = { waiting: 3, late: false, unstored: false, allInMs: 0, kept: 'disk' }
  await tick()
  expect(screen.getByText('Not connected: 3 kept here, will send')).toBeTruthy()
  expect(screen.getByRole('textbox', { name: 'Your idea' })).toBeTruthy()
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('tells everybody, and who runs it what to do, that the server cannot save', async () => {
  for (const [me, role, told] of [
    ['ann', 'participant', /What you write is kept here and sent/],
    ['farah', 'facilitator', /Tell whoever keeps it/],
  ] as const) {
    const room = makeRoom({ me, role })
    const { unmount } = show(room)
    room.saving = { waiting: 1, late: false, unstored: true, allInMs: 0, kept: 'disk' }
    await tick()
    expect(screen.getByText(told)).toBeTruthy()
    room.saving = { waiting: 0, late: false, unstored: false, allInMs: 0, kept: 'disk' }
    await tick()
    expect(screen.queryByText(told)).toBeNull()
    unmount()
  }
})

it('tells who sent more than goes out at once that nothing is lost, until it is sent', async () => {
  const room = makeRoom()
  show(room)
  room.saving = { waiting: 380, late: false, unstored: false, allInMs: 95_000, kept: 'disk' }
  await tick()
  expect(screen.getByText(/Nothing is lost: it is kept here/)).toBeTruthy()
  room.saving = { waiting: 0, late: false, unstored: false, allInMs: 0, kept: 'disk' }
  await tick()
  expect(screen.queryByText(/Nothing is lost/)).toBeNull()
})

it('tells also who only looks on that a server is too old, until the newer one is there (N7)', async () => {
  const room = makeRoom({ me: 'hana', role: 'observer' })
  show(room)
  room.behind = true
  await tick()
  expect(screen.getByText(/What you see stands still for a moment/)).toBeTruthy()
  // It looks whether the newer one is there.
  room.state = 'offline'
  await tick()
  expect(screen.getByText(/What you see stands still for a moment/)).toBeTruthy()
  room.state = 'live'
  room.behind = false
  await tick()
  expect(screen.queryByText(/stands still/)).toBeNull()
})

it('says why it stopped and what to do', async () => {
  const room = makeRoom()
  show(room)
  room.state = 'stopped'
  room.stoppedWhy = 'Reload the page to go on.'
  await tick()
  expect(screen.getByRole('alert').textContent).toContain('Reload the page to go on.')
})

it('says who is writing, and nobody’s name where the stage has none', async () => {
  const room = makeRoom()
  show(room)
  room.typing.add(id('dafydd'))
  await tick()
  expect(screen.getByText('Dafydd Rees is writing')).toBeTruthy()
  room.patch('stages', id('ideas'), { anonymous: true })
  await tick()
  expect(screen.getByText('Somebody is writing')).toBeTruthy()
})

it('shows the desk to those who run the room, and to nobody else', async () => {
  const { unmount } = show(makeRoom({ me: 'farah', role: 'facilitator' }))
  const desk = screen.getByRole('region', { name: 'Your desk' })
  await within(desk).findByRole('button', { name: 'Open “Themes”' }, { timeout: 15_000 })
  unmount()
  const helper = makeRoom({ me: 'gwen', role: 'table_helper' })
  show(helper)
  expect(screen.queryByRole('region', { name: 'Your desk' })).toBeNull()
  expect(await screen.findByRole('heading', { name: 'Typing for:' })).toBeTruthy()
  // What is fetched when it is needed takes a busy machine its time.
}, 20_000)

it('shows who is here', async () => {
  show(makeRoom())
  await fireEvent.click(screen.getByRole('button', { name: '9 here' }))
  expect(screen.getByText('42 people in this workshop, 9 here now')).toBeTruthy()
  const people = screen.getAllByRole('list').find((each) => each.className === 'people-here')
  expect(people?.textContent).toContain('Carys Morgan')
})

it('lets one change one’s name, and asks twice before destroying it', async () => {
  const room = makeRoom()
  show(room)
  await fireEvent.click(screen.getByRole('button', { name: 'You' }))
  await fireEvent.input(await screen.findByRole('textbox', { name: 'Name or pseudonym' }), {
    target: { value: 'A.' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(room.last).toEqual({
    type: 'RenameParticipant',
    data: { participant: id('ann'), name: 'A.' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'You' }))
  await fireEvent.click(screen.getByRole('button', { name: 'Remove my name for good' }))
  expect(room.asked).toHaveLength(1)
  await fireEvent.click(screen.getByRole('button', { name: 'Yes, remove my name for good' }))
  expect(room.last).toEqual({ type: 'EraseParticipant', data: { participant: id('ann') } })
})

it('offers refused words back beside the box, or to be copied where there is none', async () => {
  const text = 'A night bus'
  const refused = {
    id: 'c1',
    type: 'SubmitIdea',
    code: 'stage_closed',
    message: 'This stage is closed.',
    words: text,
    actingFor: null,
    command: { type: 'SubmitIdea' as const, data: { idea: 'i', stage: id('ideas'), text } },
  }
  const room = makeRoom()
  show(room)
  room.refuse(refused)
  await tick()
  expect(await screen.findByRole('button', { name: 'Put them back in the box' })).toBeTruthy()
  move(room, 'themes')
  await tick()
  const messages = screen.getByRole('region', { name: 'Messages' })
  expect(await within(messages).findByText(text)).toBeTruthy()
  await fireEvent.click(await within(messages).findByRole('button', { name: 'Let go' }))
  expect(room.rejected).toEqual([])
})

it('tells who runs the workshop what they open, and that nobody else does', () => {
  const room = makeRoom({ stage: 'none', me: 'farah', role: 'facilitator' })
  room.view = 'facilitator'
  show(room)
  expect(screen.getByText('You open “Welcome” when the room is ready.')).toBeTruthy()
  expect(screen.queryByText(/The facilitator starts the first stage/)).toBeNull()
})
