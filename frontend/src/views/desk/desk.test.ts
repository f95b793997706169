import { configure, fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import type { FakeRoom } from '../../../gallery/fakeRoom'
import {
  addDecision,
  addResult,
  addRound,
  CONFIG,
  id,
  INVITATION,
  makeRoom,
  NOW,
} from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { square } from '../../../gallery/square'
import { silence } from '../../a11y/announcer'

import { forgetSaid } from './acts.svelte'
import Desk from './Desk.svelte'
import { tools } from './tools'

// The whole desk is on the page: asking of each part whether it is hidden takes a second a test.
configure({ defaultHidden: true })

beforeEach(forgetSaid)
afterEach(silence)

const config = { ...CONFIG, ...INVITATION, qrSvg: square() }
const facilitating = (more = {}) => makeRoom({ me: 'farah', role: 'facilitator', ...more })

function show(room: FakeRoom = facilitating()) {
  render(Desk, { props: { room }, context: inScene(room, config) })
  return room
}

const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }))
const fill = (name: string | RegExp, value: string) =>
  fireEvent.input(screen.getByRole('textbox', { name }), { target: { value } })
/** Open a part of the desk; its contents are made then. */
async function unfold(name: string): Promise<void> {
  const fold = screen.getByText(name, { selector: 'summary' }).closest('details')
  if (fold === null) throw new Error(`no part called ${name}`)
  fold.open = true
  // A browser tells by itself, a little later.
  await fireEvent(fold, new Event('toggle'))
}

it('opens the next stage, says that this closes the present one, and takes it back', async () => {
  const room = show()
  expect(screen.getByText('This closes “Ideas”. 15 minutes are planned.')).toBeTruthy()
  await click('Open “Themes”')
  expect(room.last).toEqual({ type: 'OpenStage', data: { stage: id('themes'), until: null } })
})

it('closes a stage, and opens it again', async () => {
  const room = show()
  await click('Close this stage')
  expect(room.last).toEqual({ type: 'CloseStage', data: { stage: id('ideas') } })
  room.patch('stages', id('ideas'), { open: false, closed_at: NOW })
  room.patch('workshop', 'workshop', { live_stage: null })
  await tick()
  await click('Open again: Ideas')
  expect(room.last).toEqual({ type: 'OpenStage', data: { stage: id('ideas'), until: null } })
})

it('says how far ahead or behind the plan the stage is', async () => {
  const room = show()
  expect(screen.getByText('9 minutes of the plan left')).toBeTruthy()
  room.patch('stages', id('ideas'), { minutes: 4 })
  await tick()
  expect(screen.getByText('2 minutes over the plan')).toBeTruthy()
})

it('starts a timer of the planned length, adds minutes, stops it and takes that back', async () => {
  const room = show()
  await click('+5 min')
  expect(room.last).toEqual({ type: 'ExtendStage', data: { stage: id('ideas'), minutes: 5 } })
  await click('Stop')
  expect(room.last).toEqual({ type: 'StopTimer', data: { stage: id('ideas') } })
  room.patch('stages', id('ideas'), { timer_ends_at: null })
  await tick()
  await click('Start')
  expect(room.last).toEqual({ type: 'StartTimer', data: { stage: id('ideas'), seconds: 900 } })
})

it('asks before it shows what everybody wrote on their own', async () => {
  const room = show(facilitating({ private: true }))
  await click('Show everybody’s ideas')
  expect(screen.getByText(/12 ideas are seen only by who wrote them/)).toBeTruthy()
  expect(room.asked).toEqual([])
  await click('Yes, show them now')
  expect(room.last).toEqual({ type: 'RevealIdeas', data: { stage: id('ideas') } })
  expect(screen.getByText(/Taking it back hides them again; who has read them/)).toBeTruthy()
})

it('puts a question to the room: what one wants to know comes first', async () => {
  const room = show(facilitating({ stage: 'vote', themes: true }))
  await click('Ask the room')
  const wants = screen.getByRole('group', { name: 'What do you want to know?' })
  expect(within(wants).getAllByRole('radio')).toHaveLength(5)
  await fireEvent.click(screen.getByRole('radio', { name: /What do we agree on/ }))
  await fill('The question', 'Do you agree?')
  await click('Start the vote')
  expect(room.last).toMatchObject({
    type: 'OpenRound',
    data: {
      question: 'Do you agree?',
      method: 'agree',
      open_roll: true,
      open_options: false,
      tally: 'at_close',
      options: [{ source: 'theme', option: id('shifts') }, {}, {}, {}],
    },
  })
})

