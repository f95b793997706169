import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it } from 'vitest'

import { states } from '../../../gallery/states'

import Display from './Display.svelte'

afterEach(() => {
  delete document.documentElement.dataset['light']
})

function show(name: string) {
  const made = states[name]?.()
  if (made === undefined) throw new Error(`no state ${name}`)
  const { room, config } = made
  return { room, ...render(Display, { room, config }) }
}

it('shows how to join while people arrive', () => {
  show('display-welcome')
  expect(screen.getByText('KXW4RF')).toBeTruthy()
  expect(screen.getByText('codesign.example/join')).toBeTruthy()
  expect(screen.getByRole('img', { name: /opens the page to join/ })).toBeTruthy()
  expect(document.documentElement.dataset['light']).toBe('dark')
})

it('shows stage, time and ideas, and nobody’s name', () => {
  const { container } = show('display-ideas')
  expect(screen.getByRole('heading', { level: 1, name: 'Ideas' })).toBeTruthy()
  expect(screen.getByRole('timer').textContent.trim()).toBe('8:32')
  expect(container.textContent).toContain('Taxi vouchers for carers.')
  expect(container.textContent).not.toMatch(/Carys|Bilal|Ann Hughes/)
})

it('shows a vote’s turnout while it is open, and its result when that is shown', async () => {
  const { room, container } = show('display-vote')
  expect(container.textContent).toContain('31 / 42')
  expect(container.textContent).toContain('Voting is open')
  expect(container.textContent).not.toContain('48 dots')
  const done = states['display-result']?.().room
  for (const each of ['rounds', 'options', 'results', 'decisions'] as const) {
    for (const [key, record] of done?.board[each] ?? []) room.put(each, key, record)
  }
  await tick()
  expect(container.textContent).toContain('48 dots')
  expect(container.textContent).toContain('Decided: We ask the council')
})

it('says to carry on on paper when the line is lost, and comes back by itself', async () => {
  const { room } = show('display-lost')
  expect(screen.getByRole('heading', { name: 'Carry on, on paper' })).toBeTruthy()
  room.state = 'live'
  await tick()
  expect(screen.getByRole('heading', { name: 'Ideas' })).toBeTruthy()
})
