import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { addDecision, addResult, CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { DECIDED, lineageAt } from '../../../gallery/lineage'
import type { Lineage } from '../../sync/lineage'
import RoomPage from '../roomPage/RoomPage.svelte'

// What is fetched when it is needed is here already, however busy the machine is.
import './LineagePanel.svelte'
import '../roundPanel/RoundPanel.svelte'
import '../roundResult/RoundResult.svelte'
import { tree, type Twigs } from './tree'

async function open(lineage: Lineage = DECIDED, lineageUrl = lineageAt(lineage)) {
  const room = makeRoom({ stage: 'vote', themes: true })
  addResult(room, 'dots', { opened_seq: 310 })
  addDecision(room, id('round'))
  render(RoomPage, { props: { room, config: { ...CONFIG, lineageUrl } } })
  const [button] = await screen.findAllByRole('button', { name: /^Where this came from: / })
  if (button === undefined) throw new Error('no button')
  button.focus()
  await fireEvent.click(button)
  const panel = await screen.findByRole('region', {
    name: 'Where this came from, and what became of it',
  })
  return { button, panel }
}

const NEITHER: Lineage = { ...DECIDED, back: [], on: [] }

/** How each thing was reached, and its words. */
const told = (twigs: readonly Twigs[]): unknown =>
  twigs.map(({ how, branches }) => [
    how,
    branches.map(({ thing, from }) => [thing.words, ...(from.length > 0 ? [told(from)] : [])]),
  ])

it('reads as a list in which each thing stands once, below what it was reached from', () => {
  expect(told(tree(DECIDED, 'on'))).toEqual([
    [
      'draws_on',
      [
        [
          'A late bus that can be booked',
          [
            ['suggested', [['Many have no phone at work']]],
            [
              'version',
              [
                [
                  'A late bus that can be booked',
                  [
                    ['position', [['Calder Valley Council']]],
                    ['milestone', [['First bus leaves']]],
                  ],
                ],
              ],
            ],
          ],
        ],
      ],
    ],
  ])
})

it('tells what led to a thing and what it led to, each with its moment in the recording', async () => {
  const { panel } = await open()
  const back = await within(panel).findByRole('list', { name: 'Where this came from' })
  expect(within(back).getByText('Known from')).toBeTruthy()
  expect(within(back).getByText(/^Need, Night staff/)).toBeTruthy()
  const on = within(panel).getByRole('list', { name: 'What became of it' })
  expect(within(on).getByText(/^Where an organisation stands, We agree/)).toBeTruthy()
  const links = within(panel)
    .getAllByRole('link')
    .map((each) => each.getAttribute('href'))
  expect(links.every((each) => /#at=\d+$/.test(each ?? ''))).toBe(true)
})

it('folds many of a kind away, and says what is so no longer', async () => {
  const { panel } = await open()
  const more = await within(panel).findByText('1 more')
  const folded = more.closest('details')
  if (folded === null) throw new Error('not folded')
  expect(within(folded).getByText('Ask the drivers what would help them')).toBeTruthy()
  expect(within(folded).getByText('Idea, no longer')).toBeTruthy()
})

it('takes the focus, and gives it back when it is closed with Escape', async () => {
  const { button, panel } = await open()
  expect(document.activeElement?.textContent).toBe('Where this came from, and what became of it')
  await fireEvent.keyDown(panel, { key: 'Escape' })
  expect(screen.queryByRole('region', { name: /what became of it/ })).toBeNull()
  expect(document.activeElement).toBe(button)
})

it('is walked from thing to thing, and back', async () => {
  const { panel } = await open()
  const need = await within(panel).findByRole('button', {
    name: 'Look from here: a way home after ten at night',
  })
  await fireEvent.click(need)
  const before = await within(panel).findByRole('button', {
    name: /Back to what you looked at before/,
  })
  await fireEvent.click(before)
  expect(within(panel).queryByRole('button', { name: /before/ })).toBeNull()
})

it('says so where nothing led to it and nothing came of it, or nothing is told', async () => {
  const { panel } = await open(NEITHER)
  expect(await within(panel).findByText(/It began here/)).toBeTruthy()
  expect(within(panel).getByText('Nothing has come of it so far.')).toBeTruthy()
})

it('says so where it cannot be fetched', async () => {
  const { panel } = await open(NEITHER, 'data:application/msgpack;base64,wQ==#')
  expect((await within(panel).findByRole('alert')).textContent).toContain('could not be fetched')
})
