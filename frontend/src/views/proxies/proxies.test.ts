// Who votes for somebody who cannot be here: named, cast, and given way to.
import { configure, fireEvent, render, screen, within } from '@testing-library/svelte'
import { afterEach, expect, it } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { addVote } from '../../../gallery/votes'
import { silence } from '../../a11y/announcer'
import { rounds } from '../../board/select'
import DeskProxies from '../desk/DeskProxies.svelte'
import RoundPanel from '../roundPanel/RoundPanel.svelte'

import MyProxy from './MyProxy.svelte'

configure({ defaultHidden: true })
afterEach(silence)

const voting = (me = 'bilal') => makeRoom({ me, stage: 'vote', themes: true })

function asked(room: FakeRoom, more = {}): string {
  addVote(room, 'simple_majority', {}, {}, { proxies_at_most: 1, ...more })
  return [...room.board.rounds.keys()][0] ?? ''
}

function shown(room: FakeRoom): void {
  const [round] = rounds(room.board, id('vote'))
  if (round === undefined) throw new Error('no vote')
  render(RoundPanel, { props: { round }, context: inScene(room, CONFIG) })
}

function hold(room: FakeRoom, round: string, held: 'to_cast' | 'voted_themselves'): void {
  const theirs = { round, voter: id('ann'), marks: {}, counted: null, held }
  room.putMine('ballots', `${round}.${id('ann')}`, theirs)
}

const titled = (name: RegExp) => screen.findByRole('heading', { name })

it('shows the ballot of who cannot be here beside one’s own, and sends it in their name', async () => {
  const room = voting()
  hold(room, asked(room), 'to_cast')
  shown(room)
  await titled(/^The vote of Ann/)
  expect(screen.getByRole('heading', { name: 'Your vote' })).toBeTruthy()
  expect(screen.getByText('Not voted yet')).toBeTruthy()
  const theirs = screen.getByRole('region', { name: /^You vote for somebody/ })
  await fireEvent.click(await within(theirs).findByRole('radio', { name: /^Yes/ }))
  expect(room.last).toBeUndefined()
  await fireEvent.click(within(theirs).getByRole('button', { name: /^Send the vote of Ann/ }))
  expect(room.last).toMatchObject({ type: 'CastBallot', data: { marks: { [id('trial')]: 1 } } })
  expect(room.asked.at(-1)?.actingFor).toBe(id('ann'))
})

it('says that they voted after all, with no ballot to fill in', async () => {
  const room = voting()
  hold(room, asked(room), 'voted_themselves')
  shown(room)
  expect(await screen.findByText(/^Ann .*has voted after all/)).toBeTruthy()
  expect(screen.queryByRole('heading', { name: /^The vote of Ann/ })).toBeNull()
})

it('shows who comes back what was cast for them, and takes it over whole with a change', async () => {
  const room = voting('ann')
  const round = asked(room)
  const key = `${round}.${id('ann')}`
  const [one, other] = [id('trial'), id('other')]
  const option = room.board.options.get(`${round}.${one}`)
  if (option) room.put('options', `${round}.${other}`, { ...option, option: other, text: 'Later' })
  const ballot = room.mine.ballots.get(key)
  if (ballot) room.putMine('ballots', key, { ...ballot, marks: { [one]: 1 }, cast_by: id('bilal') })
  shown(room)
  expect(await screen.findByText(/^Bilal Khan voted this for you\./)).toBeTruthy()
  const later = await screen.findByRole('group', { name: /^Later/ })
  await fireEvent.click(within(later).getByRole('radio', { name: /^No/ }))
  await fireEvent(window, new Event('pagehide'))
  expect(room.last?.data).toMatchObject({ marks: { [one]: 1, [other]: -1 } })
})

it('lets a person name somebody, and take it back', async () => {
  const room = voting('ann')
  render(MyProxy, { props: { me: id('ann') }, context: inScene(room, CONFIG) })
  const select = screen.getByLabelText(/who votes for me$/)
  await fireEvent.change(select, { target: { value: id('bilal') } })
  const command = { type: 'NameProxy', data: { participant: id('ann'), holder: id('bilal') } }
  expect(room.last).toEqual(command)
  await fireEvent.change(select, { target: { value: '' } })
  expect(room.last).toEqual({ type: 'WithdrawProxy', data: { participant: id('ann') } })
})

it('offers nobody who has no device, and nobody to who votes for another', () => {
  const room = voting('bilal')
  room.putMine('proxies', id('ann'), { holder: id('bilal') })
  render(MyProxy, { props: { me: id('bilal') }, context: inScene(room, CONFIG) })
  expect(screen.queryByLabelText(/who votes for me$/)).toBeNull()
  expect(screen.getByText(/^You vote for Ann/)).toBeTruthy()
})

it('is written down at the desk, for those who are here and those who left, and ended there', async () => {
  const room = makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote' })
  room.patch('participants', id('ann'), { left: true })
  render(DeskProxies, { context: inScene(room, CONFIG) })
  await fireEvent.click(screen.getByRole('button', { name: 'Name somebody' }))
  expect(screen.getByRole('alert').textContent).toBe('Choose both people.')
  const pick = (label: string, person: string) =>
    fireEvent.change(screen.getByLabelText(label), { target: { value: id(person) } })
  await pick('Who cannot be here', 'ann')
  await pick('Who votes for them', 'bilal')
  await fireEvent.click(screen.getByRole('button', { name: 'Name somebody' }))
  const command = { type: 'NameProxy', data: { participant: id('ann'), holder: id('bilal') } }
  expect(room.last).toEqual(command)
})

it('says at the desk when who votes for somebody is not here', () => {
  const room = makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote' })
  room.patch('participants', id('ann'), { proxy: id('bilal') })
  room.patch('participants', id('bilal'), { left: true })
  render(DeskProxies, { context: inScene(room, CONFIG) })
  expect(screen.getByText(/^Bilal Khan is not here to vote for them/)).toBeTruthy()
  expect(screen.getByRole('button', { name: /^Take back: Bilal Khan/ })).toBeTruthy()
})

it('says at the desk that nobody is voted for who never joined', async () => {
  const room = makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote' })
  render(DeskProxies, { context: inScene(room, CONFIG) })
  expect(screen.queryByText(/only on the door list/)).toBeNull()
  room.put('door_list', id('dilys'), { name: 'Dilys', organisation: null, table: '', area: null })
  expect(await screen.findByText(/only on the door list/)).toBeTruthy()
})
