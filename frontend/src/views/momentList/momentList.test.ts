import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it, vi } from 'vitest'

import MomentList from './MomentList.svelte'

const entries = [
  { seq: 4, at: Date.UTC(2026, 0, 1, 10), title: '“Ideas” opened', subject: 'a' },
  { seq: 9, at: Date.UTC(2026, 0, 1, 10, 5), title: 'The first idea', subject: 'b' },
]

it('tells each moment with its time, and which one was reached last', async () => {
  const onchoose = vi.fn()
  render(MomentList, { entries, label: 'Key moments', seq: 7, zone: 'Europe/London', onchoose })
  const [first, second] = screen.getAllByRole('button')
  expect(first?.textContent.replace(/\s+/g, ' ').trim()).toBe('10:00 “Ideas” opened')
  expect(first?.getAttribute('aria-current')).toBe('true')
  if (second) await fireEvent.click(second)
  expect(onchoose).toHaveBeenCalledWith(9)
})
