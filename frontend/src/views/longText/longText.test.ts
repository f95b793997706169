import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import LongText from './LongText.svelte'

it('shows short words whole', () => {
  render(LongText, { text: 'A night bus.' })
  expect(screen.queryByRole('button')).toBeNull()
})

it('folds very long words, and says whether they are open', async () => {
  render(LongText, { text: 'word '.repeat(200) })
  const button = screen.getByRole('button', { name: 'Read on' })
  expect(button.getAttribute('aria-expanded')).toBe('false')
  await fireEvent.click(button)
  expect(screen.getByRole('button', { name: 'Show less' }).getAttribute('aria-expanded')).toBe(
    'true',
  )
})
