import { createHash } from 'node:crypto'

import { expect, it } from 'vitest'

import { boardHash } from './hash'
import { encodeDown } from './otherEnd'

it('is SHA-256 over all collections with sorted keys, empty ones included (S2)', async () => {
  const board = {
    themes: new Map<string, object>(),
    ideas: new Map([
      ['b', { text: 'A bus', at: 2 }],
      ['a', { text: 'A lift', at: 1 }],
    ]),
  }
  const written = encodeDown({
    ideas: { a: { at: 1, text: 'A lift' }, b: { at: 2, text: 'A bus' } },
    themes: {},
  })

  expect(await boardHash(board)).toEqual(
    new Uint8Array(createHash('sha256').update(written).digest()),
  )
})
