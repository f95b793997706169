import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { addRound, CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'

import { stages } from '../../board/select'
import { draftKey, forgetDrafts, keepDraft } from '../drafts'

import TypingFor from './TypingFor.svelte'

afterEach(() => {
  silence()
  forgetDrafts('')
  onnext.mockReset()
})

const onnext = vi.fn()

function show(at = 'ideas', fill: (room: FakeRoom) => void = () => undefined) {
  const room = makeRoom({ me: 'gwen', role: 'table_helper', stage: at })
  room.seats = [id('gwen'), id('ivor'), id('june')]
  fill(room)
  const stage = stages(room.board).find((each) => each.id === id(at))
  render(TypingFor, { props: { room, stage, onnext }, context: inScene(room) })
  return room
}

const people = () => screen.getByRole('group', { name: 'Typing for:' })

it('shows whom one types for, with a band, until one is oneself again', async () => {
  const room = show()
  expect(within(people()).getByRole('button', { name: 'Myself', pressed: true })).toBeTruthy()
  await fireEvent.click(within(people()).getByRole('button', { name: /Table 3, seat 4/ }))
  expect(room.actingFor).toBe(id('ivor'))
  expect(screen.getByText('You are typing for Table 3, seat 4')).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Back to myself' }))
  expect(room.actingFor).toBeNull()
})

it('folds the others away on a phone while one types for somebody, until another is chosen', async () => {
  const room = show()
  const unfold = () => screen.queryByRole('button', { name: 'Choose somebody else' })
  expect(unfold()).toBeNull()
  room.actingFor = id('ivor')
  await tick()
  expect(unfold()?.getAttribute('aria-expanded')).toBe('false')
  if (unfold()) await fireEvent.click(unfold() as HTMLElement)
  expect(unfold()?.getAttribute('aria-expanded')).toBe('true')
  await fireEvent.click(within(people()).getByRole('button', { name: /June/ }))
  expect(room.actingFor).toBe(id('june'))
  expect(unfold()?.getAttribute('aria-expanded')).toBe('false')
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

const VOTE = { voter: '', marks: {}, counted: null } as const

it('says who has not voted, and goes to the next of them by a tap or a key', async () => {
  const room = show('vote', (made) => {
    const round = addRound(made, 'dots')
    const june = { ...VOTE, round, voter: id('june'), marks: { [id('tickets')]: 1 } }
    made.putMine('ballots', `${round}.${id('june')}`, june)
  })
  expect(screen.getByText('1 of 2 have not had their turn here yet.')).toBeTruthy()
  expect(within(people()).getByRole('button', { name: /June Ellis has voted/ })).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Next: Table 3, seat 4' }))
  expect(room.actingFor).toBe(id('ivor'))
  expect(onnext).toHaveBeenCalledOnce()
  room.actingFor = null
  await tick()
  await fireEvent.keyDown(window, { altKey: true, code: 'KeyN' })
  expect(room.actingFor).toBe(id('ivor'))
})

it('counts a vote that was taken by hand as given', () => {
  show('vote', (made) => {
    const round = addRound(made, 'dots')
    for (const voter of [id('ivor'), id('june')])
      made.putMine('ballots', `${round}.${voter}`, { ...VOTE, round, voter, counted: 'hands' })
  })
  expect(screen.getByText('All 2 have had their turn here.')).toBeTruthy()
  expect(screen.queryByRole('button', { name: /^Next/ })).toBeNull()
})

it('counts the ideas of each, and remembers what is begun and not sent', () => {
  show('ideas', (made) => {
    const scene = { config: CONFIG, me: id('gwen') }
    keepDraft(draftKey(scene, id('ideas'), id('june')), 'A bench')
    const text = { text: 'A light', at: 5, hidden: false, withdrawn: false, waiting: false }
    const idea = { stage: id('ideas'), group: null, author: id('ivor'), redacted: false, ...text }
    made.putMine('ideas', id('light'), idea)
  })
  const button = (name: RegExp) => within(people()).getByRole('button', { name })
  expect(button(/Table 3, seat 4 1 idea/)).toBeTruthy()
  expect(button(/June Ellis begun, not sent/)).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Next: June Ellis' })).toBeTruthy()
})
