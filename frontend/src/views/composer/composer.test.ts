import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { stages } from '../../board/select'

import { forgetDrafts } from '../drafts'

import Composer from './Composer.svelte'

afterEach(() => {
  forgetDrafts('')
})

function show(room: FakeRoom, ontyping?: (stage: string | null) => void) {
  const stage = stages(room.board).find((each) => each.id === id('ideas'))
  if (stage === undefined) throw new Error('no stage')
  const props = { stage, ...(ontyping && { ontyping }) }
  return render(Composer, { props, context: inScene(room) })
}

const box = (name = 'Your idea') => screen.getByRole<HTMLTextAreaElement>('textbox', { name })

it('adds an idea with Enter, and keeps the box for the next one', async () => {
  const room = makeRoom()
  show(room)
  await fireEvent.input(box(), { target: { value: '  A night bus ' } })
  await fireEvent.keyDown(box(), { key: 'Enter' })
  expect(room.last).toMatchObject({
    type: 'SubmitIdea',
    data: { stage: id('ideas'), text: 'A night bus' },
  })
  expect(box().value).toBe('')
  expect(document.activeElement).toBe(box())
})

it('starts a new line with Shift and Enter, and while a word is being composed', async () => {
  const room = makeRoom()
  show(room)
  await fireEvent.input(box(), { target: { value: 'One' } })
  await fireEvent.keyDown(box(), { key: 'Enter', shiftKey: true })
  await fireEvent.keyDown(box(), { key: 'Enter', isComposing: true })
  expect(room.asked).toEqual([])
})

it('takes Enter for a new line on a phone, and Ctrl and Enter to add', async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }))
  const room = makeRoom()
  show(room)
  await fireEvent.input(box(), { target: { value: 'One' } })
  await fireEvent.keyDown(box(), { key: 'Enter' })
  expect(room.asked).toEqual([])
  await fireEvent.keyDown(box(), { key: 'Enter', ctrlKey: true })
  expect(room.asked).toHaveLength(1)
})

it('says beside the box what is missing, and keeps what was typed', async () => {
  const room = makeRoom()
  show(room)
  await fireEvent.click(screen.getByRole('button', { name: 'Add' }))
  expect(screen.getByRole('alert').textContent).toContain('Write a few words first')
  await fireEvent.input(box(), { target: { value: 'x'.repeat(4001) } })
  await fireEvent.click(screen.getByRole('button', { name: 'Add' }))
  expect(screen.getByRole('alert').textContent).toContain('1 letter too long')
  expect(box().value).toHaveLength(4001)
  expect(room.asked).toEqual([])
})

it('says who can see it', () => {
  show(makeRoom({ private: true }))
  expect(screen.getByText(/Only you can see this until/)).toBeTruthy()
})

it('keeps a draft for each person typed for, and names them', async () => {
  const room = makeRoom({ me: 'gwen', role: 'table_helper' })
  room.seats = [id('gwen'), id('ivor')]
  show(room)
  await fireEvent.input(box(), { target: { value: 'Mine' } })
  room.actingFor = id('ivor')
  await tick()
  expect(box('The idea of Table 3, seat 4').value).toBe('')
  expect(screen.getByRole('button', { name: 'Add for Table 3, seat 4' })).toBeTruthy()
  room.actingFor = null
  await tick()
  expect(box().value).toBe('Mine')
})

it('is emptied when another tab of mine sent the same words', async () => {
  const room = makeRoom()
  show(room)
  await fireEvent.input(box(), { target: { value: 'A night bus' } })
  const key = Object.keys(localStorage).find((each) => each.startsWith('draft.')) ?? ''
  const oldValue = localStorage.getItem(key)
  await fireEvent(window, new StorageEvent('storage', { key, oldValue, newValue: null }))
  expect(box().value).toBe('')
})

it('tells the room that somebody is writing, and that they stopped', async () => {
  const ontyping = vi.fn()
  show(makeRoom(), ontyping)
  await fireEvent.input(box(), { target: { value: 'A' } })
  expect(ontyping).toHaveBeenLastCalledWith(id('ideas'))
  await fireEvent.blur(box())
  expect(ontyping).toHaveBeenLastCalledWith(null)
})
