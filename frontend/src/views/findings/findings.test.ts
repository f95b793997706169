import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { beforeAll, expect, it } from 'vitest'

import { ALL, ANONYMOUS, findingsAt, TOO_SMALL } from '../../../gallery/findings'
import { addResult, CONFIG, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { rounds } from '../../board/select'
import type { Findings as Found } from '../../sync/findings'

import RoundPanel from '../roundPanel/RoundPanel.svelte'

// What is fetched on opening is here already, however busy the machine.
beforeAll(() => import('./Findings.svelte'))

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
