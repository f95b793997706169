// Who votes, whom an interest keeps out, and what ties the choices of a budget together.
import { configure, fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { CONFIG, id, INVITATION, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { square } from '../../../gallery/square'
import { addVote } from '../../../gallery/votes'
import { silence } from '../../a11y/announcer'
import { rounds } from '../../board/select'
import RoundPanel from '../roundPanel/RoundPanel.svelte'

import { forgetSaid } from './acts.svelte'
import AskForm from './AskForm.svelte'
import DeskInterests from './DeskInterests.svelte'
import DeskVoices from './DeskVoices.svelte'

configure({ defaultHidden: true })

beforeEach(forgetSaid)
afterEach(silence)

const config = { ...CONFIG, ...INVITATION, qrSvg: square() }
const voting = () => makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote', themes: true })

function speaks(room: FakeRoom): void {
  room.patch('organisations', id('council'), {
    voice: id('bilal'),
    capacity: 'delegated_authority',
  })
}

function ask(room = voting()): FakeRoom {
  render(AskForm, { props: { ondone: vi.fn() }, context: inScene(room, config) })
  return room
}

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const choose = (name: string | RegExp) => fireEvent.click(screen.getByRole('radio', { name }))
const type = (label: string | RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } })
const pick = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })

it('says before it opens that organisations need somebody who speaks for them', () => {
  ask()
  const organisations = screen.getByRole<HTMLInputElement>('radio', {
    name: /^Organisations, one vote each/,
  })
  expect(organisations.disabled).toBe(true)
  expect(screen.getByText(/^First say who speaks for each organisation/)).toBeTruthy()
})

it('asks organisations, and shows who votes for whom and which have no vote', async () => {
  const room = voting()
  speaks(room)
  ask(room)
  await choose(/^Organisations, one vote each/)
  expect(screen.getByText(/Calder Valley Council: Bilal Khan \(can say yes for it\)/)).toBeTruthy()
  expect(screen.getByText(/Without a vote, as nobody speaks for them: .*Youth Forum/)).toBeTruthy()
  await click('Start the vote')
  expect(room.last?.data).toMatchObject({ electorate: 'organisations', open_roll: false })
  expect(room.last?.data).not.toHaveProperty('roll')
})

it('says that a secret vote is not for organisations, and lets nobody choose both', async () => {
  const room = voting()
  speaks(room)
  ask(room)
  await fireEvent.click(screen.getByRole('checkbox', { name: /^Secret/ }))
  const organisations = screen.getByRole<HTMLInputElement>('radio', {
    name: /^Organisations, one vote each/,
  })
  expect(organisations.disabled).toBe(true)
  expect(
    screen.getAllByText(/^Not in a secret vote: with one vote each and few of them/),
  ).not.toEqual([])
})

it('keeps out who declared an interest, and says who that is', async () => {
  const room = voting()
  room.patch('participants', id('esme'), { interests: ['potential_bidder'] })
  room.patch('participants', id('carys'), { interests: ['potential_bidder'], dispensed: true })
  ask(room)
  await fireEvent.click(screen.getByRole('checkbox', { name: 'may bid' }))
  expect(screen.getByText(/^Cannot vote: Esme Clarke\. Whoever declares one/)).toBeTruthy()
  await choose('People I choose')
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Esme Clarke/ }).checked).toBe(
    false,
  )
  await click('Start the vote')
  expect(room.last?.data).toMatchObject({ barring: ['potential_bidder'] })
  const { roll } = room.last?.data as { roll: string[] }
  expect(roll).toContain(id('carys'))
  expect(roll).not.toContain(id('esme'))
})

async function budget(room = voting()): Promise<FakeRoom> {
  ask(room)
  await choose(/What should the money pay for/)
  await choose('Words of my own')
  await type('One choice on each line', 'Lamps\nA bus\nA van')
  await type('How much there is, in pounds', '5000')
  for (const each of ['Lamps', 'A bus', 'A van'])
    await fireEvent.input(screen.getByRole('spinbutton', { name: each }), {
      target: { value: '1000' },
    })
  return room
}

