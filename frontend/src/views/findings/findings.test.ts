import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { ALL, ANONYMOUS, findingsAt, SUPPOSED, TOO_SMALL } from '../../../gallery/findings'
import { addResult, CONFIG, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { rounds } from '../../board/select'
import type { Findings as Found } from '../../sync/findings'

import RoundPanel from '../roundPanel/RoundPanel.svelte'

import Findings from './Findings.svelte'
import { answerName } from './groups'

async function open(found: Found, url = findingsAt(found)) {
  const room = makeRoom({ stage: 'vote', themes: true })
  addResult(room, 'agree')
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  render(RoundPanel, {
    props: { round },
    context: inScene(room, { ...CONFIG, findingsUrl: url }),
  })
  const summary = screen.getByText('What lies behind this result')
  const details = summary.closest('details')
  if (details === null) throw new Error('nothing to open')
  details.open = true
  await fireEvent(details, new Event('toggle'))
}

const text = (element: HTMLElement) => element.textContent.replace(/\s+/g, ' ').trim()

it('says what groups agree on and who agrees more, and leads to the moment', async () => {
  await open(ALL)
  const ground = await screen.findByRole('region', { name: 'Common ground' })
  const agreed = within(ground).getByText('In every group most agree').parentElement
  if (agreed === null) throw new Error('no list')
  expect(within(agreed).getAllByRole('listitem').map(text)[0]).toContain(
    'Home after the late shift',
  )
  expect(
    within(ground).getByText(
      'Most of Valley Community Transport agree; most of Calder Valley Council and Resident, or no organisation do not.',
    ),
  ).toBeTruthy()
  const [link] = within(ground).getAllByRole('link')
  expect(link?.getAttribute('href')).toMatch(/#at=\d+$/)
})

it('shows the split by group, hides what is hidden, and says so in the table too', async () => {
  await open(ALL)
  const split = await screen.findByRole('region', { name: 'By group' })
  expect(within(split).getByText('13 of 20 agree')).toBeTruthy()
  expect(within(split).getByText('Too few answered otherwise to show this by group.')).toBeTruthy()
  const tables = within(split).getAllByRole('table', { hidden: true })
  const cells = [...(tables[1]?.querySelectorAll('tbody tr') ?? [])].map((row) =>
    [...row.children].map((each) => each.textContent.trim()),
  )
  expect(cells[1]).toEqual(['Valley Community Transport', '12', 'hidden', 'hidden'])
})

it('splits by role instead where somebody asks for it', async () => {
  await open(ALL)
  await fireEvent.click(await screen.findByRole('radio', { name: 'Role' }))
  expect(screen.getAllByText('Smaller groups together', { selector: '.split__name' })).toHaveLength(
    3,
  )
})

it('draws the map with a table beside it, and names nobody', async () => {
  await open(ALL)
  const map = await screen.findByRole('region', { name: 'Opinion map' })
  expect(
    within(map)
      .getByRole('img', { name: /Map of 32 people in 2 groups/ })
      .querySelectorAll('path'),
  ).toHaveLength(33)
  expect(within(map).getAllByText('Group A')).toBeTruthy()
  expect(within(map).getByText(/answered alike/)).toBeTruthy()
})

it('says why there is no split and no map', async () => {
  await open(TOO_SMALL)
  expect(await screen.findByText(/groups are too small/)).toBeTruthy()
  expect(screen.getByText(/it takes thirty people.*here 12 did/)).toBeTruthy()
})

it('never shows organisations of an anonymous stage', async () => {
  await open(ANONYMOUS)
  expect(await screen.findByText(/This stage is anonymous/)).toBeTruthy()
  expect(screen.queryByRole('table', { name: /By group/ })).toBeNull()
})

it('says what to do where it cannot be fetched', async () => {
  await open(ALL, 'data:text/plain;base64,#')
  expect(await screen.findByRole('alert')).toBeTruthy()
})

async function openWhatIf(role: 'participant' | 'facilitator', shown = false) {
  const room = makeRoom({ stage: 'vote', themes: true, role })
  const key = addResult(room, 'agree')
  const [first] = SUPPOSED
  if (first && shown) room.patch('results', key, { what_ifs: [{ ...first, seq: 345 }] })
  const [round] = rounds(room.board)
  if (round === undefined) throw new Error('no round')
  const config = { ...CONFIG, findingsUrl: findingsAt(ALL) }
  render(Findings, { props: { round }, context: inScene(room, config) })
  await screen.findByRole('region', { name: 'Common ground' })
  return room
}

it('shows everybody what was supposed, with its caveat, and how the order differs', async () => {
  await openWhatIf('participant', true)
  const part = screen.getByRole('region', { name: 'What if' })
  expect(within(part).getByText(/What if Calder Valley Council had not voted\?/)).toBeTruthy()
  expect(text(within(part).getAllByRole('listitem')[0] as HTMLElement)).toBe(
    '1. A timetable one can trust was 2',
  )
  expect(within(part).getByText(/might have voted otherwise without them/)).toBeTruthy()
  expect(within(part).queryByRole('combobox')).toBeNull()
})

it('keeps what may be supposed to those who run the workshop until they show it', async () => {
  const room = await openWhatIf('facilitator')
  const choose = await screen.findByRole('combobox', { name: 'Look at another way to count' })
  await fireEvent.change(choose, { target: { value: 'alike.organisation.' } })
  expect(screen.getByText('The order would be the same.')).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Show everybody' }))
  expect(room.last).toEqual({
    type: 'ShowWhatIf',
    data: expect.objectContaining({ supposes: 'alike', by: 'organisation', of: null }) as unknown,
  })
})

it('shows nothing of it to others before that', async () => {
  await openWhatIf('participant')
  expect(screen.queryByRole('region', { name: 'What if' })).toBeNull()
})

it('calls the answers of a split by what the vote asked', () => {
  const answers = ['agree', 'disagree+neither']
  expect(answerName('agree', answers, 0)).toBe('agree')
  expect(answerName('simple_majority', answers, 0)).toBe('said yes')
  expect(answerName('simple_majority', answers, 1)).toBe('did not say yes')
  expect(answerName('consent', answers, 0)).toBe('can live with it')
  expect(answerName('dots', ['support', 'neither'], 1)).toBe('not in support')
})
