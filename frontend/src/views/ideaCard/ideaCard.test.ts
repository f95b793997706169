import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { createRawSnippet } from 'svelte'

import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { shownIdeas } from '../../board/select'

import IdeaCard from './IdeaCard.svelte'

function show(place: number, room = makeRoom()) {
  const idea = shownIdeas(room).find((each) => each.id === id(`idea${place}`))
  if (idea === undefined) throw new Error('no idea')
  return render(IdeaCard, { props: { idea }, context: inScene(room) })
}

it('shows the words, who wrote them and for whom they speak', () => {
  const { container } = show(0)
  expect(screen.getByText(/A minibus that leaves the hospital/)).toBeTruthy()
  expect(container.querySelector('.idea__by')?.textContent).toContain('Carys Morgan')
  expect(screen.getByRole('img', { name: 'Upland Health Board' })).toBeTruthy()
})

it('says in which language it was written', () => {
  const room = makeRoom()
  room.patch('ideas', id('idea10'), { lang: 'cy' })
  const { container } = show(10, room)
  expect(container.querySelector('.long-text')?.getAttribute('lang')).toBe('cy')
})

it('says of words that were removed that they were, and why an idea is hidden', () => {
  const room = makeRoom({ me: 'farah', role: 'facilitator' })
  room.patch('ideas', id('idea0'), { text: '', redacted: true, hidden_reason: 'Names a person.' })
  show(0, room)
  expect(screen.getByText('These words were removed for good.')).toBeTruthy()
  expect(screen.getByText('Hidden from the board: Names a person.')).toBeTruthy()
})

it('shows tidied words, says so with the moment, and keeps its author’s beside them', async () => {
  const room = makeRoom()
  room.patch('ideas', id('idea3'), { tidied: 'One ticket for bus and train', tidied_seq: 500 })
  show(3, room)
  expect(screen.getByText('One ticket for bus and train')).toBeTruthy()
  expect(
    await screen.findByText(/As its author wrote it: “One ticket for bus and train.”/),
  ).toBeTruthy()
  expect(screen.getByRole('link', { name: /Tidied/ }).getAttribute('href')).toBe('#replay#at=500')
})

it('keeps beneath an idea those that say the same', async () => {
  const room = makeRoom()
  room.patch('ideas', id('idea8'), { joined_into: id('idea7'), joined_seq: 501 })
  show(7, room)
  expect(await screen.findByText('1 other idea says the same')).toBeTruthy()
  expect(screen.getByText(/Tickets for carers at half price/)).toBeTruthy()
})

it('offers what became of an idea where something did, and not while ideas are put together', () => {
  const room = makeRoom({ themes: true })
  const idea = shownIdeas(room).find((each) => each.theme !== null)
  if (idea === undefined) throw new Error('no idea under a theme')
  const context = inScene(room, { ...CONFIG, lineageUrl: '/lineage' })
  const what = { name: /^What became of it: / }
  const { unmount } = render(IdeaCard, { props: { idea }, context })
  expect(screen.getByRole('button', what)).toBeTruthy()
  unmount()
  const actions = createRawSnippet(() => ({ render: () => '<span>Move to</span>' }))
  render(IdeaCard, { props: { idea, actions }, context })
  expect(screen.queryByRole('button', what)).toBeNull()
})
