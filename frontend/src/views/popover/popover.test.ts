import { fireEvent, render, screen } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { expect, it } from 'vitest'

import Popover from './Popover.svelte'

const children = createRawSnippet(() => ({
  render: () =>
    '<ul><li><button type="button">One</button></li><li><button type="button">Two</button></li></ul>',
}))

const opener = () => screen.getByRole('button', { name: 'Move to' })

it('opens, puts the focus inside, moves by arrows and closes with Escape', async () => {
  render(Popover, { label: 'Move to', children })
  expect(opener().getAttribute('aria-expanded')).toBe('false')
  await fireEvent.click(opener())
  const one = screen.getByRole('button', { name: 'One' })
  expect(document.activeElement).toBe(one)
  await fireEvent.keyDown(one, { key: 'ArrowDown' })
  expect(document.activeElement?.textContent).toBe('Two')
  await fireEvent.keyDown(document.activeElement ?? one, { key: 'Escape' })
  expect(screen.queryByRole('button', { name: 'One' })).toBeNull()
  expect(document.activeElement).toBe(opener())
})

it('closes when somebody goes elsewhere', async () => {
  render(Popover, { label: 'Move to', children })
  await fireEvent.click(opener())
  await fireEvent.pointerDown(document.body)
  expect(screen.queryByRole('button', { name: 'One' })).toBeNull()
})
