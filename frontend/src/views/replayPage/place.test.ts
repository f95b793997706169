import { expect, it } from 'vitest'

import { readPlace, writePlace } from './place'

it('reads back the place it wrote', () => {
  for (const place of [
    { at: 0 },
    { at: 12, as: 'public' as const },
    { at: 12, to: 40 },
    { at: 12, to: 40, as: 'partner' as const },
  ]) {
    expect(readPlace(writePlace(place))).toEqual(place)
  }
})

it('takes nothing else for a place', () => {
  for (const hash of ['', '#at=', '#at=-1', '#at=x', '#main', '#at=99999999999']) {
    expect(readPlace(hash)).toBeUndefined()
  }
  expect(readPlace('#at=12&to=3&as=nobody')).toEqual({ at: 12 })
})
