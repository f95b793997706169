// Who was heard so far, at the desk.
import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { tick } from 'svelte'
import { expect, it, vi } from 'vitest'

import { HEARD, heardAt } from '../../../gallery/findings'
import { addResult, CONFIG, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import DeskHeard from './DeskHeard.svelte'

const cells = (row: HTMLElement | undefined) =>
  [...(row?.children ?? [])].map((each) => each.textContent.trim())

it('tells who wrote and voted by organisation and role, who did not yet, and hides small numbers', async () => {
  const room = makeRoom({ me: 'farah', role: 'facilitator', stage: 'vote', themes: true })
  addResult(room, 'dots')
  render(DeskHeard, { context: inScene(room, { ...CONFIG, heardUrl: heardAt(HEARD) }) })
  await fireEvent.click(screen.getByRole('button', { name: 'Who was heard so far' }))
  await vi.waitFor(() => screen.getByRole('status'))
  await tick()
  expect(
    screen.getByText(/9 of 42 people wrote\.\s+Half of the 12 ideas came from 2 people\./),
  ).toBeTruthy()
  expect(screen.getByText(/0\.59/)).toBeTruthy()
  expect(screen.getByText('Nothing yet from Youth Forum.')).toBeTruthy()
  const ideas = screen.getByRole('table', { name: 'Ideas by organisation' })
  expect(cells(within(ideas).getAllByRole('row')[1])).toEqual([
    'Calder Valley Council',
    '5 of 20',
    '8',
    expect.stringMatching(/^\d\d:\d\d$/),
  ])
  const turnout = screen.getByRole('table', { name: /^Who voted on.*by organisation$/ })
  expect(within(turnout).getAllByRole('row').slice(1).map(cells)).toEqual([
    ['Calder Valley Council', '20', '14'],
    ['Smaller groups together', '22', 'not shown'],
  ])
  const byRole = screen.getByRole('table', { name: /^Who voted on.*by role$/ })
  expect(within(byRole).getAllByRole('row').slice(1).map(cells)).toEqual([
    ['Participant', '34', '26'],
    ['Table helper', '8', '6'],
  ])
  expect(screen.queryByRole('table', { name: /^Who voted on.*by area$/ })).toBeNull()
})

it('says kindly that it could not be fetched', async () => {
  const room = makeRoom({ me: 'farah', role: 'facilitator' })
  const fetched = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('gone'))
  render(DeskHeard, { context: inScene(room, { ...CONFIG, heardUrl: '/heard' }) })
  await fireEvent.click(screen.getByRole('button', { name: 'Who was heard so far' }))
  await vi.waitFor(() => screen.getByRole('alert'))
  expect(screen.getByRole('alert').textContent).toContain('Look again in a moment.')
  fetched.mockRestore()
})
