// What following the money says: fetched with it.

import { count } from '../words'

/** What a column of a pasted table holds. */
export type Column =
  | 'organisation'
  | 'service'
  | 'area'
  | 'year'
  | 'gross'
  | 'income'
  | 'basis'
  | 'driver'
  | 'share'
  | 'cofog'
  | 'intervention'
  | 'control'
  | 'grade'
  | 'source'
  | 'funded_by'

export const interventions: Readonly<Record<string, string>> = {
  prevention: 'Prevention',
  early_help: 'Early help',
  reactive: 'Once it has happened',
  transfer: 'Passed on as money',
  overhead: 'Running costs',
}

export const cofogs: Readonly<Record<string, string>> = {
  '01': 'General public services',
  '02': 'Defence',
  '03': 'Public order and safety',
  '04': 'Economic affairs',
  '05': 'Environmental protection',
  '06': 'Housing and community',
  '07': 'Health',
  '08': 'Recreation, culture and religion',
  '09': 'Education',
  '10': 'Social protection',
}

const columns: Readonly<Record<Column, string>> = {
  organisation: 'Organisation',
  service: 'Service',
  area: 'Area',
  year: 'Year',
  gross: 'Gross',
  income: 'Income',
  basis: 'Basis',
  driver: 'Driver',
  share: 'Share',
  cofog: 'COFOG',
  intervention: 'Type',
  control: 'Control',
  grade: 'Grade',
  source: 'Source',
  funded_by: 'Funded by',
}

export const spendWords = {
  title: 'What is spent here',
  total: (amount: string, organisations: number): string =>
    `${amount} a year is spent by ${count(organisations, 'organisation', 'organisations')}.`,
  totalYears: (amount: string, organisations: number, years: number): string =>
    `${amount} is spent by ${count(organisations, 'organisation', 'organisations')} in ${String(years)} years.`,
  netted: (amount: string): string =>
    `${amount} that one of them passes on to another is counted once.`,
  doing: {
    ahead: (percent: number): string => `${String(percent)} % goes into prevention and early help`,
    after: (percent: number): string => `${String(percent)} % into what has already happened`,
  },
  emptyTitle: 'Nobody has put amounts in yet',
  emptyText: 'People named for desk work put them in, also between sessions.',
  by: 'Show it by',
  byName: {
    organisation: 'Organisation',
    cofog: 'Function',
    area: 'Area',
    intervention: 'What it does',
    financial_year: 'Year',
    service: 'Service',
  },
  deep: 'Look at one service',
  all: 'All services',
  table: 'As a table',
  lines: 'Amounts',
  gross: 'Spent',
  income: 'Income',
  net: 'After income',
  passedOn: 'Counted elsewhere',
  unclassified: 'Not said',

  desk: 'Desk work on the amounts',
  one: 'Put one amount in',
  putOne: 'Put it in',
  yearFrom: 'Financial year, by the year it begins in',
  yearHint: '2026 for 2026/27.',
  parts: 'Our share of a bigger cost: parts',
  whole: 'of',
  driver: 'Shared out by what?',
  fundedBy: 'Paid for by',
  fundedByHint: 'Another organisation here whose own amounts hold this money already.',
  shareTold: (parts: number, whole: number, by: string): string =>
    `${String(parts)} of ${String(whole)} by ${by}`,
  fundedTold: (name: string): string => `paid for by ${name}`,
  corrected: (why: string): string => `Corrected: ${why}`,
  paste: 'Paste a table',
  pasteHint:
    'Copy the rows out of a spreadsheet, with their heads. Needed: Organisation, Service, Gross. Known too: Area, Year, Income, Basis, Share and Driver, COFOG, Type, Control, Grade, Source, Funded by.',
  pasteBox: 'The table',
  defaultArea: 'Area, where a row names none',
  defaultYear: 'Year, where a row names none',
  found: (rows: number, amount: string): string =>
    `${count(rows, 'row', 'rows')}, ${amount} in all.`,
  ignored: (heads: string): string => `Not read: ${heads}.`,
  put: (rows: number): string => `Put in ${count(rows, 'amount', 'amounts')}`,
  wrong: (rows: number): string =>
    `${count(rows, 'cell does', 'cells do')} not fit. Nothing is put in until all rows do.`,
  row: 'Row',
  column: 'Column',
  why: 'What to do',
  columns,

  nothingPasted: 'There is nothing here yet. Copy the rows out of your spreadsheet.',
  missingColumns: (heads: readonly string[]): string =>
    `The first row must name the columns. Missing: ${heads.join(', ')}.`,
  noRows: 'There is a row of heads but no row of amounts.',
  empty: 'Write something here.',
  unknownOrganisation: (name: string): string =>
    name === ''
      ? 'Name an organisation.'
      : `“${name}” is not among the organisations here. Add it, or write its name as it is there.`,
  fundsItself: 'An organisation cannot be funded by itself. Leave this empty.',
  badYear: (written: string): string => `“${written}” is no financial year. Write 2026/27.`,
  badMoney: (written: string): string =>
    written === '' ? 'Write an amount.' : `“${written}” is no amount. Write 1,200 or £1.2m.`,
  negative: (written: string): string =>
    `“${written}” is less than nothing. If it is income, write it in the column Income.`,
  badShare: (written: string): string =>
    `“${written}” is no share. Write 40 %, 0.4 or 2/5: more than nothing, at most all.`,
  driverMissing: 'Say by what the cost is shared out, such as population.',
  badChoice: (written: string): string => `“${written}” is not on the list.`,
  badGrade: (written: string): string => `“${written}” is no grade from 1 to 6.`,

  bases: {
    actual: 'Actual',
    budget: 'Budget',
    apportioned: 'Our share of a bigger cost',
    estimate: 'Estimate',
  } as Readonly<Record<string, string>>,
  controls: { local: 'Local', part: 'In part', national: 'National' } as Readonly<
    Record<string, string>
  >,

  grid: (lines: number): string => `Correct an amount (${String(lines)})`,
  correct: 'Correct',
  correctOf: (what: string): string => `Correct: ${what}`,
  why_changed: 'Why is it corrected?',
  takeBack: 'Take back',
  sees: 'Whoever may see this stage sees the amounts',
  more: (n: number): string => `Show ${String(n)} more`,
}
