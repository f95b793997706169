// The fields of a form for an entry, as data: what is asked, and how what was typed becomes what
// the command says. A value is text as typed, or what was ticked.

import { inMinorUnits } from '../typedMoney'

import { entryWords } from './entryWords'

export type Value = string | readonly string[]
/** What a form says, by field. */
export type Said = Readonly<Record<string, unknown>>

export type Values = Readonly<Record<string, Value>>

export interface Choice {
  readonly value: string
  readonly label: string
}

export interface Field {
  /** As the command calls it. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  /**
   * line and text for words, number and money for figures, choice and many for what is on a list,
   * yes for a box to tick.
   */
  readonly as: 'line' | 'text' | 'number' | 'money' | 'date' | 'link' | 'choice' | 'many' | 'yes'
  readonly choices?: readonly Choice[]
  readonly needed?: boolean
  /** What is wrong with what was typed beyond what its kind asks; empty where nothing is. */
  readonly check?: (typed: string) => string
  /** Behind “More details”. */
  readonly rare?: boolean
  readonly most?: number
  /** What it is where nothing was chosen or typed. */
  readonly otherwise?: string
}

/** What is on a list of codes and their words. */
export const listed = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

const MOST = { line: 200, text: 4000, link: 2000 } as const
const DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/

/** The values a form begins with, from what an entry says. */
export function valuesOf(
  fields: readonly Field[],
  says: Readonly<Record<string, unknown>>,
): Values {
  return Object.fromEntries(fields.map((field) => [field.name, valueOf(field, says[field.name])]))
}

function valueOf({ as, otherwise = '' }: Field, said: unknown): Value {
  if (as === 'many') return Array.isArray(said) ? said.map(String) : []
  if (said === undefined) return otherwise
  if (said === null) return ''
  if (as === 'yes') return said === true ? 'yes' : ''
  if (as === 'money') return typeof said === 'number' ? (said / 100).toFixed(2) : ''
  return typeof said === 'number' ? String(said) : typeof said === 'string' ? said : ''
}

/** What is wrong with what was typed, by field; empty where nothing is. */
export function problemsOf(fields: readonly Field[], values: Values): Record<string, string> {
  const found = fields.map((field) => [field.name, problemOf(field, values[field.name] ?? '')])
  return Object.fromEntries(found.filter(([, problem]) => problem !== '')) as Record<string, string>
}

function problemOf({ as, needed = false, most, check }: Field, value: Value): string {
  if (typeof value !== 'string') return needed && value.length === 0 ? entryWords.choose : ''
  const typed = value.trim()
  if (typed === '') return needed ? (as === 'choice' ? entryWords.choose : entryWords.missing) : ''
  const wrong = check?.(typed) ?? ''
  if (wrong !== '') return wrong
  switch (as) {
    case 'number':
      return /^-?\d{1,9}$/.test(typed) ? '' : entryWords.notNumber
    case 'money':
      return inMinorUnits(typed) === undefined ? entryWords.notMoney : ''
    case 'date':
      return DATE.test(typed) ? '' : entryWords.notDate
    case 'link':
    case 'line':
    case 'text': {
      const over = typed.length - (most ?? MOST[as])
      if (over > 0) return entryWords.tooLong(over)
      return as !== 'link' || /^https?:\/\/./.test(typed) ? '' : entryWords.notLink
    }
    case 'choice':
    case 'many':
    case 'yes':
      return ''
  }
}

/** What the command says, from what was typed; only where there are no problems. */
export function saidBy(fields: readonly Field[], values: Values): Record<string, unknown> {
  return Object.fromEntries(
    fields.map((field) => [field.name, said(field, values[field.name] ?? '')]),
  )
}

function said({ as, otherwise }: Field, value: Value): unknown {
  if (typeof value !== 'string') return [...value]
  const typed = value.trim()
  switch (as) {
    case 'yes':
      return typed === 'yes'
    case 'number':
      return typed === '' ? (otherwise === undefined ? null : Number(otherwise)) : Number(typed)
    case 'money':
      return inMinorUnits(typed) ?? null
    case 'choice':
      if (typed === '') return otherwise ?? null
      // Grades and moods are numbers on a list.
      return /^-?\d$/.test(typed) ? Number(typed) : typed
    case 'line':
    case 'text':
    case 'link':
    case 'date':
    case 'many':
      return typed
  }
}
