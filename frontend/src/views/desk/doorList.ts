// A pasted door list, one person a line: name, organisation, table, area. Nothing is taken of a list in
// which a line is bad; each bad line is named.

export interface Line {
  readonly name: string
  /** As it was written; empty for none. */
  readonly organisation: string
  readonly table: string
  /** As it was written; empty for none. */
  readonly area: string
}

export interface Problem {
  /** From 1, as a person counts them. */
  readonly line: number
  readonly why: 'name' | 'columns' | 'long' | 'twice'
}

export interface Parsed {
  readonly lines: readonly Line[]
  readonly problems: readonly Problem[]
}

const MOST_COLUMNS = 4
const MOST_CHARS = 100
const MOST_TABLE_CHARS = 40

/** Read a list; columns stand apart by tabs, as from a spreadsheet, or else by semicolons or commas. */
export function parseDoorList(text: string): Parsed {
  const separator = ['\t', ';'].find((each) => text.includes(each)) ?? ','
  const seen = new Set<string>()
  const lines: Line[] = []
  const problems: Problem[] = []
  text.split(/\r?\n/).forEach((row, index) => {
    if (row.trim() === '') return
    const cells = row.split(separator).map((cell) => cell.trim())
    const [name = '', organisation = '', table = '', area = ''] = cells
    const why = wrong(cells, seen)
    if (why !== undefined) problems.push({ line: index + 1, why })
    seen.add(cells.join('\n').toLowerCase())
    lines.push({ name, organisation, table, area })
  })
  return { lines, problems }
}

function wrong(cells: readonly string[], seen: ReadonlySet<string>): Problem['why'] | undefined {
  const [name = '', organisation = '', table = '', area = ''] = cells
  if (cells.length > MOST_COLUMNS) return 'columns'
  if (name === '') return 'name'
  if (Math.max(name.length, organisation.length, area.length) > MOST_CHARS) return 'long'
  if (table.length > MOST_TABLE_CHARS) return 'long'
  return seen.has(cells.join('\n').toLowerCase()) ? 'twice' : undefined
}

/** Who is there by their names, as one would look for them. */
export const byName = (
  records: ReadonlyMap<string, { readonly name: string }>,
): ReadonlyMap<string, string> =>
  new Map([...records].map(([key, each]) => [each.name.toLowerCase(), key]))

/** The names that nothing there bears yet, each once, as it was first written. */
export function unknown(
  names: readonly string[],
  known: ReadonlyMap<string, string>,
): readonly string[] {
  const found = new Map<string, string>()
  for (const name of names) {
    const key = name.toLowerCase()
    if (name !== '' && !known.has(key) && !found.has(key)) found.set(key, name)
  }
  return [...found.values()]
}

/** Those known, and the new ones under the ids they are added by. */
export const withNew = (
  known: ReadonlyMap<string, string>,
  names: readonly string[],
  add: (name: string) => string,
): ReadonlyMap<string, string> =>
  new Map([...known, ...names.map((name) => [name.toLowerCase(), add(name)] as const)])
