import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, expect, it, vi } from 'vitest'

import { addResult, id } from '../../../gallery/fixtures'
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

it('says that it stands still while the room moves to a newer server, also between two lines', async () => {
  const { room, container } = show('display-behind')
  expect(screen.getByRole('status').textContent).toContain('stands still')
  expect(container.textContent).toContain('Taxi vouchers for carers.')
  room.state = 'offline'
  await tick()
  expect(container.textContent).toContain('Taxi vouchers for carers.')
  room.state = 'live'
  room.behind = false
  await tick()
  expect(container.textContent).not.toContain('stands still')
})

it('shows how many hands are up, and never whose', () => {
  const { container } = show('display-board')
  expect(container.textContent).toContain('2 hands up')
  expect(document.documentElement.dataset['light']).toBe('bright')
})

it('shows what the desk told it to, whatever the stage is', async () => {
  const { room, container } = show('display-results')
  expect(screen.getByRole('heading', { name: 'How it came out' })).toBeTruthy()
  const told = room.mine.display.get('display')
  if (told === undefined) throw new Error('nothing was told')
  room.putMine('display', 'display', { ...told, shows: 'board' })
  await tick()
  expect(screen.getByRole('heading', { name: 'The board' })).toBeTruthy()
  room.putMine('display', 'display', { ...told, shows: 'blank' })
  await tick()
  // A title for those who hear it, and nothing to see.
  const title = screen.getByRole('heading')
  expect(container.textContent.trim()).toBe(title.textContent)
  expect(title.classList).toContain('hidden-from-sight')
})

it('says when the code that opened it was replaced', () => {
  show('display-closed')
  expect(screen.getByRole('heading', { name: 'This display was closed' })).toBeTruthy()
})

it('shows where each group sits while the room is parted', async () => {
  const { room, container } = show('display-groups')
  expect(container.textContent).toContain('By the stove')
  const breakout = room.board.breakouts.get([...room.board.breakouts.keys()][0] ?? '')
  if (breakout === undefined) throw new Error('no breakout')
  room.patch('breakouts', [...room.board.breakouts.keys()][0] ?? '', {
    back_at: (breakout.ends_at ?? 0) - 60_000,
  })
  await tick()
  expect(screen.getByRole('heading', { name: /everyone comes back/ })).toBeTruthy()
})

it('shows a renewed join code at once, and its square when it has come', async () => {
  const made = states['display-welcome']?.()
  if (made === undefined) throw new Error('no state')
  const { room, config } = made
  const invitation = { joinCode: 'MMMMMM', joinAddress: 'codesign.example/join', qrSvg: '<svg/>' }
  const asked = vi.fn(() => Promise.resolve(new Response(JSON.stringify(invitation))))
  vi.stubGlobal('fetch', asked)
  render(Display, { room, config: { ...config, invitationUrl: '/invitation' } })
  room.putMine('display', 'display', {
    join_code: 'MMMMMM',
    door: 'open',
    shows: 'follow',
    hall: 'dark',
    hands: 0,
  })
  await tick()
  expect(screen.getByText('MMMMMM')).toBeTruthy()
  await vi.waitFor(() => {
    expect(screen.getByRole('img', { name: /opens the page to join/ })).toBeTruthy()
  })
  expect(asked).toHaveBeenCalledWith('/invitation')
  vi.unstubAllGlobals()
})

it('turns the pages of what does not fit by itself', async () => {
  vi.useFakeTimers()
  const { container } = show('display-ideas-many')
  expect(container.querySelectorAll('.wall__idea')).toHaveLength(9)
  expect(container.textContent).toContain('1 of')
  await vi.advanceTimersByTimeAsync(12_500)
  expect(container.textContent).toContain('2 of')
  vi.useRealTimers()
})

it('shows the boards of the groups one after the other, once they are opened', async () => {
  vi.useFakeTimers()
  const { room } = show('display-groups-boards')
  expect(screen.getByRole('heading', { name: 'The board of Blue' })).toBeTruthy()
  const ofBlue = screen.getAllByRole('listitem').map((each) => each.textContent)
  await vi.advanceTimersByTimeAsync(12_500)
  expect(screen.getByRole('heading', { name: 'The board of Green' })).toBeTruthy()
  const ofGreen = screen.getAllByRole('listitem').map((each) => each.textContent)
  expect(ofGreen.some((each) => ofBlue.includes(each))).toBe(false)
  room.patch('breakouts', id('breakout'), { boards_open: false })
  await tick()
  expect(screen.getByRole('heading', { name: 'Find your group' })).toBeTruthy()
  vi.useRealTimers()
})

it('shows the vote of a group whose board is opened, and whose it is', () => {
  const made = states['display-groups-boards']?.()
  if (made === undefined) throw new Error('no state')
  const round = addResult(made.room, 'agree')
  made.room.patch('rounds', round, { group: id('blue') })
  render(Display, { room: made.room, config: made.config })
  expect(screen.getByRole('heading', { name: 'The board of Blue' })).toBeTruthy()
  expect(screen.queryByText('Find your group')).toBeNull()
  expect(document.querySelector('.wall__ideas')).toBeNull()
})
