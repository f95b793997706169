import { render } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import Waveform from './Waveform.svelte'

const buckets = [
  { at: 10, total: 4, by_organisation: { council: 1 } },
  { at: 20, total: 2, by_organisation: {} },
]

it('draws how busy it was, what was told of organisations, and where one stands', () => {
  const { container } = render(Waveform, { buckets, at: 15 })
  const groups = [...container.querySelectorAll('g')]
  expect(groups.map((each) => each.classList.contains('waveform__past'))).toEqual([true, false])
  const heights = [...(groups[0]?.querySelectorAll('rect') ?? [])].map((each) =>
    each.getAttribute('height'),
  )
  expect(heights).toEqual(['10', '30'])
})

it('draws nothing of a single moment', () => {
  const { container } = render(Waveform, { buckets: buckets.slice(0, 1), at: undefined })
  expect(container.querySelector('svg')).toBeNull()
})
