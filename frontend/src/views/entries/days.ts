// Days as people write them in forms: a year, a month or a day, as ISO 8601 has it.

import { timeForm } from '../forms'
import { words } from '../words'

const MONTH: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric', timeZone: 'UTC' }
const DAY: Intl.DateTimeFormatOptions = { ...MONTH, day: 'numeric' }

const WRITTEN = /^\d{4}-\d{2}(-\d{2})?$/

/** 31 March 2026, March 2026 or 2026, as much as is said; other words as they are. */
export function dayInWords(day: string): string {
  if (!WRITTEN.test(day)) return day
  const [year = 0, month = 1, date] = day.split('-').map(Number)
  return timeForm(words.tag, date === undefined ? MONTH : DAY).format(
    Date.UTC(year, month - 1, date ?? 1),
  )
}

/** Whether all of the day, month or year is over, by the date there is now (YYYY-MM-DD). */
export const isOver = (day: string, today: string): boolean =>
  day !== '' && day < today.slice(0, day.length)
