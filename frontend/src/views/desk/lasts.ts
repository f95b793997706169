// How long something lasts, as one would say it: a stage may be left open for days.

import { count } from '../words'

const HOUR = 60
const DAY = 24 * HOUR

/** A number of whole minutes in words: in hours from two of them on, in days from two of those. */
export function lasts(minutes: number): string {
  if (minutes < 2 * HOUR) return count(minutes, 'minute', 'minutes')
  if (minutes < 2 * DAY) return count(Math.round(minutes / HOUR), 'hour', 'hours')
  return count(Math.round(minutes / DAY), 'day', 'days')
}
