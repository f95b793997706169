// A result as lines to draw: in the order of support, equals on one place.

import type { Channel, Explanation, Method, ResultRecord } from '../../board/board'
import type { OptionRow } from '../../board/select'

export interface Line {
  readonly option: string
  readonly words: string
  /** Other words that it bears now; empty where it bears the same. */
  readonly now: string
  readonly counts: Readonly<Record<string, number>>
  /** 1 for the most supported; undefined before it is counted. */
  readonly place: number | undefined
  /** Others came out the same. */
  readonly shared: boolean
}

/** The named figures of a method, the one that counts first. */
export function figures(method: Method): readonly string[] {
  return FIGURES[method] ?? []
}

const FIGURES: Readonly<Partial<Record<Method, readonly string[]>>> = {
  agree: ['agree', 'pass', 'disagree'],
  dots: ['dots', 'voters'],
  approval: ['approvals'],
}

/** Those of them that are told: of dots counted together nobody knows who gave how many. */
export function figuresTold(method: Method, lines: readonly Line[]): readonly string[] {
  const named = figures(method)
  const all = named.length > 0 ? named : Object.keys(lines[0]?.counts ?? {})
  return all.filter((name) => lines.some((line) => name in line.counts))
}

/** The options with their figures: ranked once counted, in their own order before. */
export function places(options: readonly OptionRow[], result: ResultRecord | undefined): Line[] {
  const line = (each: OptionRow, place?: number, shared = false): Line => ({
    option: each.option,
    words: each.words,
    now: each.now,
    counts: result?.counts[each.option] ?? each.counts ?? {},
    place,
    shared,
  })
  if (result === undefined) return options.map((each) => line(each))
  const byOption = new Map(options.map((each) => [each.option, each]))
  let place = 1
  return result.ranking.flatMap((equals) => {
    const lines = equals.flatMap((option) => {
      const found = byOption.get(option)
      return found === undefined ? [] : [line(found, place, equals.length > 1)]
    })
    place += equals.length
    return lines
  })
}

/** By which ways the votes came, the commonest first; empty where all came by phone, or it is not told. */
export function ways(turnout: ResultRecord['turnout'] = {}): (readonly [Channel, number])[] {
  const used = Object.entries(turnout) as [Channel, number][]
  const other = used.some(([channel, people]) => channel !== 'device' && people > 0)
  return other ? used.sort(([, one], [, another]) => another - one) : []
}

/** Those that share the first place; empty where one alone has it. */
export function tiedAtTop(result: ResultRecord): readonly string[] {
  const top = result.ranking[0] ?? []
  return top.length > 1 ? top : []
}

/** The explanation of a result; undefined of one that was recorded without. */
export function explained(result: ResultRecord | undefined): Explanation | undefined {
  const explanation = result?.explanation
  return explanation !== undefined && 'winners' in explanation
    ? (explanation as Explanation)
    : undefined
}
