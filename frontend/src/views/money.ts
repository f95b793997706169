// Money as people here read it.

import { numberForm } from './forms'
import { words } from './words'

/** £1,250, or £12.50 where there are pence; from whole pence. */
export function money(minor: number): string {
  const pounds: Intl.NumberFormatOptions = { style: 'currency', currency: 'GBP' }
  const whole = minor % 100 === 0 ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : {}
  return numberForm(words.tag, { ...pounds, ...whole }).format(minor / 100)
}
