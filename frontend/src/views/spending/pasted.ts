// A table as it is copied out of a spreadsheet, or out of a CSV file, read into rows of what is
// spent. Every row that does not fit is named with the reason; then nothing is sent.
//
// Money is read as people write it. Below nothing (a minus, brackets) it is refused in the column of
// what is spent, because it may be income or a mistake; in the column of income it means income.

import Papa from 'papaparse'

import type { SpendLineSays } from '../../protocol/records'
import { inMinorUnits } from '../typedMoney'

import { cofogs, interventions, spendWords, type Column } from './spendWords'

/** What a column may be called at its head. */
const HEADS: Readonly<Record<Column, readonly string[]>> = {
  organisation: ['organisation', 'organization', 'body', 'agency', 'partner', 'who'],
  service: ['service', 'service area', 'budget', 'what', 'description', 'budget line'],
  area: ['area', 'place', 'ward', 'gss', 'gss code', 'where', 'neighbourhood'],
  year: ['year', 'financial year', 'fy'],
  gross: ['gross', 'amount', 'spend', 'gross spend', 'expenditure', 'gross expenditure', 'cost'],
  income: ['income', 'fees', 'receipts'],
  basis: ['basis', 'actual or budget'],
  driver: ['driver', 'shared by', 'apportioned by'],
  share: ['share', 'our share', 'apportionment', '%', 'percent', 'percentage'],
  cofog: ['cofog', 'function'],
  intervention: ['type', 'intervention', 'intervention type', 'kind'],
  control: ['control', 'controllability', 'controllable'],
  grade: ['grade', 'strength', 'confidence'],
  source: ['source', 'from'],
  funded_by: ['funded by', 'paid by', 'funder', 'funded_by', 'transfer from'],
}
const NEEDED: readonly Column[] = ['organisation', 'service', 'gross']

export interface Known {
  /** Organisations by their id. */
  readonly organisations: ReadonlyMap<string, string>
  /** What stands where the table has no such column, or the cell is empty. */
  readonly area: string
  readonly year: number
}

export interface Wrong {
  /** From 1, the head of the table not counted. */
  readonly row: number
  readonly column: Column
  readonly why: string
}

export interface Read {
  readonly rows: readonly SpendLineSays[]
  readonly wrong: readonly Wrong[]
  /** Columns at the head that nothing is read from. */
  readonly ignored: readonly string[]
  /** What the table itself lacks; then no row was read. */
  readonly problem: string
}

const NOTHING: Read = { rows: [], wrong: [], ignored: [], problem: '' }

export function readTable(pasted: string, known: Known): Read {
  const cells = cellsOf(pasted).filter((row) => row.some((each) => each !== ''))
  const [head, ...body] = cells
  if (head === undefined) return { ...NOTHING, problem: spendWords.nothingPasted }
  const columns = head.map(columnOf)
  const missing = NEEDED.filter((each) => !columns.includes(each))
  if (missing.length > 0)
    return {
      ...NOTHING,
      problem: spendWords.missingColumns(missing.map((each) => spendWords.columns[each])),
    }
  if (body.length === 0) return { ...NOTHING, problem: spendWords.noRows }
  const wrong: Wrong[] = []
  const rows = body.map((row, at) => {
    const cell = (column: Column) => row[columns.indexOf(column)]?.trim() ?? ''
    const refuse = (column: Column, why: string) => {
      wrong.push({ row: at + 1, column, why })
    }
    return readRow(cell, refuse, known)
  })
  const ignored = head.filter((each, at) => columns[at] === undefined && each !== '')
  return { rows: wrong.length > 0 ? [] : rows, wrong, ignored, problem: '' }
}

