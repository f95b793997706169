import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, it } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { CONFIG, id, makeRoom, NOW } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import type { ActRecord } from '../../protocol/records'
import { silence } from '../../a11y/announcer'

import { did, forgetSaid } from './acts.svelte'
import RecentActs from './RecentActs.svelte'

beforeEach(forgetSaid)
afterEach(silence)

const act = (more: Partial<ActRecord>): ActRecord => ({
  seq: 1,
  at: NOW,
  by: id('farah'),
  act: 'RoomPaused',
  about: '',
  value: '',
  things: 1,
  ...more,
})

function show(...acts: ActRecord[]): FakeRoom {
  const room = makeRoom({ me: 'farah', role: 'facilitator' })
  acts.forEach((each, place) => {
    room.putMine('acts', String(place), each)
  })
  render(RecentActs, { context: inScene(room, CONFIG) })
  return room
}

const within = () => screen.queryByRole('region', { name: 'Just done' })?.textContent ?? ''

it('has nothing to say before anything was done', () => {
  show()
  expect(document.body.textContent.trim()).toBe('')
})

it('says who did what and when, the latest first, whoever of the hosts it was', () => {
  show(
    act({ seq: 7, at: NOW - 600_000, act: 'StageOpened', about: id('ideas') }),
    act({ seq: 9, at: NOW - 300_000, by: id('gwen'), act: 'ParticipantMuted', about: id('ann') }),
  )
  const lines = screen.getAllByRole('listitem', { hidden: true }).map((each) => each.textContent)
  expect(lines[0]).toMatch(/\d\d:\d\d Gwen \S+ asked Ann Hughes not to write\./)
  expect(lines[1]).toMatch(/You opened “Ideas”\. Taking it back goes to the stage before/)
})

it('keeps the latest within reach, and takes it back once', async () => {
  const room = show(act({ seq: 7 }))
  expect(within()).toContain('You paused all screens.')
  const [button] = screen.getAllByRole('button', { name: /^Take this back: You paused/ })
  if (button === undefined) throw new Error('nothing to take back')
  await fireEvent.click(button)
  await fireEvent.click(button)
  expect(room.asked).toHaveLength(1)
  expect(room.last).toMatchObject({ type: 'TakeBack', data: { act: 7 } })
})

it('leaves what was done long ago to the list', () => {
  show(act({ seq: 7, at: NOW - 60_000 }))
  expect(within()).toBe('')
  expect(screen.getByText('Recent acts (1)')).toBeTruthy()
})

it('says at once what was done here, and beside it how to take it back when it is on record', async () => {
  const room = show()
  did('Everyone is shown it.')
  await tick()
  expect(within()).toContain('Everyone is shown it.')
  room.putMine('acts', '0', act({ seq: 3, act: 'SpotlightTurned', value: 'idea' }))
  await tick()
  expect(screen.getAllByRole('button', { name: /Take this back/ })).not.toHaveLength(0)
})

it('has words for every act the server can name', async () => {
  const { readFileSync, readdirSync } = await import('node:fs')
  const topics = '../codesign/domain/taking_back/'
  const never = /overtaking\(/
  const named = readdirSync(topics)
    .filter((name) => name.endsWith('.py'))
    .flatMap((name) => readFileSync(topics + name, 'utf8').split('\n'))
    .filter((line) => /^ {4}e\.\w+:/.test(line) && !never.test(line))
    .map((line) => /e\.(\w+)/.exec(line)?.[1] ?? '')
  expect(named.length).toBeGreaterThan(90)
  show(...named.map((each, place) => act({ seq: place + 1, at: NOW - 60_000, act: each })))
  expect(screen.queryByText(/did something/)).toBeNull()
})

it('can be asked again where taking back was refused', async () => {
  const room = show(act({ seq: 7, at: NOW - 60_000 }))
  const button = screen.getByRole<HTMLButtonElement>('button', { name: /^Take this/, hidden: true })
  await fireEvent.click(button)
  await tick()
  expect(button.disabled).toBe(true)
  room.refuse({
    id: 'c1',
    type: 'TakeBack',
    code: 'organisation_in_use',
    message: 'Enter them under another one first.',
    command: room.last ?? { type: 'ResumeRoom', data: {} },
    actingFor: null,
  })
  await tick()
  room.dismiss('c1')
  await tick()
  expect(button.disabled).toBe(false)
})

it.each([
  ['IdeasGrouped', 'You moved 3 ideas to the theme “One simple ticket”.'],
  ['ThemeDissolved', 'You took a theme apart.'],
  ['ThemeRestored', 'You put the theme “One simple ticket” back.'],
])('says how ideas were grouped (%s)', (name, told) => {
  const room = makeRoom({ me: 'farah', role: 'facilitator', stage: 'themes', themes: true })
  const [about] = [...room.board.themes].find(([, each]) => each.title === 'One simple ticket') ?? [
    '',
  ]
  room.putMine('acts', '0', act({ seq: 3, act: name, about, things: 3 }))
  render(RecentActs, { context: inScene(room, CONFIG) })
  expect(screen.getAllByText(told)).not.toHaveLength(0)
})
