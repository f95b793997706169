import { describe, expect, it } from 'vitest'

import { CloseCode } from '../protocol/closeCodes'

import { stopWords } from './stopWords'

describe('why the room stopped', () => {
  it.each([...Object.values(CloseCode), 404, 4999])(
    '%d is said in plain words, with what to do',
    (code) => {
      expect(stopWords(code)).toMatch(/^[^_]+\. (Reload|Join|Check)[^_]+\.$/)
    },
  )

  it('a place that is lost is not mended by reloading', () => {
    expect(stopWords(CloseCode.badTicket)).toMatch(/Join again/)
  })
})
