import { expect, it } from 'vitest'

import { parseDoorList } from './doorList'

it('reads names, organisations and tables, one person a line', () => {
  const { lines, problems } = parseDoorList('Mair Pugh, Council, 3\n\nDilys,,,Sirhowy\n')
  expect(problems).toEqual([])
  expect(lines).toEqual([
    { name: 'Mair Pugh', organisation: 'Council', table: '3', area: '' },
    { name: 'Dilys', organisation: '', table: '', area: 'Sirhowy' },
  ])
})

it('reads what is pasted from a spreadsheet, commas in names and all', () => {
  const { lines } = parseDoorList('Pugh, Mair\tCouncil\t3\r\nEmyr\t\tBy the window')
  expect(lines).toEqual([
    { name: 'Pugh, Mair', organisation: 'Council', table: '3', area: '' },
    { name: 'Emyr', organisation: '', table: 'By the window', area: '' },
  ])
})

it.each([
  ['Mair, Council, 3, Sirhowy, more', 'columns'],
  [', Council, 3', 'name'],
  ['x'.repeat(101), 'long'],
  ['Dilys', 'twice'],
])('names the bad line %#', (bad, why) => {
  const { problems } = parseDoorList(`Dilys\n\n${bad}`)
  expect(problems).toEqual([{ line: 3, why }])
})
