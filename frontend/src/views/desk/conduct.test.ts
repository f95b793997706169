import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick, type Component } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import { CONFIG, id, makeRoom, NOW } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { states } from '../../../gallery/states'
import { silence } from '../../a11y/announcer'

import { forgetSaid, justSaid } from './acts.svelte'
import DeskGates from './DeskGates.svelte'
import DeskHosts from './DeskHosts.svelte'
import DeskNotes from './DeskNotes.svelte'
import DeskRoom from './DeskRoom.svelte'
import DeskUnheard from './DeskUnheard.svelte'
import DeskWaiting from './DeskWaiting.svelte'
import PersonTools from './PersonTools.svelte'
import ShowEveryone from './ShowEveryone.svelte'

beforeEach(forgetSaid)
afterEach(silence)

const facilitating = () => makeRoom({ me: 'farah', role: 'facilitator' })
const waiting = () => states['desk-waiting']?.().room ?? facilitating()

function show(part: Component<never>, room: FakeRoom, props: object) {
  const context = inScene(room, { ...CONFIG, linksUrl: '/links' })
  render(part as unknown as Component<object>, { props, context })
  return room
}

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))

it('pauses the room and goes on, and takes each back by the other', async () => {
  const room = show(DeskRoom, facilitating(), {})
  await click('Pause and blank all screens')
  expect(room.last).toEqual({ type: 'PauseRoom', data: {} })
  room.patch('workshop', 'workshop', { paused_at: NOW })
  await tick()
  await click('Go on')
})

it('brings everyone to the stage, and stops', async () => {
  const room = show(DeskRoom, facilitating(), {})
  await click('Bring everyone to “Ideas”')
  expect(room.last).toEqual({ type: 'TurnSpotlight', data: { kind: 'stage', id: id('ideas') } })
  room.put('spotlight', 'spotlight', { kind: 'stage', id: id('ideas'), seq: 9 })
  await tick()
  await click('Stop showing it')
  expect(room.last).toEqual({ type: 'TurnSpotlight', data: { kind: null, id: null } })
})

it('shows everyone one thing', async () => {
  const room = show(ShowEveryone, facilitating(), { kind: 'idea', id: id('idea1'), text: 'A bus' })
  await click('Show everyone this: “A bus”')
  expect(room.last).toEqual({ type: 'TurnSpotlight', data: { kind: 'idea', id: id('idea1') } })
})

it('lists hands in the order they went up, and lowers one', async () => {
  const room = show(DeskWaiting, waiting(), {})
  const names = screen.getAllByRole('button', { name: /was heard/ })
  expect(names.map((each) => each.getAttribute('aria-label'))).toEqual([
    'Bilal Khan was heard',
    'Carys Morgan was heard',
  ])
  await click('Bilal Khan was heard')
  expect(room.last).toEqual({ type: 'LowerHand', data: { participant: id('bilal') } })
})

it('lets people in, one or all, and takes it back by letting them wait again', async () => {
  const room = show(DeskWaiting, waiting(), {})
  await click('Let in Nia Parry')
  expect(room.last).toEqual({ type: 'AdmitParticipants', data: { participants: [id('nia')] } })
  expect(justSaid()).toMatch(/what they have seen, they have seen/)
  await click('Let everybody in')
  expect(room.last).toMatchObject({ data: { participants: [id('nia'), id('owen')] } })
})

it('lets ideas through or turns them down, without their author', async () => {
  const room = show(DeskWaiting, waiting(), {})
  expect(screen.getByText('You do not see who wrote them.')).toBeTruthy()
  await click('Let through “Free coffee at the stop.”')
  expect(room.last).toEqual({ type: 'LetIdeasThrough', data: { ideas: [id('held2')] } })
  await click('Turn down “Free coffee at the stop.”')
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Not about buses' } })
  await click('Turn down')
  expect(room.last).toEqual({
    type: 'HideIdea',
    data: { idea: id('held2'), reason: 'Not about buses' },
  })
})

