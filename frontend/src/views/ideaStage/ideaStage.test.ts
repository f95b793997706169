import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'
import { stages } from '../../board/select'
import type { Rejected } from '../../sync/room.svelte'

import IdeaStage from './IdeaStage.svelte'

afterEach(() => {
  silence()
  sessionStorage.clear()
})

function show(room: FakeRoom, more: { rejected?: Rejected[]; ondismiss?: () => void } = {}) {
  const stage = stages(room.board).find((each) => each.id === id('ideas'))
  if (stage === undefined) throw new Error('no stage')
  return render(IdeaStage, { props: { stage, ...more }, context: inScene(room) })
}

const list = (name: RegExp) => screen.getByRole('region', { name })
const texts = (region: HTMLElement) =>
  within(region)
    .queryAllByRole('article')
    .map((each) => each.querySelector('.long-text')?.textContent)

function someone(room: FakeRoom, name: string, text: string, seq: number) {
  const like = room.board.ideas.get(id('idea0'))
  if (like) room.put('ideas', id(name), { ...like, text, seq })
}

it('keeps mine apart from the room’s, newest first', () => {
  show(makeRoom())
  expect(texts(list(/^Yours \(2\)/))).toEqual([
    expect.stringContaining('A waiting room'),
    expect.stringContaining('Keep the last 590'),
  ])
  expect(texts(list(/^From the room \(10\)/))[0]).toBe('A bus stop by the clinic.')
})

it('waits below a vote, unless somebody writes in it when the vote opens', async () => {
  const docked = () => document.querySelector('.idea-stage__composer--docked') !== null
  const { rerender } = show(makeRoom())
  expect(docked()).toBe(true)
  await rerender({ voting: true })
  expect(docked()).toBe(false)
  await rerender({ voting: false })
  expect(docked()).toBe(true)

  const box = screen.getByRole('textbox', { name: 'Your idea' })
  box.focus()
  await fireEvent.input(box, { target: { value: 'A bench' } })
  await rerender({ voting: true })
  expect(docked()).toBe(true)
})

it('lets new ideas in at once while nobody reads', async () => {
  const room = makeRoom()
  show(room)
  someone(room, 'new', 'Something new', 500)
  await tick()
  expect(texts(list(/^From the room/))[0]).toBe('Something new')
})

it('holds still while somebody reads: new ideas wait, and what went leaves its place', async () => {
  Element.prototype.scrollIntoView = vi.fn()
  const room = makeRoom()
  show(room)
  const room_list = within(list(/^From the room/)).getByRole('list')
  await fireEvent.pointerEnter(room_list)
  someone(room, 'new', 'Something new', 500)
  someone(room, 'new2', 'And more', 501)
  room.board.ideas.delete(id('idea11'))
  await tick()
  const region = list(/^From the room/)
  expect(within(region).getByText('This idea was taken off the board.')).toBeTruthy()
  expect(texts(region)).not.toContain('Something new')
  await fireEvent.click(within(region).getByRole('button', { name: '2 new ideas' }))
  expect(texts(list(/^From the room/)).slice(0, 2)).toEqual(['And more', 'Something new'])
  expect(screen.queryByText('This idea was taken off the board.')).toBeNull()
})

it('shows what I just wrote at once', async () => {
  const room = makeRoom({ ideas: 0 })
  show(room)
  await fireEvent.input(screen.getByRole('textbox', { name: 'Your idea' }), {
    target: { value: 'A night bus' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Add' }))
  expect(texts(list(/^Yours \(1\)/))).toEqual(['A night bus'])
})

it('rewords and takes back one’s own idea, and nothing moves the box meanwhile', async () => {
  const room = makeRoom()
  show(room)
  await fireEvent.click(screen.getByRole('button', { name: /^Change the words of “Keep the last/ }))
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'New words' })
  expect(document.activeElement).toBe(box)
  await fireEvent.input(box, { target: { value: 'Keep the last 590 until eleven.' } })
  someone(room, 'new', 'Something new', 500)
  await tick()
  expect(screen.getByRole('textbox', { name: 'New words' })).toBe(box)
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(room.last).toEqual({
    type: 'RewordIdea',
    data: { idea: id('idea1'), text: 'Keep the last 590 until eleven.' },
  })
  await fireEvent.click(screen.getByRole('button', { name: /^Take back “Keep the last/ }))
  expect(room.last).toEqual({ type: 'WithdrawIdea', data: { idea: id('idea1') } })
})

it('puts refused words back into the box', async () => {
  const ondismiss = vi.fn()
  const refused: Rejected = {
    id: 'c1',
    actingFor: null,
    type: 'SubmitIdea',
    code: 'text_too_long',
    message: 'This is longer than fits.',
    words: 'A long idea',
    command: { type: 'SubmitIdea', data: { idea: 'x', stage: id('ideas'), text: 'A long idea' } },
  }
  show(makeRoom(), { rejected: [refused], ondismiss })
  await fireEvent.click(screen.getByRole('button', { name: 'Put them back in the box' }))
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your idea' }).value).toBe(
    'A long idea',
  )
  expect(ondismiss).toHaveBeenCalledWith('c1')
})

it('teaches where there is nothing yet, and says when the rest is shown', () => {
  show(makeRoom({ ideas: 0 }))
  expect(screen.getByText('No ideas here yet')).toBeTruthy()
})

it('shows nobody else’s while everybody writes on their own', () => {
  show(makeRoom({ private: true }))
  expect(screen.getByText('Everybody is writing on their own')).toBeTruthy()
  expect(screen.getAllByText('Only you can see this')).toHaveLength(2)
})

it('shows no names in a stage without names', () => {
  const { container } = show(makeRoom({ anonymous: true }))
  expect(container.textContent).not.toContain('Carys')
  expect(screen.queryByRole('img')).toBeNull()
})

it('gives observers no box', () => {
  show(makeRoom({ role: 'observer', me: 'hana' }))
  expect(screen.queryByRole('textbox')).toBeNull()
  expect(screen.getByText(/You are here to watch/)).toBeTruthy()
})
