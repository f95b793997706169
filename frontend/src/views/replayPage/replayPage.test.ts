import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { CONFIG, id } from '../../../gallery/fixtures'
import { DECIDED, lineageAt } from '../../../gallery/lineage'
import { makeReplay } from '../../../gallery/recording'
import { silence } from '../../a11y/announcer'

import ReplayPage from './ReplayPage.svelte'

beforeEach(() => {
  Element.prototype.scrollIntoView = vi.fn()
})

afterEach(() => {
  silence()
  history.replaceState(null, '', '/')
})

async function show(more = {}) {
  const replay = makeReplay()
  const config = {
    ...CONFIG,
    page: 'replay' as const,
    views: ['public', 'participant'] as const,
    ...more,
  }
  const result = render(ReplayPage, { config, replay })
  await screen.findByRole('list', { name: 'Key moments' })
  await screen.findByRole('complementary', { name: 'Notes, and what to take away' })
  await vi.waitFor(() => {
    expect(screen.getByRole('heading', { level: 1, name: 'Getting home after eight' })).toBeTruthy()
  })
  return { replay, ...result }
}

const slider = () =>
  screen.getByRole<HTMLInputElement>('slider', { name: 'Moment in the recording' })
const moment = (name: RegExp) =>
  within(screen.getByRole('list', { name: 'Key moments' })).getByRole('button', { name })

it('opens on key moments in words, with the board as it ended', async () => {
  const { replay } = await show()
  expect(replay.seq).toBe(replay.head)
  expect(moment(/“Ideas” opened/)).toBeTruthy()
  await vi.waitFor(() => {
    expect(screen.getByRole('region', { name: 'The board at this moment' }).textContent).toContain(
      'We ask the council',
    )
  })
})

it('goes to a moment, shows the board as it was and what happened', async () => {
  const { container } = await show()
  await fireEvent.click(moment(/The first idea/))
  await vi.waitFor(() => {
    expect(container.querySelector('.idea--lit')?.textContent).toContain('A minibus that leaves')
  })
  expect(screen.getByRole('heading', { name: 'Ideas (1)' })).toBeTruthy()
  expect(screen.queryByRole('textbox')).toBeNull()
  await vi.waitFor(() => {
    expect(document.activeElement?.id).toBe(`idea-${id('idea0')}`)
  })
})

it('opens at the moment a link names', async () => {
  history.replaceState(null, '', '#at=26')
  const { replay } = await show()
  await vi.waitFor(() => {
    expect(replay.seq).toBe(26)
  })
  history.replaceState(null, '', '#at=27')
  await fireEvent(window, new HashChangeEvent('hashchange'))
  await vi.waitFor(() => {
    expect(replay.seq).toBe(27)
  })
})

it('moves by the keys: a step, a moment, to either end', async () => {
  const { replay } = await show()
  await fireEvent.keyDown(slider(), { key: 'Home' })
  await vi.waitFor(() => {
    expect(replay.seq).toBe(0)
  })
  expect(screen.getByText('The workshop had not begun.')).toBeTruthy()
  await fireEvent.keyDown(slider(), { key: 'ArrowRight' })
  await vi.waitFor(() => {
    expect(replay.seq).toBe(1)
  })
  await fireEvent.keyDown(slider(), { key: 'PageDown' })
  await vi.waitFor(() => {
    expect(replay.timeline?.moments[0]?.seq).toBe(replay.seq)
  })
  await fireEvent.keyDown(slider(), { key: 'End' })
  await vi.waitFor(() => {
    expect(replay.seq).toBe(replay.head)
  })
})

it('plays and pauses, from the start when it stands at the end', async () => {
  const { replay } = await show()
  await fireEvent.click(screen.getByRole('button', { name: 'Play' }))
  await vi.waitFor(() => {
    expect(replay.playing).toBe(true)
  })
  await fireEvent.click(await screen.findByRole('button', { name: 'Pause' }))
  expect(replay.playing).toBe(false)
  expect(replay.seq).toBeLessThan(replay.head)
})

it('copies a link to this moment', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  const { replay } = await show()
  await replay.seek(30)
  await fireEvent.click(screen.getByRole('button', { name: 'Copy link to this moment' }))
  expect(location.hash).toBe('#at=30')
  expect(writeText).toHaveBeenCalledWith(location.href)
})

it('lets one look at any stage as it was', async () => {
  await show()
  const stages = screen.getByRole('navigation', { name: 'Stages' })
  await fireEvent.click(within(stages).getByRole('button', { name: /^Themes/ }))
  expect(await screen.findByRole('heading', { level: 2, name: 'One simple ticket' })).toBeTruthy()
})

it('shows it as another audience saw it', async () => {
  const { replay } = await show()
  await fireEvent.change(screen.getByRole('combobox', { name: 'As seen by' }), {
    target: { value: 'public' },
  })
  await vi.waitFor(() => {
    expect(replay.view).toBe('public')
    expect(replay.timeline).toBeTruthy()
  })
})

it('tells in words what changed since a moment, and compares with wherever one goes', async () => {
  const { replay } = await show()
  await fireEvent.click(moment(/“Ideas” opened/))
  await vi.waitFor(() => {
    expect(replay.seq).toBeLessThan(replay.head)
  })
  await fireEvent.keyDown(document.body, { key: 'c' })
  const panel = await screen.findByRole('region', { name: /What changed from .* to the end/ })
  await vi.waitFor(() => {
    expect(panel.textContent).toContain('New ideas (12)')
  })
  expect(panel.textContent).toContain('Decisions (1)')
})

it('shows the notes of a recording, each leading to its moment', async () => {
  const { replay } = await show()
  const note = screen.getByRole('button', { name: /the drivers changed their mind/ })
  await fireEvent.click(note)
  await vi.waitFor(() => {
    expect(replay.seq).toBe(30)
  })
})

it('lists its keys under ?', async () => {
  await show()
  await fireEvent.keyDown(document.body, { key: '?' })
  expect(screen.getByText('What changed since here', { selector: 'dd' })).toBeTruthy()
})

it('looks at the board of a group that one may watch, and back; what is public is of no group', async () => {
  const { replay } = await show({
    view: 'participant',
    groups: [{ id: id('blue'), name: 'Blue', number: 1 }],
  })
  await replay.lookAs('participant')
  const picker = await screen.findByRole('combobox', { name: 'Board' })
  await fireEvent.change(picker, { target: { value: id('blue') } })
  expect(replay.group).toBe(id('blue'))
  expect(location.search).toBe(`?group=${id('blue')}`)
  await fireEvent.change(screen.getByRole('combobox', { name: 'As seen by' }), {
    target: { value: 'public' },
  })
  expect(replay.group).toBeNull()
  expect(location.search).toBe('')
  expect(screen.queryByRole('combobox', { name: 'Board' })).toBeNull()
})

it('tells where what a moment is about came from, as far as then or up to the end', async () => {
  const { replay } = await show({ lineageUrl: lineageAt(DECIDED) })
  await replay.seek(Math.floor(replay.head / 2))
  await fireEvent.click(screen.getByRole('button', { name: 'Where this came from' }))
  const panel = await screen.findByRole('region', { name: /what became of it/ })
  const further = await within(panel).findByRole('button', { name: /^Up to the end/ })
  expect(within(panel).queryByRole('button', { name: /^Only up to/ })).toBeNull()
  await fireEvent.click(further)
  expect(within(panel).queryByRole('button', { name: /^Up to the end/ })).toBeNull()
  expect(within(panel).getByRole('button', { name: /^Only up to/ })).toBeTruthy()
})
