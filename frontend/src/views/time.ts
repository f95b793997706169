// Times and dates as people here read them.

import { timeForm } from './forms'
import { words } from './words'

const HOME = 'Europe/London'

/** 10:42 */
export function clockTime(at: number, zone: string | undefined): string {
  return format(at, zone, { hour: '2-digit', minute: '2-digit' })
}

/** Thursday 3 December, 17:00; only the time where it is today. */
export function dayAndTime(at: number, now: number, zone: string | undefined): string {
  const day: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' }
  const date = format(at, zone, day)
  const time = clockTime(at, zone)
  return date === format(now, zone, day) ? time : `${date}, ${time}`
}

/**
 * A time by which something is to be done: by the reader's own clock, and beside it by the
 * workshop's where that says something else. At home abroad, nobody comes an hour late.
 */
export function deadline(
  at: number,
  now: number,
  zone: string | undefined,
  here: string = Intl.DateTimeFormat().resolvedOptions().timeZone,
): string {
  const there = dayAndTime(at, now, zone)
  const own = dayAndTime(at, now, here)
  return own === there ? there : words.agenda.inZones(own, there, cityOf(zone ?? HOME))
}

/** The city a time zone is named after: Europe/London is London. */
function cityOf(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ')
}

/** 8:32, or 1:08:32 */
export function countdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  const rest = String(seconds % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`
}

function format(at: number, zone: string | undefined, options: Intl.DateTimeFormatOptions): string {
  return timeForm(words.tag, { ...options, timeZone: zone ?? HOME }).format(at)
}