it('asks of a budget the money and what each choice costs, beside the fields, and keeps the rest', async () => {
  const room = show(facilitating({ stage: 'vote' }))
  await click('Ask the room')
  await fireEvent.click(screen.getByRole('radio', { name: /What should the money pay for/ }))
  await fireEvent.click(screen.getByRole('radio', { name: 'Words of my own' }))
  await fill('One choice on each line', 'Lamps\nA bus')
  await click('Start the vote')
  expect(screen.getByRole('alert').textContent).toContain('Say how much money there is')
  await fireEvent.input(screen.getByRole('spinbutton', { name: 'How much there is, in pounds' }), {
    target: { value: '5000' },
  })
  await fireEvent.input(screen.getByRole('spinbutton', { name: 'Lamps' }), {
    target: { value: '1200.50' },
  })
  await click('Start the vote')
  expect(screen.getByRole('alert').textContent).toContain('Say of every choice what it costs')
  expect(room.asked).toEqual([])
  await fireEvent.input(screen.getByRole('spinbutton', { name: 'A bus' }), {
    target: { value: '3000' },
  })
  await click('Start the vote')
  expect(room.last).toMatchObject({
    type: 'OpenRound',
    data: {
      method: 'budget_equal_shares',
      question: 'What should the money pay for?',
      tie: 'lower_cost',
      open_options: false,
      terms: { quorum: null, amount: 500_000, ballot: 'approval', support_at_least: 0 },
      options: [
        { source: 'text', text: 'Lamps', cost: 120_050 },
        { source: 'text', text: 'A bus', cost: 300_000 },
      ],
    },
  })
})

it('has every other way behind "More ways", tells it only its own terms, and lets one try it', async () => {
  const room = show(facilitating({ stage: 'vote', themes: true }))
  await click('Ask the room')
  const more = screen.getByText('More ways').closest('details')
  if (more === null) throw new Error('no more ways')
  more.open = true
  await fireEvent(more, new Event('toggle'))
  await fireEvent.click(screen.getByRole('radio', { name: /^Consensus/ }))
  await fireEvent.input(screen.getByRole('spinbutton', { name: 'How many may block it' }), {
    target: { value: '1' },
  })
  const preview = screen.getByText('See it as people will').closest('details')
  if (preview === null) throw new Error('no preview')
  preview.open = true
  await fireEvent(preview, new Event('toggle'))
  const trial = await screen.findByRole('group', { name: 'One simple ticket' })
  await fireEvent.click(within(trial).getByRole('radio', { name: 'I agree' }))
  expect(room.asked).toEqual([])
  await click('Start the vote')
  expect(room.last).toMatchObject({ type: 'OpenRound' })
  const { terms, method } = room.last?.data as Record<string, unknown>
  expect({ terms, method }).toEqual({
    method: 'consensus',
    terms: { quorum: null, blocks_at_most: 1 },
  })
})

it('takes choices of one’s own words, a line each, and says what is missing', async () => {
  const room = show(facilitating({ stage: 'vote' }))
  await click('Ask the room')
  await fireEvent.click(screen.getByRole('radio', { name: 'Words of my own' }))
  await click('Start the vote')
  expect(screen.getByRole('alert').textContent).toContain('There is nothing to choose from yet')
  await fill('One choice on each line', 'Yes\n\n No \n')
  await fireEvent.input(screen.getByRole('spinbutton', { name: 'At most on one' }), {
    target: { value: '9' },
  })
  await click('Start the vote')
  expect(screen.getByRole('alert').textContent).toContain('whole number from 1 to 100')
  await fireEvent.input(screen.getByRole('spinbutton', { name: 'At most on one' }), {
    target: { value: '3' },
  })
  await click('Start the vote')
  expect(room.last).toMatchObject({
    data: {
      method: 'dots',
      dots: 5,
      dots_per_option: 3,
      options: [{ text: 'Yes' }, { text: 'No' }],
    },
  })
})

