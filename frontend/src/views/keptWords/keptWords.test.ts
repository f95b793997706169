import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, it } from 'vitest'

import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { stages } from '../../board/select'

import { draft, draftKey, forgetDrafts, keepDraft } from '../drafts'

import { words } from '../words'

import KeptWords from './KeptWords.svelte'

afterEach(() => {
  forgetDrafts('')
})

function show(text: string): string {
  const room = makeRoom()
  const stage = stages(room.board).find((each) => each.id === id('ideas'))
  if (stage === undefined) throw new Error('no stage')
  const key = draftKey({ config: CONFIG, me: room.me }, stage.id, room.me ?? '')
  keepDraft(key, text)
  render(KeptWords, { props: { key, told: words.composer.closedKept }, context: inScene(room) })
  return key
}

it('shows what was not added in time, says what to do, and lets go only when told to', async () => {
  const key = show('A night bus')
  expect(screen.getByText('A night bus')).toBeTruthy()
  expect(screen.getByText(/ask the facilitator to open it again/)).toBeTruthy()
  expect(draft(key)).toBe('A night bus')
  await fireEvent.click(screen.getByRole('button', { name: 'Let go' }))
  expect(screen.queryByText('A night bus')).toBeNull()
  expect(draft(key)).toBe('')
})

it('leads to them whoever was typing', () => {
  show('A night bus')
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Your words are kept')
})

it('says nothing where nothing was written', () => {
  show('')
  expect(screen.queryByRole('button')).toBeNull()
})
