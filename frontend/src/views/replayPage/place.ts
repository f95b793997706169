// A place in the recording as the end of an address: a moment, or a part, and as whom it was looked at.
// Whoever opens it sees it as they may now, whatever it says.

import type { View } from '../../board/board'

export interface Place {
  readonly at: number
  /** Where a part ends. */
  readonly to?: number
  readonly as?: View
}

const VIEWS: readonly View[] = ['public', 'participant', 'partner', 'facilitator']

/** Read it from what stands behind the #; undefined where that is no place. */
export function readPlace(hash: string): Place | undefined {
  const said = new URLSearchParams(hash.replace(/^#/, ''))
  const [at, to] = [said.get('at') ?? '', said.get('to') ?? '']
  if (!/^\d{1,9}$/.test(at)) return undefined
  const as = VIEWS.find((each) => each === said.get('as'))
  const part = /^\d{1,9}$/.test(to) && Number(to) > Number(at) ? { to: Number(to) } : {}
  return { at: Number(at), ...part, ...(as !== undefined && { as }) }
}

export function writePlace({ at, to, as }: Place): string {
  const part = to === undefined ? '' : `&to=${to}`
  return `#at=${at}${part}${as === undefined ? '' : `&as=${as}`}`
}
