// A pasted door list, one person a line: name, organisation, table. Nothing is taken of a list in
// which a line is bad; each bad line is named.

export interface Line {
  readonly name: string
  /** As it was written; empty for none. */
  readonly organisation: string
  readonly table: string
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

const MOST_COLUMNS = 3
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
    const [name = '', organisation = '', table = ''] = cells
    const why = wrong(cells, seen)
    if (why !== undefined) problems.push({ line: index + 1, why })
    seen.add(cells.join('\n').toLowerCase())
    lines.push({ name, organisation, table })
  })
  return { lines, problems }
}

function wrong(cells: readonly string[], seen: ReadonlySet<string>): Problem['why'] | undefined {
  const [name = '', organisation = '', table = ''] = cells
  if (cells.length > MOST_COLUMNS) return 'columns'
  if (name === '') return 'name'
  if (Math.max(name.length, organisation.length) > MOST_CHARS) return 'long'
  if (table.length > MOST_TABLE_CHARS) return 'long'
  return seen.has(cells.join('\n').toLowerCase()) ? 'twice' : undefined
}