it('shows a report with what it is about, and marks it', async () => {
  const room = show(DeskWaiting, waiting(), {})
  expect(screen.getByText('This tells everybody about my mother.')).toBeTruthy()
  expect(screen.getByText('from Dafydd Rees')).toBeTruthy()
  expect(screen.getByText(/About: “A waiting room/)).toBeTruthy()
  await fireEvent.change(screen.getByRole('combobox'), { target: { value: 'looking' } })
  expect(room.last).toEqual({
    type: 'MarkReport',
    data: { report: id('report'), state: 'looking' },
  })
})

it('says how people come in and what becomes of ideas, and takes that back', async () => {
  const room = show(DeskGates, facilitating(), {})
  await fireEvent.click(screen.getByRole('radio', { name: 'Wait until I let them in' }))
  expect(room.last).toEqual({ type: 'SetDoor', data: { door: 'lobby' } })
  await fireEvent.click(screen.getByRole('radio', { name: 'No new ideas' }))
  expect(room.last).toEqual({ type: 'SetIntake', data: { intake: 'locked' } })
})

it('lists who has not been heard, but never in a stage without names', async () => {
  const room = facilitating()
  room.putMine('heard', `${id('ideas')}.${id('ann')}`, {
    in: id('ideas'),
    participant: id('ann'),
  })
  show(DeskUnheard, room, {})
  expect(screen.queryByText('Ann Hughes')).toBeNull()
  expect(screen.getByText('Bilal Khan')).toBeTruthy()
  room.patch('stages', id('ideas'), { anonymous: true })
  await tick()
  expect(screen.queryByRole('list')).toBeNull()
  expect(screen.getByText(/without names, so nobody is listed/)).toBeTruthy()
})

it('keeps a private note and says that it can be disclosed', async () => {
  const room = show(DeskNotes, waiting(), {})
  expect(screen.getByText(/can be disclosed/)).toBeTruthy()
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Table 3 is tired' } })
  await click('Keep it')
  expect(room.last).toMatchObject({ type: 'WriteNote', data: { text: 'Table 3 is tired' } })
  await click('Take away “Rang the duty desk at 18:40.”')
  expect(room.last).toEqual({ type: 'WithdrawNote', data: { note: id('note') } })
})

it('mutes, puts out with a reason and a ban, and takes each back', async () => {
  const room = show(PersonTools, facilitating(), { id: id('ann'), name: 'Ann' })
  await click('More for Ann')
  await click('Ask not to write for now')
  expect(room.last).toEqual({ type: 'MuteParticipant', data: { participant: id('ann') } })
  await click('More for Ann')
  await click('Put out of the workshop')
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'Shouted' } })
  await fireEvent.click(screen.getByRole('checkbox'))
  await click('Put them out')
  expect(room.last).toEqual({
    type: 'RemoveParticipant',
    data: { participant: id('ann'), reason: 'Shouted', ban: true },
  })
})

it('hands over after asking, and gives links that are personal', async () => {
  const link = JSON.stringify({ link: 'https://codesign.example/w/x/f/gwen' })
  const fetch = vi.fn(() => Promise.resolve(new Response(link)))
  vi.stubGlobal('fetch', fetch)
  const room = facilitating()
  show(DeskHosts, room, { room })
  const host = screen.getByText('Gwen Pritchard', { selector: 'p' }).closest('li')
  if (host === null) throw new Error('no such host')
  await fireEvent.click(within(host).getByRole('button', { name: 'Show their link' }))
  expect(await screen.findByText('https://codesign.example/w/x/f/gwen')).toBeTruthy()
  expect(fetch).toHaveBeenCalledWith(`/links/${id('gwen')}`)
  await fireEvent.change(screen.getByRole('combobox', { name: 'Who runs it from now on' }), {
    target: { value: id('gwen') },
  })
  await click('Hand over')
  expect(room.asked).toEqual([])
  await click('Hand over now')
  expect(room.last).toEqual({
    type: 'HandOver',
    data: { participant: id('gwen'), then: 'co_facilitator' },
  })
  vi.unstubAllGlobals()
})

it('says what was done for a while', async () => {
  vi.useFakeTimers()
  show(DeskRoom, facilitating(), {})
  await click('Pause and blank all screens')
  expect(justSaid()).toMatch(/^Paused/)
  vi.advanceTimersByTime(40_000)
  expect(justSaid()).toBe('')
  vi.useRealTimers()
})
