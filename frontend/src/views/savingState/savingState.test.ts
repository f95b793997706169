import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import type { RoomState, Saving } from '../../sync/room.svelte'

import SavingState from './SavingState.svelte'

function said(line: RoomState, waiting: number, kept: Saving['kept'] = 'disk'): string {
  const { container, unmount } = render(SavingState, { line, saving: { waiting, kept } })
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
  expect(said('stopped', 1)).toBe('Saving: Stopped')
})

it('warns where closing the page would lose what waits', () => {
  expect(said('offline', 1, 'memory')).toContain('Keep this page open')
})

it('changes in place', async () => {
  const { rerender } = render(SavingState, { line: 'live', saving: { waiting: 1, kept: 'disk' } })
  await rerender({ line: 'live', saving: { waiting: 0, kept: 'disk' } })
  expect(screen.getByText('Saved')).toBeTruthy()
})
