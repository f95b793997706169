import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import OrganisationMark from './OrganisationMark.svelte'

it('is named where its name does not stand beside it', () => {
  render(OrganisationMark, { id: 'org-1', name: 'Calder Valley Council' })
  expect(screen.getByRole('img', { name: 'Calder Valley Council' }).textContent).toBe('CV')
})

it('is decoration beside its name', () => {
  render(OrganisationMark, { id: 'org-1', name: 'Calder Valley Council', named: true })
  expect(screen.queryByRole('img')).toBeNull()
})
