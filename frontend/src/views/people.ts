// How people and organisations are called and marked, the same everywhere.

import type { Board } from '../board/board'

import { words } from './words'

export const COLOURS = 10
export const SHAPES = 6

/** How an organisation looks: the same to everybody, at any time, from its id alone. */
export interface Mark {
  /** 1 to 10: `--organisation-1` and so on. */
  readonly colour: number
  readonly shape: number
  readonly initials: string
}

export function markOf(id: string, name: string): Mark {
  const seed = hash(id)
  return {
    colour: (seed % COLOURS) + 1,
    shape: Math.floor(seed / COLOURS) % SHAPES,
    initials: initials(name),
  }
}

/** The name somebody goes by here. */
export function nameOf(board: Board, participant: string | null | undefined): string {
  const person = board.participants.get(participant ?? '')
  if (person === undefined) return ''
  return person.name === '' ? words.common.removedName : person.name
}

/** What has a name, in the order one looks for it in, whenever it came. */
export const sortedByName = <R extends { readonly name: string }>(
  records: ReadonlyMap<string, R>,
): [string, R][] => [...records].sort(([, one], [, other]) => one.name.localeCompare(other.name))

/** The organisations, to choose one of them. */
export const organisationChoices = (board: Board): { value: string; label: string }[] =>
  sortedByName(board.organisations).map(([value, { name }]) => ({ value, label: name }))

const SMALL = new Set(['of', 'the', 'and', 'for', 'in', 'y', 'yr', 'a', 'ac'])

function initials(name: string): string {
  const parts = name.split(/[^\p{L}\p{N}]+/u).filter((each) => each !== '')
  const telling = parts.filter((each) => !SMALL.has(each.toLowerCase()))
  const [first = '?', second] = telling.length > 0 ? telling : parts
  const letters = second === undefined ? first.slice(0, 2) : first.charAt(0) + second.charAt(0)
  return letters.toUpperCase()
}

// FNV-1a: short, even, and the same in every browser.
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0
  }
  return value
}