it('adds a person without a device, with their helper', async () => {
  const room = show()
  await unfold('People')
  await fill('Name, or where they sit', 'Table 1, seat 2')
  await fireEvent.change(screen.getByRole('combobox', { name: 'Who types for them' }), {
    target: { value: id('gwen') },
  })
  await click('Add them')
  expect(room.last).toMatchObject({
    type: 'AddParticipant',
    data: { name: 'Table 1, seat 2', helper: id('gwen'), organisation: null },
  })
})

it('gives roles and helpers, and takes them back', async () => {
  const room = show()
  await unfold('People')
  await fireEvent.change(screen.getByRole('combobox', { name: 'Role of Carys Morgan' }), {
    target: { value: 'table_helper' },
  })
  expect(room.last).toEqual({
    type: 'ChangeRole',
    data: { participant: id('carys'), role: 'table_helper' },
  })
  await fireEvent.change(screen.getByRole('combobox', { name: 'Who types for June Ellis' }), {
    target: { value: '' },
  })
  expect(room.last).toEqual({
    type: 'AssignHelper',
    data: { participant: id('june'), helper: null },
  })
})

it('runs the room as oneself, also while typing for somebody', async () => {
  const room = facilitating()
  room.actingFor = id('ivor')
  show(room)
  await click('Open “Themes”')
  expect(room.asked.at(-1)?.actingFor).toBeNull()
  expect(room.actingFor).toBe(id('ivor'))
})

it('changes the agenda while it runs', async () => {
  const room = show()
  await unfold('Stages')
  const change = async (stage: string, what: string | RegExp) => {
    await click(`Change “${stage}”`)
    const menus = screen.getAllByRole('list').filter((each) => each.className === 'menu')
    await fireEvent.click(within(menus[0] as HTMLElement).getByRole('button', { name: what }))
  }
  await change('Vote', /Move “Vote” earlier/)
  expect(room.last).toEqual({
    type: 'MoveStage',
    data: { stage: id('vote'), before: id('themes') },
  })
  await change('Vote', 'Do not hold')
  expect(room.last).toEqual({ type: 'SkipStage', data: { stage: id('vote') } })
  await change('Ideas', '5 minutes longer')
  expect(room.last).toEqual({ type: 'ExtendStage', data: { stage: id('ideas'), minutes: 5 } })
})

it('opens a stage until a date, beside the one the room is in', async () => {
  const room = show()
  await unfold('Stages')
  await click('Change “Vote”')
  await click('Open until …')
  const until = screen.getByLabelText('Open until')
  await fireEvent.input(until, { target: { value: '2099-01-02T10:00' } })
  await click('Open it')
  expect(room.last).toEqual({
    type: 'OpenStage',
    data: { stage: id('vote'), until: new Date('2099-01-02T10:00').getTime() },
  })
})

it('adds a stage', async () => {
  const room = show()
  await unfold('Stages')
  await click('Add a stage')
  await fireEvent.change(screen.getByRole('combobox', { name: 'What happens in it' }), {
    target: { value: 'needs' },
  })
  await fireEvent.click(screen.getByRole('checkbox', { name: /Without names/ }))
  await click('Put it on the list')
  expect(room.last).toMatchObject({
    type: 'AddStage',
    data: { plan: { kind: 'needs', title: 'Needs', anonymous: true, private: false, minutes: 15 } },
  })
})

it('records a decision on a vote, leading back to what it put first', async () => {
  const room = facilitating({ stage: 'vote', themes: true })
  addResult(room, 'dots')
  show(room)
  await click('Write down a decision')
  await click('Record it')
  expect(screen.getByText(/Write a few words first/)).toBeTruthy()
  await fill('What did the room decide?', 'We try a minibus.')
  await fireEvent.change(screen.getByRole('combobox', { name: 'Rests on the vote' }), {
    target: { value: id('round') },
  })
  await click('Record it')
  expect(room.last).toMatchObject({
    type: 'RecordDecision',
    data: {
      text: 'We try a minibus.',
      round: id('round'),
      options: [id('shifts'), id('timetable')],
    },
  })
})

