import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { expect, it, vi } from 'vitest'

import { id, makeRoom, NOW } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import AgendaList from './AgendaList.svelte'

it('lists the stages in order, and says how each stands', async () => {
  const room = makeRoom({ stage: 'themes' })
  room.patch('stages', id('ideas'), { open: true, until: NOW + 3 * 86_400_000 })
  room.patch('stages', id('vote'), { skipped: true })
  const onchoose = vi.fn()
  render(AgendaList, { props: { shown: id('themes'), onchoose }, context: inScene(room) })
  const items = within(screen.getByRole('navigation', { name: 'Stages' })).getAllByRole('button')
  expect(items.map((each) => each.textContent.replace(/\s+/g, ' ').trim())).toEqual([
    'Welcome closed',
    'Ideas open until Sunday 15 March, 10:42',
    'Themes now',
    'Vote not held',
    'Close to come',
  ])
  expect(items[2]?.getAttribute('aria-current')).toBe('true')
  await fireEvent.click(items[1] as HTMLElement)
  expect(onchoose).toHaveBeenCalledWith(id('ideas'))
})
