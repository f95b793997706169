import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, it, vi } from 'vitest'

import { silence } from '../../a11y/announcer'
import type { Rejected } from '../../sync/room.svelte'

import Rejections from './Rejections.svelte'

afterEach(silence)

const refused: Rejected = {
  id: 'c1',
  actingFor: null,
  type: 'SubmitIdea',
  code: 'stage_closed',
  message: 'This stage is closed.',
  words: 'A night bus',
  command: { type: 'SubmitIdea', data: { idea: 'i', stage: 's', text: 'A night bus' } },
}

it('keeps the words, says why, and offers them back', async () => {
  const onback = vi.fn()
  render(Rejections, { rejected: [refused], ondismiss: vi.fn(), onback })
  expect(screen.getByRole('region', { name: 'Not taken in' }).textContent).toContain('A night bus')
  expect(screen.getByText('This stage is closed.')).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Put them back in the box' }))
  expect(onback).toHaveBeenCalledWith(refused)
})

it('lets words be copied where there is no box to put them in', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  render(Rejections, { rejected: [refused], ondismiss: vi.fn() })
  await fireEvent.click(screen.getByRole('button', { name: 'Copy them' }))
  expect(writeText).toHaveBeenCalledWith('A night bus')
  expect(screen.queryByRole('button', { name: 'Put them back in the box' })).toBeNull()
})

it('goes only when it is let go', async () => {
  const ondismiss = vi.fn()
  const { id, type, code, message, command } = refused
  const wordless = { id, type, code, message, command, actingFor: null }
  render(Rejections, { rejected: [wordless], ondismiss })
  await fireEvent.click(screen.getByRole('button', { name: 'Understood' }))
  expect(ondismiss).toHaveBeenCalledWith('c1')
})