it('shows the code, the square and the link; a new code asks first', async () => {
  const fetch = vi.fn(() => Promise.resolve(new Response('{}')))
  vi.stubGlobal('fetch', fetch)
  const room = show()
  await unfold('At the door')
  expect(screen.getByText('KXW4RF')).toBeTruthy()
  expect(screen.getByRole('img', { name: /opens the page to join/ })).toBeTruthy()
  await click('New code')
  expect(fetch).not.toHaveBeenCalled()
  await click('New code')
  expect(fetch).toHaveBeenCalledWith('#code', { method: 'POST' })
  room.patch('workshop', 'workshop', { join_code: 'NEW234' })
  await tick()
  expect(screen.getByText('https://codesign.example/join?code=NEW234')).toBeTruthy()
  // The square leads to the old code, so it is gone.
  expect(screen.queryByRole('img', { name: /opens the page to join/ })).toBeNull()
})

it('publishes the recording after asking, never that of a sensitive workshop', async () => {
  const room = show()
  await unfold('Recording')
  await click('Publish the recording')
  await click('Yes, publish it')
  expect(room.last).toEqual({ type: 'PublishRecording', data: {} })
  room.patch('workshop', 'workshop', { sensitive: true })
  await tick()
  expect(screen.queryByRole('button', { name: 'Publish the recording' })).toBeNull()
})

it('hides an idea with a reason, and destroys words only after asking twice', async () => {
  const room = facilitating()
  const context = inScene(room, config)
  const props = { id: id('idea0'), text: 'A minibus', hiddenReason: null }
  const { rerender } = render(tools.IdeaTools, { props, context })
  await click('Hide “A minibus”')
  await click('Take it off the board')
  expect(screen.getByText(/Write a few words first/)).toBeTruthy()
  await fill('Why is it hidden?', 'Names a person.')
  await click('Take it off the board')
  expect(room.last).toEqual({
    type: 'HideIdea',
    data: { idea: id('idea0'), reason: 'Names a person.' },
  })
  await rerender({ ...props, hiddenReason: 'Names a person.' })
  await click('Destroy the words of “A minibus”')
  await fill('Reason', 'Names a person.')
  await click('Destroy the words …')
  expect(room.asked).toHaveLength(1)
  await click('Yes, destroy them for good')
  expect(room.last).toMatchObject({
    type: 'RedactContribution',
    data: { kind: 'idea', id: id('idea0'), reason: 'Names a person.', text: '' },
  })
})

it('closes a vote, sets it aside with a reason, and asks again', async () => {
  const room = facilitating({ stage: 'vote', themes: true })
  addRound(room, 'dots')
  render(tools.RoundTools, { props: { id: id('round') }, context: inScene(room, config) })
  await click('Close the vote')
  expect(room.last).toEqual({ type: 'CloseRound', data: { round: id('round') } })
  await click('Set aside')
  await fill('Why does this vote not count?', 'Wrong sheet.')
  await click('Set it aside')
  expect(room.last).toEqual({
    type: 'VoidRound',
    data: { round: id('round'), reason: 'Wrong sheet.' },
  })
  room.patch('rounds', id('round'), { open: false, void_reason: 'Wrong sheet.' })
  await tick()
  await click('Ask again')
  expect(room.last).toMatchObject({ type: 'RerunRound', data: { rerun_of: id('round') } })
})

it('has nothing that acts at a press where a result is about to come and move it', async () => {
  const room = facilitating({ stage: 'vote', themes: true })
  addRound(room, 'dots', { open: false, closed_seq: 1 })
  render(tools.RoundTools, { props: { id: id('round') }, context: inScene(room, config) })
  const buttons = () => screen.getAllByRole('button').map((each) => each.textContent.trim())
  // Both ask for more before anything is done.
  expect(buttons()).toEqual(['Set aside', 'Add a late count'])
  room.patch('rounds', id('round'), { counted: true, tally_shown: true })
  await tick()
  expect(buttons()).toEqual([
    'Write down a decision',
    'Ask again',
    'Show everyone this',
    'Set aside',
    'Open the count again for late paper',
  ])
})

it('lets a vote that cannot be counted be asked again', () => {
  const room = facilitating({ stage: 'vote', themes: true })
  addRound(room, 'dots', { open: false, closed_seq: 1, secret: true, ballots_missing: 2 })
  render(tools.RoundTools, { props: { id: id('round') }, context: inScene(room, config) })
  expect(screen.getByRole('button', { name: 'Ask again' })).toBeTruthy()
})

