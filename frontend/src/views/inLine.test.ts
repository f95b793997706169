import { expect, it } from 'vitest'

import { inLine } from './inLine'

it('leaves out what is empty, and never begins a line with a dot', () => {
  expect(inLine(['by May', '', 'Head of Transport'])).toBe('by May\u00a0· Head of Transport')
  expect(inLine([])).toBe('')
})
