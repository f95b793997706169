import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { addGoingOn, addNewWords, addWorries } from '../../../gallery/votes'
import { silence } from '../../a11y/announcer'
import { options, rounds } from '../../board/select'

import WorryTools from '../desk/WorryTools.svelte'
import { forgetDrafts } from '../drafts'

import AboutVote from './AboutVote.svelte'
import Worries from './Worries.svelte'

afterEach(() => {
  silence()
  forgetDrafts('')
})

const raised = 'Nobody has said who pays when the minibus is in the garage.'

function roundOf(room: FakeRoom, key: string) {
  const found = rounds(room.board).find((each) => each.id === key)
  if (found === undefined) throw new Error('no round')
  return found
}

async function show(room: FakeRoom, key: string) {
  const props = { round: roundOf(room, key), choices: options(room.board, key) }
  render(Worries, { props, context: inScene(room) })
  await vi.dynamicImportSettled()
  await tick()
}

function line(words: string): HTMLElement {
  const found = screen.getByText(words).closest('li')
  if (found === null) throw new Error('no line')
  return found
}

const voting = (me = 'ann') => makeRoom({ stage: 'vote', themes: true, me })

function mine(room: FakeRoom, key: string, who: string) {
  const reasons = { [id('trial')]: { reason: id(`why-${who}`), text: '' } }
  const vote = { round: key, voter: id(who), marks: { [id('trial')]: -1 }, counted: null }
  room.putMine('ballots', `${key}.${id(who)}`, { ...vote, reasons })
}

it('says of every worry what became of it, and how many stop the proposal', async () => {
  const room = voting()
  const key = addWorries(room)
  addNewWords(room, key)
  await show(room, key)
  expect(screen.getByText(/^2 worries are open, so this does not go ahead/)).toBeTruthy()
  expect(within(line(raised)).getByText('Still open')).toBeTruthy()
  const answered = within(
    line('Six months is too short to see whether people change how they travel.'),
  )
  expect(answered.getByText('We changed it to answer this')).toBeTruthy()
  expect(answered.getByRole('link').getAttribute('href')).toBe(`#round-${id('again')}`)
  expect(screen.getByText('Taken back by who raised it')).toBeTruthy()
})

it('tells of worries that were counted without words', async () => {
  const room = voting()
  await show(room, addWorries(room))
  expect(screen.getByText(/^1 more worry was counted without words/)).toBeTruthy()
})

it('says that the others are voting on one, and that they did not say yes', async () => {
  const room = voting()
  const key = addWorries(room)
  const put = addGoingOn(room, id('why-dafydd'))
  await show(room, key)
  expect(within(line(raised)).getByText('The others are voting on it')).toBeTruthy()
  room.patch('rounds', put, { open: false, counted: true })
  await tick()
  expect(within(line(raised)).getByText(/did not say yes to going on/)).toBeTruthy()
})

it('lets only whose worry it is take it back, after asking once more', async () => {
  const room = voting('dafydd')
  const key = addWorries(room)
  mine(room, key, 'dafydd')
  await show(room, key)
  await fireEvent.click(screen.getByRole('button', { name: 'My worry is answered' }))
  expect(room.asked).toEqual([])
  await fireEvent.click(screen.getByRole('button', { name: 'Yes, take it back' }))
  expect(room.last).toEqual({ type: 'WithdrawWorry', data: { reason: id('why-dafydd') } })
})

it('offers nobody else to take one back', async () => {
  const room = voting()
  await show(room, addWorries(room))
  expect(screen.queryByRole('button', { name: 'My worry is answered' })).toBeNull()
})

it('shows new words as a difference, with the worry they answer', () => {
  const room = voting()
  const key = addNewWords(room, addWorries(room))
  render(AboutVote, { props: { round: roundOf(room, key) }, context: inScene(room) })
  expect(document.querySelector('ins')?.textContent).toMatch(/a year/)
  expect(document.querySelector('del')?.textContent).toMatch(/six/)
  expect(screen.getByText(/Six months is too short/)).toBeTruthy()
  const back = screen.getByRole('link', { name: 'To the vote before' })
  expect(back.getAttribute('href')).toBe(`#round-${id('round')}`)
})

it('tells the others which worry they vote on', () => {
  const room = voting()
  addWorries(room)
  const key = addGoingOn(room, id('why-dafydd'))
  render(AboutVote, { props: { round: roundOf(room, key) }, context: inScene(room) })
  expect(screen.getByText('This vote is about a worry')).toBeTruthy()
  expect(screen.getByText(raised)).toBeTruthy()
})

function desk(room: FakeRoom, key: string) {
  render(WorryTools, { props: { round: key }, context: inScene(room) })
}

it('leads whoever runs the vote to new words that answer the worries they choose', async () => {
  const room = makeRoom({ stage: 'vote', themes: true, me: 'farah', role: 'facilitator' })
  const key = addWorries(room)
  desk(room, key)
  await fireEvent.click(screen.getByRole('button', { name: /^Write new words for/ }))
  const box = screen.getByLabelText<HTMLTextAreaElement>('The proposal in new words')
  expect(box.value).toBe('Try a booked minibus after the late shift for six months, from May.')
  await fireEvent.input(box, { target: { value: 'Try it for a year.' } })
  await fireEvent.click(screen.getByRole('checkbox', { name: raised }))
  await fireEvent.click(screen.getByRole('button', { name: 'Ask again with these words' }))
  expect(room.last).toMatchObject({
    type: 'RerunRound',
    data: {
      rerun_of: key,
      rewordings: [{ of: id('trial'), text: 'Try it for a year.' }],
      integrates: [id('why-carys'), id('why-bilal')],
    },
  })
})

it('leads to a vote of the others about one worry', async () => {
  const room = makeRoom({ stage: 'vote', themes: true, me: 'farah', role: 'facilitator' })
  const key = addWorries(room)
  desk(room, key)
  await fireEvent.click(screen.getByRole('button', { name: /^Ask the others about “Nobody has/ }))
  await fireEvent.click(screen.getByRole('button', { name: 'Ask the others' }))
  expect(room.last).toMatchObject({
    type: 'PutWorry',
    data: { reason: id('why-dafydd') },
  })
})
