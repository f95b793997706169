import { fireEvent, render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { expect, it } from 'vitest'

import { addResult, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { addRedesign } from '../../../gallery/redesigns'
import { stages } from '../../board/select'

import RedesignStage from './RedesignStage.svelte'

/** What a screen reader reads beside a field. */
const described = (field: HTMLElement): string =>
  (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((each) => document.getElementById(each)?.textContent ?? '')
    .join(' ')

function show(me: string, role: 'participant' | 'facilitator') {
  const room = makeRoom({ me, role, stage: 'ideas' })
  addRedesign(room)
  const stage = stages(room.board).find((each) => each.id === id('ideas'))
  if (stage === undefined) throw new Error('no stage')
  render(RedesignStage, { context: inScene(room), props: { stage } })
  return room
}

it('shows the text as it is now, what it answers and what people say to it', () => {
  show('ann', 'participant')
  expect(screen.getByText('A late bus that can be booked')).toBeTruthy()
  expect(
    screen.getByText(/leaves the hospital at the end of each late shift, every day/),
  ).toBeTruthy()
  expect(screen.getByText('1 suggested change')).toBeTruthy()
  expect(screen.getByText('1 worry')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Take it in' })).toBeNull()
})

it('lets somebody suggest other words for a part of the version they read', async () => {
  const room = show('ann', 'participant')
  await fireEvent.click(screen.getByRole('button', { name: 'Suggest a change' }))
  await fireEvent.input(screen.getByLabelText('How it should read'), {
    target: { value: 'A minibus, twice a night.' },
  })
  await fireEvent.input(screen.getByLabelText('Why?'), { target: { value: 'One is too few' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Suggest it' }))
  expect(room.last).toMatchObject({
    type: 'ProposeAmendment',
    data: {
      version: 2,
      design: { summary: 'A minibus, twice a night.' },
      reason: 'One is too few',
    },
  })
})

it('keeps a change that changes nothing in the box, and says so', async () => {
  const room = show('ann', 'participant')
  const before = room.asked.length
  await fireEvent.click(screen.getByRole('button', { name: 'Suggest a change' }))
  await fireEvent.click(screen.getByRole('button', { name: 'Suggest it' }))
  const box = screen.getByLabelText('How it should read')
  expect(box.getAttribute('aria-invalid')).toBe('true')
  expect(described(box)).toContain('Change the words first.')
  expect(described(screen.getByLabelText('Why?'))).toContain('Say in a few words why.')
  expect(document.activeElement).toBe(box)
  expect(room.asked.length).toBe(before)
})

it('says beside its field what is missing of a worry, of a no, and of the vote that went on', async () => {
  const room = show('farah', 'facilitator')
  addResult(room, 'dots')
  await tick()
  const before = room.asked.length
  await fireEvent.click(screen.getByRole('button', { name: 'Say what worries you' }))
  await fireEvent.click(screen.getByRole('button', { name: 'Say it' }))
  expect(described(screen.getByLabelText('What worries you?'))).toContain(
    'Say in a few words what worries you.',
  )
  await fireEvent.click(screen.getByRole('button', { name: 'Turn it down' }))
  const no = screen.getAllByRole('button', { name: 'Turn it down' }).at(-1)
  if (no) await fireEvent.click(no)
  expect(described(screen.getByLabelText('Why not?'))).toContain('Say in a few words why.')
  await fireEvent.click(screen.getByRole('button', { name: 'The group voted to go on' }))
  expect(described(screen.getByLabelText('By which vote?'))).toContain('Choose the vote')
  expect(document.activeElement).toBe(screen.getByLabelText('By which vote?'))
  expect(room.asked.length).toBe(before)
})

it('lets the desk take a change in, and say that a later version answers a worry', async () => {
  const room = show('farah', 'facilitator')
  await fireEvent.click(screen.getByRole('button', { name: 'Take it in' }))
  expect(room.last).toMatchObject({ type: 'AcceptAmendment' })
  await fireEvent.click(screen.getByRole('button', { name: 'Version 2 answers it' }))
  expect(room.last).toMatchObject({
    type: 'ResolveObjection',
    data: { resolution: 'integrated', version: 2 },
  })
})

it('asks for the title beside its box, and drafts with outcomes, indicators and partners', async () => {
  const room = show('farah', 'facilitator')
  await fireEvent.click(screen.getByRole('button', { name: 'Draft a redesign' }))
  await fireEvent.click(screen.getByRole('button', { name: 'Save the draft' }))
  const title = screen.getByLabelText('Title')
  expect(title.getAttribute('aria-invalid')).toBe('true')
  await fireEvent.input(title, { target: { value: 'A shared minibus' } })
  const typed = {
    'What will be different?': 'Nobody waits',
    'By what will one know?': 'minutes waited',
    'How is it today?': '40',
  }
  for (const [label, value] of Object.entries(typed))
    await fireEvent.input(screen.getByLabelText(label), { target: { value } })
  await fireEvent.click(screen.getByRole('button', { name: 'Add a partner' }))
  await fireEvent.input(screen.getByLabelText('What does it do in it?'), {
    target: { value: 'Lends the bus' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Save the draft' }))
  expect(room.last).toMatchObject({
    type: 'DraftRedesign',
    data: {
      design: {
        title: 'A shared minibus',
        outcomes: [{ statement: 'Nobody waits', indicator: 'minutes waited', baseline: '40' }],
        partners: [{ organisation: id('council'), part: 'Lends the bus' }],
      },
    },
  })
})
