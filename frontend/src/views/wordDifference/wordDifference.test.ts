import { render } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import WordDifference from './WordDifference.svelte'

it('marks what was put in and strikes what was taken out, and says so to who listens', () => {
  render(WordDifference, { props: { before: 'A bus at nine', after: 'A small bus at ten' } })
  const all = (tag: string) =>
    [...document.querySelectorAll(tag)].map((each) => each.textContent.trim().replace(/\s+/g, ' '))
  expect(all('ins')).toEqual(['New: small', 'New: ten'])
  expect(all('del')).toEqual(['Taken out: nine'])
})

it('leaves words alone that did not change', () => {
  render(WordDifference, { props: { before: 'A bus', after: 'A bus' } })
  expect(document.querySelector('ins, del')).toBeNull()
  expect(document.querySelector('p')?.textContent.trim()).toBe('A bus')
})
