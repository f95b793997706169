import { describe, expect, it, vi } from 'vitest'

import { base64url, mint } from './ids'

describe('mint', () => {
  it('gives 128 bits as 22 base64url characters, of which the last has two bits', () => {
    for (let turn = 0; turn < 500; turn++) expect(mint()).toMatch(/^[A-Za-z0-9_-]{21}[AQgw]$/)
  })

  it('never gives the same twice', () => {
    expect(new Set(Array.from({ length: 5_000 }, mint)).size).toBe(5_000)
  })

  it('works where the page came over plain HTTP, without randomUUID and subtle', () => {
    const getRandomValues = crypto.getRandomValues.bind(crypto)
    vi.stubGlobal('crypto', { getRandomValues })
    expect(mint()).toHaveLength(22)
  })
})

describe('base64url', () => {
  it.each([0, 1, 2, 3, 15, 16, 17, 32])('writes %d bytes as everybody else does', (length) => {
    const bytes = Uint8Array.from({ length }, (_, place) => (place * 89 + 251) % 256)
    expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
  })
})
