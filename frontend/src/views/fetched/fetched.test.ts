import { fireEvent, render, screen } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { expect, it, vi } from 'vitest'

import Fetched from './Fetched.svelte'
import { Part } from './part'

interface Words {
  readonly said: string
}

const says = createRawSnippet<[Words]>((module) => ({
  render: () => `<p>${module().said}</p>`,
}))

/** A line that is down for as many times as it is told. */
function line(failures: number) {
  const ask = vi.fn<() => Promise<Words>>()
  for (let n = 0; n < failures; n++) ask.mockRejectedValueOnce(new TypeError('no line'))
  return ask.mockResolvedValue({ said: 'Here it is' })
}

/** The parts of other pages are known to the module that test files share. */
async function pageThatKnowsNoPart() {
  vi.resetModules()
  return await import('./part')
}

const show = (shown: Part<Words>, height?: string) =>
  render(Fetched<Words>, { part: shown, children: says, ...(height ? { height } : {}) })

it('keeps a place until the part is here, then shows it', async () => {
  show(new Part(line(0)), '4rem')
  expect(screen.getByText('One moment …').style.minHeight).toBe('4rem')
  expect(await screen.findByText('Here it is')).toBeTruthy()
  expect(screen.queryByText('One moment …')).toBeNull()
})

it('shows at once what was fetched before, and asks for it once', async () => {
  const ask = line(0)
  const shown = new Part(ask)
  await shown.fetch()
  show(shown)
  expect(screen.getByText('Here it is')).toBeTruthy()
  expect(ask).toHaveBeenCalledOnce()
})

it('says that a part has not arrived, and fetches it when asked again, where the focus goes', async () => {
  show(new Part(line(1)))
  expect((await screen.findByRole('alert')).textContent).toContain('This part has not arrived.')
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  const came = await screen.findByText('Here it is')
  expect(screen.queryByRole('alert')).toBeNull()
  expect(document.activeElement?.contains(came)).toBe(true)
})

it('offers to load the page again where asking again did not help', async () => {
  show(new Part(line(2)))
  await screen.findByRole('alert')
  expect(screen.queryByRole('button', { name: 'Reload the page' })).toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('button', { name: 'Reload the page' })).toBeTruthy()
})

it('fetches a part by itself once the line is back', async () => {
  show(new Part(line(1)))
  await screen.findByRole('alert')
  window.dispatchEvent(new Event('online'))
  expect(await screen.findByText('Here it is')).toBeTruthy()
})

it('fetches ahead what is known, what that brings, and goes on past what fails', async () => {
  const { fetchAhead, part } = await pageThatKnowsNoPart()
  const brought = line(0)
  const failing = line(1)
  part(failing)
  part(async () => {
    part(brought)
    return Promise.resolve({ said: '' })
  })
  await fetchAhead()
  expect(failing).toHaveBeenCalledOnce()
  expect(brought).toHaveBeenCalledOnce()
  await fetchAhead()
  expect(failing).toHaveBeenCalledTimes(2)
  expect(brought).toHaveBeenCalledOnce()
})

it('fetches first what is needed first', async () => {
  const { fetchAhead, part, Part } = await pageThatKnowsNoPart()
  const order: string[] = []
  part(() => Promise.resolve(order.push('known')))
  await fetchAhead(new Part(() => Promise.resolve(order.push('first'))))
  expect(order).toEqual(['first', 'known'])
})
