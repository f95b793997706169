// Where the code of a sheet leads: the form of a stage's cards or of a vote's sheets.

export interface PaperPlace {
  readonly kind: 'stage' | 'round'
  readonly id: string
  /** The number on a voting sheet; undefined where the code carried none. */
  readonly paper: number | undefined
}

const PLACE = /^#paper-(stage|round)-([\w-]{22})(?:\.(\d{1,4}))?$/

/** Read the part of an address after `#`; undefined where it is no sheet's. */
export function placeOf(hash: string): PaperPlace | undefined {
  const [, kind, id, paper] = PLACE.exec(hash) ?? []
  if (id === undefined || (kind !== 'stage' && kind !== 'round')) return undefined
  return { kind, id, paper: paper === undefined ? undefined : Number(paper) }
}
