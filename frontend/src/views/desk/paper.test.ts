import { configure, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { addRound, CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'
import type { RoundRecord } from '../../board/board'

import { forgetSaid } from './acts.svelte'
import DeskDoorList from './DeskDoorList.svelte'
import DeskPeople from './DeskPeople.svelte'
import RoundTools from './RoundTools.svelte'

configure({ defaultHidden: true })
beforeEach(forgetSaid)
afterEach(silence)

const facilitating = () =>
  makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote', themes: true })
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const fill = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })

function door(room: FakeRoom) {
  render(DeskDoorList, { context: inScene(room, CONFIG) })
}

function list(room: FakeRoom, name: string, key: string) {
  room.put('door_list', id(key), { name, organisation: null, table: '3', area: null })
}

it('ticks the one person left by typing and Enter', async () => {
  const room = facilitating()
  list(room, 'Dilys Pugh', 'dilys')
  list(room, 'Emyr Wyn', 'emyr')
  door(room)
  expect(screen.getByText(/0 of 2 on the list have come/)).toBeTruthy()
  await fill('Who is at the door?', 'dil')
  await fireEvent.submit(screen.getByLabelText('Who is at the door?').closest('form') as Element)
  expect(room.last).toEqual({
    type: 'RecordArrival',
    data: { participant: id('dilys'), device: false },
  })
})

it('puts a pasted list on in one act, with organisations that are new', async () => {
  const room = facilitating()
  door(room)
  await fill(/One person a line/, 'Mair\tCalder Valley Council\t3\nEmyr\tChoir\t')
  await click('Put 2 people on the list')
  const [added, listed] = room.asked.map((each) => each.command)
  expect(added).toMatchObject({ type: 'AddOrganisation', data: { name: 'Choir' } })
  expect(listed).toMatchObject({
    type: 'ListPeople',
    data: {
      people: [
        { name: 'Mair', organisation: id('council'), table: '3' },
        { name: 'Emyr', table: '' },
      ],
    },
  })
})

it('puts people on with their area, new areas and all', async () => {
  const room = facilitating()
  room.put('areas', id('valley'), { name: 'Top of the valley' })
  door(room)
  await fill(/One person a line/, 'Mair,,,top of the Valley\nEmyr,,,Sirhowy\nDilys')
  expect(screen.getByText(/These areas are not on the list yet.*: Sirhowy\.$/)).toBeTruthy()
  await click('Put 3 people on the list')
  const [added, listed] = room.asked.map((each) => each.command)
  expect(added).toMatchObject({ type: 'AddArea', data: { name: 'Sirhowy' } })
  const sirhowy = added?.type === 'AddArea' ? added.data.area : ''
  expect(listed).toMatchObject({
    data: { people: [{ area: id('valley') }, { area: sirhowy }, { area: null }] },
  })
})

it('adds somebody at the door with the area they are from', async () => {
  const room = facilitating()
  room.put('areas', id('Sirhowy'), { name: 'Sirhowy' })
  render(DeskPeople, { props: { room }, context: inScene(room, CONFIG) })
  await fill('Name, or where they sit', 'Mair')
  await fireEvent.change(screen.getByLabelText(/^Area they are from/), {
    target: { value: id('Sirhowy') },
  })
  await click('Add them')
  expect(room.last).toMatchObject({ type: 'AddParticipant', data: { area: id('Sirhowy') } })
})

it('names a bad line, adds nobody, and keeps what was pasted', async () => {
  const room = facilitating()
  door(room)
  await fill(/One person a line/, 'Mair\n, Council')
  await click('Put 2 people on the list')
  expect(screen.getByText('Line 2 has no name.')).toBeTruthy()
  expect(room.asked).toEqual([])
  expect(screen.getByLabelText<HTMLTextAreaElement>(/One person a line/).value).toContain('Mair')
})

function voting(fields: Partial<RoundRecord> = {}) {
  const room = facilitating()
  const round = addRound(room, 'approval', fields)
  render(RoundTools, { props: { id: round }, context: inScene(room, CONFIG) })
  return { room, round }
}

it('records a show of hands, and refuses more than people could give', async () => {
  const { room, round } = voting()
  await click('Count hands or a table')
  await fill('How many people are that?', '9')
  await fill('How many of them voted?', '8')
  const [first] = screen.getAllByLabelText('In favour')
  if (first === undefined) throw new Error('nothing to count')
  await fireEvent.input(first, { target: { value: '10' } })
  await click('Record this count')
  expect(room.asked).toEqual([])
  expect(screen.getByRole('alert').textContent).toContain('more than so many people could give')
  await fireEvent.input(first, { target: { value: '8' } })
  await click('Record this count')
  expect(room.last).toMatchObject({
    type: 'RecordTotals',
    data: { round, counted: 'hands', people: 9, cast: 8, voters: null },
  })
})

const TOTALS = {
  totals: id('totals'),
  counted: 'hands' as const,
  table: '',
  voters: [],
  people: 9,
  cast: 8,
  counts: {},
  confirmed_by: null,
  withdrawn_reason: null,
  at: 1,
  said_at: null,
  seq: 400,
  paper: 0,
}

it.each([
  ['farah', 0],
  ['gwen', 1],
])('lets only a second person confirm a count that binds (%s counted)', (by, buttons) => {
  const { room, round } = voting({ binding: true })
  room.put('totals', `${round}.${id('totals')}`, { ...TOTALS, round, by: id(by) })
  return Promise.resolve().then(() => {
    expect(screen.queryAllByRole('button', { name: /confirm/ })).toHaveLength(buttons)
  })
})

it('opens a count again for a reason, and closes it again', async () => {
  const { room, round } = voting({ open: false, closed_seq: 340, closed_at: 7, counted: true })
  await click('Open the count again for late paper')
  await fill('Why is it counted again?', 'Three sheets in a bag')
  await click('Open the count again for late paper')
  expect(room.last).toEqual({
    type: 'ReopenCount',
    data: { round, reason: 'Three sheets in a bag' },
  })
  room.patch('rounds', round, { reopened: true, counted: false })
  await Promise.resolve()
  await click('Close and count again')
  expect(room.last).toEqual({ type: 'CloseRound', data: { round } })
})

it('takes off a choice that was added by mistake, where a vote takes more of them', async () => {
  const { room, round } = voting({ open_options: true })
  await fireEvent.click(screen.getByText('Take a choice off', { selector: 'summary' }))
  const fold = screen.getByText('Take a choice off').closest('details')
  if (fold === null) throw new Error('no choices to take off')
  fold.open = true
  await fireEvent(fold, new Event('toggle'))
  const [first] = screen.getAllByRole('button', { name: /^Take off: / })
  if (first === undefined) throw new Error('nothing to take off')
  await fireEvent.click(first)
  const option = [...room.board.options.values()].find((each) => each.round === round)?.option
  expect(room.last).toEqual({ type: 'WithdrawOption', data: { round, option } })
})

it('takes off the list only organisations nobody is entered under', async () => {
  const room = facilitating()
  room.put('organisations', id('choir'), { name: 'Choir', identifiers: [] })
  render(DeskPeople, { props: { room }, context: inScene(room, CONFIG) })
  expect(screen.getAllByRole('button', { name: /^Take off: / })).toHaveLength(1)
  await click('Take off: Choir')
  expect(room.last).toEqual({ type: 'RemoveOrganisation', data: { organisation: id('choir') } })
})