it('ties the choices of a budget together by what they are called here', async () => {
  const room = await budget()
  await click('A limit for some of them')
  const limit = screen.getByRole('group', { name: 'Limit 1' })
  await type(/^What it is called/, 'Vehicles')
  await fireEvent.click(within(limit).getByRole('checkbox', { name: 'A bus' }))
  await fireEvent.click(within(limit).getByRole('checkbox', { name: 'A van' }))
  await type(/^At most, in pounds/, '1500')
  await click('Only one of some')
  const only = screen.getByRole('group', { name: 'Only one of these (1)' })
  await fireEvent.click(within(only).getByRole('checkbox', { name: 'A bus' }))
  await fireEvent.click(within(only).getByRole('checkbox', { name: 'A van' }))
  await click('One that needs another')
  await pick('This choice', 'A van')
  await pick('needs this one', 'Lamps')
  await click('Start the vote')
  const sent = room.last?.data as {
    options: { option: string; text: string; needs: string[] }[]
    ring_fences: { options: string[] }[]
    exclusions: string[][]
  }
  const [lamps, bus, van] = sent.options
  expect([lamps?.text, bus?.text, van?.text]).toEqual(['Lamps', 'A bus', 'A van'])
  expect(sent.ring_fences).toEqual([
    { name: 'Vehicles', options: [bus?.option, van?.option], at_most: 150_000, at_least: 0 },
  ])
  expect(sent.exclusions).toEqual([[bus?.option, van?.option]])
  expect(van?.needs).toEqual([lamps?.option])
  expect(bus?.needs).toEqual([])
})

it.each([
  [
    'a limit without a name',
    async () => {
      await click('A limit for some of them')
    },
    'Give each limit a name: it stands with the result.',
  ],
  [
    'more kept than there is',
    async () => {
      await click('A limit for some of them')
      await type(/^What it is called/, 'Vehicles')
      const limit = screen.getByRole('group', { name: 'Limit 1' })
      await fireEvent.click(within(limit).getByRole('checkbox', { name: 'A bus' }))
      await type(/^At least, in pounds/, '6000')
    },
    '“Vehicles” must be above nothing, and what is kept no more than its limit and all the money.',
  ],
  [
    'one alone of which only one',
    async () => {
      await click('Only one of some')
    },
    'Tick at least two choices of which only one can be paid for.',
  ],
  [
    'one that needs itself',
    async () => {
      await click('One that needs another')
      await pick('This choice', 'Lamps')
      await pick('needs this one', 'Lamps')
    },
    'These need each other in a circle, so none could be paid for. Take one away.',
  ],
])('says what cannot be counted before anything is sent: %s', async (_what, fill, told) => {
  const room = await budget()
  await fill()
  await click('Start the vote')
  expect(screen.getByRole('alert').textContent).toContain(told)
  expect(room.asked).toEqual([])
})

it('says who speaks for each organisation, names another, and takes it back', async () => {
  const room = voting()
  render(DeskVoices, { context: inScene(room, config) })
  expect(screen.getAllByText('Nobody speaks for it')).toHaveLength(4)
  await click(/who speaks for Calder Valley Council/)
  await pick('Can they say yes for it?', 'subject_to_governance')
  await click('Save')
  expect(room.last).toEqual({
    type: 'GiveMandate',
    data: {
      organisation: id('council'),
      participant: id('bilal'),
      capacity: 'subject_to_governance',
    },
  })
  speaks(room)
  await tick()
  expect(screen.getByText('Bilal Khan, can say yes for it')).toBeTruthy()
  await click(/who speaks for Calder Valley Council/)
  await click('Nobody speaks for it any more')
  expect(room.last).toEqual({ type: 'WithdrawMandate', data: { organisation: id('council') } })
})

it('lets somebody vote all the same, with a reason, and takes that back', async () => {
  const room = voting()
  room.patch('participants', id('esme'), { interests: ['employment'] })
  render(DeskInterests, { context: inScene(room, config) })
  await click('Let them vote all the same: Esme Clarke')
  await click('Let them vote all the same')
  expect(screen.getByRole('alert').textContent).toContain('Say why: it stands on record.')
  expect(room.asked).toEqual([])
  await type('Why they may vote', 'Everybody works there')
  await click('Let them vote all the same')
  expect(room.last).toEqual({
    type: 'DispenseInterest',
    data: { participant: id('esme'), reason: 'Everybody works there' },
  })
  room.patch('participants', id('esme'), {
    dispensed: true,
    dispensation: 'Everybody works there',
  })
  await tick()
  expect(screen.getByText('May vote all the same: Everybody works there')).toBeTruthy()
  await click('Take that back: keep Esme Clarke out again')
  expect(room.last).toEqual({ type: 'WithdrawDispensation', data: { participant: id('esme') } })
})

it('says on the ballot for whom one votes, and to everybody who votes for whom', async () => {
  const room = makeRoom({ me: 'bilal', stage: 'vote', themes: true })
  speaks(room)
  addVote(room, 'simple_majority', {}, {}, { electorate: 'organisations' })
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no vote')
  render(RoundPanel, { props: { round }, context: inScene(room) })
  await vi.dynamicImportSettled()
  await tick()
  expect(
    screen.getByText(/You vote for Calder Valley Council\.\s+You can say yes for it\./),
  ).toBeTruthy()
  expect(
    screen.getByText('Each organisation has one vote here, through who speaks for it.'),
  ).toBeTruthy()
})
