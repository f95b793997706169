import { render, screen } from '@testing-library/svelte'
import { tick } from 'svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { makeRoom, NOW } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'

import StageTimer from './StageTimer.svelte'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  silence()
  vi.useRealTimers()
})

async function pass(seconds: number, room: ReturnType<typeof makeRoom>) {
  const from = room.clock()
  room.clock = () => from + seconds * 1000
  vi.advanceTimersByTime(1000)
  await tick()
}

it('counts down by the room’s clock, says so at five minutes and one, and ends', async () => {
  const room = makeRoom()
  render(StageTimer, { props: { endsAt: NOW + 301_000 }, context: inScene(room) })
  expect(screen.getByRole('timer', { name: 'Time left' }).textContent.trim()).toBe('5:01')
  await pass(1, room)
  vi.advanceTimersByTime(1000)
  expect(screen.getByRole('status').textContent).toBe('5 minutes left')
  await pass(299, room)
  expect(screen.getByRole('timer').textContent.trim()).toBe('0:01')
  await pass(1, room)
  expect(screen.queryByRole('timer')).toBeNull()
  expect(screen.getByText('Time is up')).toBeTruthy()
})

it('goes on saying that time is up once the server has ended the timer', async () => {
  const room = makeRoom()
  const { rerender } = render(StageTimer, { props: { endsAt: NOW - 1 }, context: inScene(room) })
  await rerender({ endsAt: null })
  expect(screen.getByText('Time is up')).toBeTruthy()
})

it('says nothing where no timer runs', () => {
  const { container } = render(StageTimer, {
    props: { endsAt: null },
    context: inScene(makeRoom()),
  })
  expect(container.textContent.trim()).toBe('')
})
