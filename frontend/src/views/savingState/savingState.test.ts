import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import type { RoomState, Saving } from '../../sync/room.svelte'

import SavingState from './SavingState.svelte'

function said(line: RoomState, waiting: number, more: Partial<Saving> = {}): string {
  const saving: Saving = {
    waiting,
    late: false,
    unstored: false,
    allInMs: 0,
    kept: 'disk',
    ...more,
  }
  const { container, unmount } = render(SavingState, { line, saving })
  const text = container.textContent.replace(/\s+/g, ' ').trim()
  unmount()
  return text
}

it('always says whether what one wrote has arrived', () => {
  expect(said('live', 0)).toBe('Saving: Saved')
  expect(said('live', 2)).toBe('Saving: Sending 2')
  expect(said('offline', 3)).toBe('Saving: Not connected: 3 kept here, will send')
  expect(said('offline', 0)).toBe('Saving: Not connected')
  expect(said('connecting', 0)).toBe('Saving: Connecting')
  expect(said('connecting', 2, { late: true })).toContain('2 kept here')
  expect(said('stopped', 0)).toBe('Saving: Stopped')
  expect(said('stopped', 1)).toBe('Saving: Stopped: 1 kept here')
  expect(said('stopped', 1, { kept: 'memory' })).toBe('Saving: Stopped: 1 not sent')
})

it('warns where closing the page would lose what waits', () => {
  expect(said('offline', 1, { kept: 'memory' })).toContain('Keep this page open')
  expect(said('live', 1, { kept: 'memory', late: true })).toContain('Keep this page open')
})

it('says that it is not saved where the line stands and nothing answers (peers 5)', () => {
  expect(said('live', 2, { late: true })).toBe('Saving: Not saved yet: 2 kept here, will send')
  expect(said('live', 0, { late: true })).toBe('Saving: Saved')
})

it('says that the server cannot save, whatever the reason and though the line stands', () => {
  expect(said('live', 2, { unstored: true })).toBe(
    'Saving: The server cannot save now: 2 kept here, will send',
  )
  expect(said('live', 1, { unstored: true, allInMs: 0, kept: 'memory' })).toContain(
    'Keep this page open',
  )
  expect(said('offline', 1, { unstored: true })).toContain('Not connected')
})

it('says how long it takes where more was asked than goes out at once (C9)', () => {
  expect(said('live', 380, { allInMs: 95_000, late: true })).toBe(
    'Saving: Sending 380: all in about 2 minutes',
  )
  expect(said('live', 8, { allInMs: 2_000 })).toBe('Saving: Sending 8: all within a minute')
  expect(said('live', 8, { allInMs: 2_000, kept: 'memory' })).toContain('Keep this page open')
  expect(said('offline', 8, { allInMs: 2_000 })).toContain('Not connected')
})

it('changes in place', async () => {
  const { rerender } = render(SavingState, {
    line: 'live',
    saving: { waiting: 1, late: false, unstored: false, allInMs: 0, kept: 'disk' },
  })
  await rerender({
    line: 'live',
    saving: { waiting: 0, late: false, unstored: false, allInMs: 0, kept: 'disk' },
  })
  expect(screen.getByText('Saved')).toBeTruthy()
})