function readRow(
  cell: (column: Column) => string,
  refuse: (column: Column, why: string) => void,
  known: Known,
): SpendLineSays {
  const organisation = organisationOf(cell('organisation'), known)
  if (organisation === undefined)
    refuse('organisation', spendWords.unknownOrganisation(cell('organisation')))
  const paidBy = cell('funded_by')
  const funder = paidBy === '' ? null : organisationOf(paidBy, known)
  if (funder === undefined) refuse('funded_by', spendWords.unknownOrganisation(paidBy))
  if (funder !== null && funder !== undefined && funder === organisation)
    refuse('funded_by', spendWords.fundsItself)
  if (cell('service') === '') refuse('service', spendWords.empty)
  const area = cell('area') || known.area
  if (area === '') refuse('area', spendWords.empty)
  const year = cell('year') === '' ? known.year : yearOf(cell('year'))
  if (year === undefined) refuse('year', spendWords.badYear(cell('year')))
  const gross = inMinorUnits(cell('gross'))
  if (gross === undefined) refuse('gross', spendWords.badMoney(cell('gross')))
  else if (gross < 0) refuse('gross', spendWords.negative(cell('gross')))
  const income = cell('income') === '' ? 0 : inMinorUnits(cell('income'))
  if (income === undefined) refuse('income', spendWords.badMoney(cell('income')))
  const share = shareOf(cell('share'))
  if (share === undefined) refuse('share', spendWords.badShare(cell('share')))
  const driver = cell('driver')
  const apportioned = share !== undefined && share[0] !== share[1]
  if (apportioned && driver === '') refuse('driver', spendWords.driverMissing)
  const cofog = listed(cell('cofog'), cofogs, /^(?:gf)?0?(\d{1,2})/i)
  if (cofog === undefined) refuse('cofog', spendWords.badChoice(cell('cofog')))
  const intervention = listed(cell('intervention'), interventions)
  if (intervention === undefined) refuse('intervention', spendWords.badChoice(cell('intervention')))
  const control = listed(cell('control'), spendWords.controls)
  if (control === undefined) refuse('control', spendWords.badChoice(cell('control')))
  const basis = listed(cell('basis'), spendWords.bases)
  if (basis === undefined) refuse('basis', spendWords.badChoice(cell('basis')))
  const grade = cell('grade') === '' ? 6 : Number(/^[1-6]$/.exec(cell('grade'))?.[0])
  if (Number.isNaN(grade)) refuse('grade', spendWords.badGrade(cell('grade')))
  return {
    organisation: organisation ?? '',
    service: cell('service'),
    area,
    financial_year: year ?? 0,
    gross: gross ?? 0,
    income: Math.abs(income ?? 0),
    basis: (basis ?? '') || (apportioned ? 'apportioned' : 'estimate'),
    driver,
    parts: share?.[0] ?? 1,
    whole: share?.[1] ?? 1,
    cofog: cofog ?? '',
    intervention: (intervention ?? '') || null,
    controllability: (control ?? '') || null,
    grade,
    source: cell('source'),
    funded_by: funder ?? null,
  } as SpendLineSays
}

/** Cells of lines: parted by tabs as a spreadsheet copies them, or by commas; quotes hold both. */
export function cellsOf(pasted: string): string[][] {
  const text = pasted.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const { data } = Papa.parse<string[]>(text, { delimitersToGuess: ['\t', ',', ';'] })
  return data.map((row) => row.map((cell) => cell.trim()))
}

function columnOf(head: string): Column | undefined {
  const called = head
    .toLowerCase()
    .replace(/\(.*\)|£/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  return (Object.keys(HEADS) as Column[]).find((each) => HEADS[each].includes(called))
}

function organisationOf(name: string, { organisations }: Known): string | undefined {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  return [...organisations].find(([, called]) => plain(called) === plain(name))?.[0]
}

/** 2026 for 2026/27, 2026-27, FY26/27, 2026/2027; undefined where it is no year. */
export function yearOf(written: string): number | undefined {
  const found = /^(?:fy\s*)?(\d{4}|\d{2})(?:\s*[-/–]\s*(\d{4}|\d{2}))?$/i.exec(written.trim())
  if (found === null) return undefined
  const first = full(found[1] ?? '')
  const fits = found[2] === undefined || full(found[2]) === first + 1
  return fits && first >= 1990 && first <= 2100 ? first : undefined
}

const full = (digits: string): number => (digits.length === 2 ? 2000 : 0) + Number(digits)

/** 40 %, 0.4, 2/5 as an exact pair; all of it where nothing is written. */
export function shareOf(written: string): readonly [number, number] | undefined {
  const text = written.replace(/\s/g, '')
  if (text === '') return [1, 1]
  const pair = /^(\d{1,6})\/(\d{1,6})$/.exec(text)
  if (pair !== null) return fitting(Number(pair[1]), Number(pair[2]))
  const [, whole = '', after = '', percent = ''] = /^(\d*)\.?(\d{0,4})(%?)$/.exec(text) ?? []
  if (whole === '' && after === '') return undefined
  const scale = 10 ** after.length * (percent === '%' ? 100 : 1)
  return fitting(Number(whole + after), scale)
}

function fitting(parts: number, whole: number): readonly [number, number] | undefined {
  return parts > 0 && parts <= whole && whole <= 1_000_000 ? [parts, whole] : undefined
}

/** What is meant on a list, by its code or its words; empty where nothing is written. */
function listed(
  written: string,
  list: Readonly<Record<string, string>>,
  code?: RegExp,
): string | undefined {
  if (written === '') return ''
  const plain = written.toLowerCase().replace(/[\s_-]+/g, ' ')
  const number = code?.exec(written)?.[1]?.padStart(2, '0')
  if (number !== undefined) return number in list ? number : undefined
  return Object.entries(list).find(
    ([key, words]) => key.replace(/_/g, ' ') === plain || words.toLowerCase() === plain,
  )?.[0]
}
