import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import { CloseCode, meansStop } from './closeCodes'

describe('close codes', () => {
  it('are those of the wire’s specification', () => {
    const spec = readFileSync('../codesign/protocol/SPEC.md', 'utf8')
    const rows = [...spec.matchAll(/^\| (4\d{3}) \| `(\w+)`/gm)]
    const told = rows.map(([, code, name = '']) => [camel(name), Number(code)] as const)

    expect(told.length).toBeGreaterThan(0)
    expect(Object.fromEntries(told)).toEqual(CloseCode)
  })

  it.each([
    [1006, false],
    [1009, false],
    [4000, false],
    [4499, false],
    [4500, true],
    [4999, true],
    [5000, false],
  ])('%d: stop is %s', (code, stops) => {
    expect(meansStop(code)).toBe(stops)
  })
})

function camel(name: string): string {
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
