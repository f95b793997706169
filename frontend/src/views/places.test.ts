import { expect, it } from 'vitest'

import { inOrder, newSince } from './places'

const rows = [{ id: 'new' }, { id: 'b' }, { id: 'a' }]

it('keeps the order somebody is reading, and an empty place for what went', () => {
  expect(inOrder(rows, ['a', 'gone', 'b']).map(({ id, row }) => [id, row?.id])).toEqual([
    ['a', 'a'],
    ['gone', undefined],
    ['b', 'b'],
  ])
})

it('counts what came since', () => {
  expect(newSince(rows, ['a', 'b'])).toBe(1)
})
