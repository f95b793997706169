import { configure, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { addRound, CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'
import type { SimpleMethod, RoundRecord } from '../../board/board'
import { forgetSaid } from '../desk/acts.svelte'
import { forgetDrafts } from '../drafts'

import PaperDesk from './PaperDesk.svelte'
import { placeOf } from './place'

configure({ defaultHidden: true })
beforeEach(forgetSaid)
afterEach(() => {
  silence()
  forgetDrafts('')
})

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const fill = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
const pick = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })

function desk(room: FakeRoom, props = {}) {
  render(PaperDesk, { props, context: inScene(room, CONFIG) })
  return room
}

function voting(method: SimpleMethod, fields: Partial<RoundRecord> = {}) {
  const room = makeRoom({ me: 'gwen', role: 'table_helper', stage: 'vote', themes: true })
  const round = addRound(room, method, fields)
  return { room, round }
}

it('adds a card that nobody signed as nobody’s, and takes it back', async () => {
  const room = desk(makeRoom({ me: 'gwen', role: 'table_helper' }))
  await fill('What is on the card', ' A bench at the stop ')
  await click('Add this card')
  expect(room.asked.at(-1)).toMatchObject({
    actingFor: null,
    saidAt: undefined,
    command: { type: 'RecordCard', data: { stage: id('ideas'), text: 'A bench at the stop' } },
  })
  await click('Take this back')
  expect(room.last).toMatchObject({ type: 'WithdrawIdea' })
})

it('adds a signed card for the person, into the stage it was written in', async () => {
  const room = desk(makeRoom({ me: 'gwen', role: 'table_helper', stage: 'themes' }))
  await pick('Name on the card', id('june'))
  await fill('What is on the card', 'A light')
  await click('Add for June Ellis')
  const closed_at = room.board.stages.get(id('ideas'))?.closed_at
  expect(room.asked.at(-1)).toMatchObject({
    actingFor: id('june'),
    saidAt: closed_at,
    command: { type: 'SubmitIdea', data: { text: 'A light' } },
  })
})

it('records a sheet with its number, and refuses the number again', async () => {
  const { room, round } = voting('approval')
  desk(room, { place: { kind: 'round', id: round, paper: 17 } })
  await fireEvent.click(screen.getByRole('checkbox', { name: 'One simple ticket' }))
  await click('Record this sheet')
  expect(room.asked.at(-1)).toMatchObject({
    saidAt: undefined,
    command: {
      type: 'RecordTotals',
      data: { counted: 'paper', people: 1, cast: 1, voters: [], paper: 17 },
    },
  })
  const [asked] = room.asked
  if (asked?.command.type !== 'RecordTotals') throw new Error('no count')
  const { totals, counts } = asked.command.data
  const who = { by: id('farah'), confirmed_by: null, withdrawn_reason: null }
  const told = { people: 1, cast: 1, at: 1, said_at: null, seq: 400, paper: 17, table: '' }
  const record = { round, totals, counted: 'paper' as const, voters: [], counts, ...who, ...told }
  room.put('totals', `${round}.${totals}`, record)
  await fill('Number on the sheet', '17')
  await fireEvent.click(screen.getByRole('checkbox', { name: 'One simple ticket' }))
  await click('Record this sheet')
  expect(screen.getByRole('alert').textContent).toContain('Sheet 17 has been typed in already')
  expect(room.asked).toHaveLength(1)
})

it('refuses more dots than one person has, and a blank sheet', async () => {
  const { room } = voting('dots')
  desk(room)
  await click('Record this sheet')
  expect(screen.getByRole('alert').textContent).toContain('Nothing is marked')
  await fill('One simple ticket', '3')
  await click('Record this sheet')
  expect(screen.getByRole('alert').textContent).toContain('more dots than one person has')
  expect(room.asked).toEqual([])
})

it('counts by name only where a vote binds, as of when it closed', async () => {
  const closed = { open: false, reopened: true, closed_seq: 340, closed_at: 7_000 }
  const { room } = voting('agree', { binding: true, ...closed })
  desk(room)
  const [agree] = screen.getAllByRole('radio', { name: 'Agree' })
  if (agree === undefined) throw new Error('nothing to mark')
  await fireEvent.click(agree)
  await click('Record this sheet')
  expect(screen.getByRole('alert').textContent).toContain('by name only')
  await pick('Name on the sheet', id('june'))
  await click('Record the sheet of June Ellis')
  expect(room.asked.at(-1)).toMatchObject({
    saidAt: 7_000,
    command: { data: { voters: [id('june')], counts: { [id('shifts')]: { agree: 1 } } } },
  })
})

it('leads a counted vote to the facilitator, who alone opens the count again', () => {
  const { room } = voting('approval', { open: false, counted: true, closed_seq: 340 })
  desk(room, { place: { kind: 'round', id: id('round'), paper: undefined } })
  expect(screen.getByText(/Ask the facilitator to open the count again/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Open the count again/ })).toBeNull()
})

it.each([
  [`#paper-round-${id('round')}.17`, { kind: 'round', id: id('round'), paper: 17 }],
  [`#paper-stage-${id('ideas')}`, { kind: 'stage', id: id('ideas'), paper: undefined }],
  ['#stage-title', undefined],
])('reads where a code leads: %s', (hash, place) => {
  expect(placeOf(hash)).toEqual(place)
})
