// What lies where on the table.

import type { IdeaRow } from '../../board/select'

/** Ideas by the theme they lie under; null for those that lie loose. */
export type Places = ReadonlyMap<string | null, readonly IdeaRow[]>

/**
 * Sort ideas onto the table.
 *
 * @param standing the themes there are: what was under another one lies loose
 * @param shown whether an idea is on the table at all
 */
export function lay(
  byTheme: Places,
  standing: ReadonlySet<string>,
  shown: (idea: IdeaRow) => boolean,
): Places {
  const places = new Map<string | null, readonly IdeaRow[]>()
  for (const [theme, ideas] of byTheme) {
    const place = theme !== null && standing.has(theme) ? theme : null
    places.set(place, [...(places.get(place) ?? []), ...ideas.filter(shown)])
  }
  return places
}

/** How many ideas lie elsewhere than they did, or are new. */
export function moved(from: Places, to: Places): number {
  const before = new Map<string, string | null>()
  for (const [theme, ideas] of from) for (const each of ideas) before.set(each.id, theme)
  let count = 0
  for (const [theme, ideas] of to) {
    for (const each of ideas) if (before.get(each.id) !== theme) count += 1
  }
  return count
}

export const countOf = (places: Places): number =>
  [...places.values()].reduce((sum, each) => sum + each.length, 0)

/** The one theme that all of these ideas lie under; null where they lie loose or in several. */
export function themeOfAll(places: Places, ideas: readonly string[]): string | null {
  for (const [theme, held] of places) {
    const inside = new Set(held.map((each) => each.id))
    if (ideas.every((each) => inside.has(each))) return theme
  }
  return null
}

/** The idea that lies after these in their place, or before them where they are the last. */
export function after(places: Places, ideas: readonly string[]): string | undefined {
  for (const held of places.values()) {
    const last = held.map((each) => ideas.includes(each.id)).lastIndexOf(true)
    if (last < 0) continue
    const others = [...held.slice(last), ...held.slice(0, last).reverse()]
    return others.find((each) => !ideas.includes(each.id))?.id
  }
  return undefined
}
