import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import QrCode from './QrCode.svelte'

it('shows what the server drew as a picture, never as part of the page', () => {
  const { container } = render(QrCode, {
    svg: '<svg viewBox="0 0 1 1"><script/></svg>',
    alt: 'Join',
  })
  const source = screen.getByRole('img', { name: 'Join' }).getAttribute('src') ?? ''
  expect(decodeURIComponent(source)).toContain('<svg xmlns="http://www.w3.org/2000/svg" viewBox')
  expect(container.querySelector('script')).toBeNull()
})