it('shows a result that waits to be shown', async () => {
  const room = facilitating({ stage: 'vote', themes: true })
  addRound(room, 'dots', { open: false, closed_seq: 1, counted: true, tally: 'at_reveal' })
  render(tools.RoundTools, { props: { id: id('round') }, context: inScene(room, config) })
  await click('Show the result')
  expect(screen.getByText(/nobody can forget what they saw/)).toBeTruthy()
  expect(room.asked).toEqual([])
  await click('Yes, show it now')
  expect(room.last).toEqual({ type: 'RevealResult', data: { round: id('round') } })
})

it('rewords a decision and takes it back with a reason', async () => {
  const room = facilitating()
  addDecision(room)
  render(tools.DecisionTools, { props: { id: id('decision') }, context: inScene(room, config) })
  await click('Reword')
  await fill('What did the room decide?', 'We try it.')
  await click('Record it')
  expect(room.last).toMatchObject({
    type: 'RecordDecision',
    data: { decision: id('decision'), text: 'We try it.' },
  })
  await click('Take back')
  await fill('Why is it taken back?', 'Too soon.')
  await click('Take back')
  expect(room.last).toEqual({
    type: 'WithdrawDecision',
    data: { decision: id('decision'), reason: 'Too soon.' },
  })
})

it('destroys the words of a theme or a decision too, after asking twice', async () => {
  const room = facilitating({ themes: true })
  addDecision(room)
  room.patch('decisions', id('decision'), { withdrawn_reason: 'Too soon.' })
  const context = inScene(room, config)
  const { unmount } = render(tools.ThemeTools, { props: { id: id('tickets') }, context })
  await click('Destroy the words of “One simple ticket”')
  await fill('Reason', 'Names a person.')
  await fill('Words to stand in their place', 'One ticket')
  await click('Destroy the words …')
  await click('Yes, destroy them for good')
  expect(room.last).toMatchObject({
    type: 'RedactContribution',
    data: { kind: 'theme', id: id('tickets'), text: 'One ticket' },
  })
  unmount()
  render(tools.DecisionTools, { props: { id: id('decision') }, context })
  await click(/^Destroy the words of “We ask/)
  await fill('Reason', 'Names a person.')
  await click('Destroy the words …')
  await click('Cancel')
  expect(room.asked).toHaveLength(1)
})

it('lets whoever runs the vote settle a tie that was left to them, the favoured first', async () => {
  const room = facilitating({ stage: 'vote', themes: true })
  const round = addResult(room, 'approval', { tie: 'chair_casts' })
  const among = [id('shifts'), id('tickets')]
  room.patch('results', round, {
    explanation: {
      quorum: null,
      winners: [],
      undecided: among,
      ties: [{ about: 'last_place', among, rule: 'chair_casts', first: null }],
    },
  })
  render(tools.RoundTools, { props: { id: round }, context: inScene(room) })
  await click('First: “One simple ticket”')
  expect(room.last).toEqual({
    type: 'CastForChair',
    data: { round, order: [id('tickets'), id('shifts')] },
  })
})

it('puts only some of the themes to the vote', async () => {
  const room = show(facilitating({ stage: 'vote', themes: true }))
  await click('Ask the room')
  await fireEvent.click(screen.getByRole('checkbox', { name: 'One simple ticket' }))
  await click('Start the vote')
  expect(room.last).toMatchObject({
    data: {
      options: [{ option: id('shifts') }, { option: id('timetable') }, { option: id('shared') }],
    },
  })
})

it('has what every minute needs at hand: the next stage, the timer, a pause and the way to hands', async () => {
  const room = show()
  const bar = within(screen.getByRole('navigation', { name: 'At hand' }))
  await fireEvent.click(bar.getByRole('button', { name: 'Next: Themes' }))
  expect(room.last).toEqual({ type: 'OpenStage', data: { stage: id('themes'), until: null } })
  // A double tap opens one.
  await fireEvent.click(bar.getByRole('button', { name: 'Next: Vote' }))
  expect(room.asked).toHaveLength(1)
  await fireEvent.click(bar.getByRole('button', { name: '15 minutes on the timer' }))
  expect(room.last).toEqual({ type: 'StartTimer', data: { stage: id('themes'), seconds: 900 } })
  await fireEvent.click(bar.getByRole('button', { name: 'Pause all' }))
  expect(room.last).toEqual({ type: 'PauseRoom', data: {} })
  room.putMine('hands', id('ann'), { at: NOW })
  await tick()
  expect(bar.getByRole('button', { name: '1 hand up' })).toBeTruthy()
})
