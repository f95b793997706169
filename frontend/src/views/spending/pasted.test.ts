import { expect, it } from 'vitest'

import { cellsOf, readTable, shareOf, yearOf } from './pasted'

const KNOWN = {
  organisations: new Map([
    ['a', 'Council A'],
    ['b', 'ICB B'],
  ]),
  area: 'E06000059',
  year: 2026,
}

const table = (...rows: string[][]) => rows.map((each) => each.join('\t')).join('\n')

it('reads rows as they are copied out of a spreadsheet', () => {
  const read = readTable(
    table(
      ['Organisation', 'Service', 'Gross (£)', 'Income', 'Year', 'Type', 'Funded by', 'Notes'],
      ['council a', 'Night nursing', '£6.2m', '(300)', '2025/26', 'Prevention', '', 'x'],
      ['ICB B', 'Falls', '1,200', '', '', 'reactive', 'Council A', ''],
    ),
    KNOWN,
  )
  expect(read.wrong).toEqual([])
  expect(read.ignored).toEqual(['Notes'])
  expect(read.rows).toMatchObject([
    { organisation: 'a', gross: 620_000_000, income: 30_000, financial_year: 2025 },
    { organisation: 'b', gross: 120_000, area: 'E06000059', financial_year: 2026, funded_by: 'a' },
  ])
  expect(read.rows.map((each) => each.intervention)).toEqual(['prevention', 'reactive'])
})

it('names every row and column that does not fit, and reads nothing', () => {
  const read = readTable(
    table(
      ['Organisation', 'Service', 'Gross', 'Year', 'Share'],
      ['Council A', 'Night', '(300)', '2026/27', '40%'],
      ['Nobody', 'Night', 'lots', '2026/29', '0'],
    ),
    KNOWN,
  )
  expect(read.rows).toEqual([])
  expect(read.wrong.map(({ row, column }) => [row, column])).toEqual([
    [1, 'gross'],
    [1, 'driver'],
    [2, 'organisation'],
    [2, 'year'],
    [2, 'gross'],
    [2, 'share'],
  ])
  expect(read.wrong[0]?.why).toContain('income')
})

it('says what columns are missing', () => {
  expect(readTable('Organisation\tAmount\nCouncil A\t5', KNOWN).problem).toContain('Service')
  expect(readTable('', KNOWN).problem).not.toBe('')
})

it('reads quoted cells of CSV', () => {
  expect(cellsOf('a,b\r\n"1,200","say ""x""\nhere"')).toEqual([
    ['a', 'b'],
    ['1,200', 'say "x"\nhere'],
  ])
})

it.each([
  ['40 %', [40, 100]],
  ['0.4', [4, 10]],
  ['2/5', [2, 5]],
  ['1', [1, 1]],
  ['', [1, 1]],
  ['0', undefined],
  ['101%', undefined],
  ['3/2', undefined],
])('%s is a share', (written, share) => {
  expect(shareOf(written)).toEqual(share)
})

it.each([
  ['2026/27', 2026],
  ['2026-2027', 2026],
  ['FY26/27', 2026],
  ['2026', 2026],
  ['1999/2000', 1999],
  ['2026/28', undefined],
  ['next', undefined],
])('%s is a year', (written, year) => {
  expect(yearOf(written)).toBe(year)
})
