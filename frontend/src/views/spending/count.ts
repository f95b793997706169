// The count of what is spent, from the lines on the board: nothing twice, and its parts always its
// whole. The same as codesign/methods/spend_count.py, and held to it.

import type { SpendLineSays } from '../../protocol/records'

/** Lines added up, in minor units; `netted` is what another counted organisation paid already. */
export interface Sum {
  readonly lines: number
  readonly gross: number
  readonly income: number
  readonly netted: number
}

export type Dimension =
  'organisation' | 'financial_year' | 'cofog' | 'area' | 'intervention' | 'service'

export type Counted = Pick<
  SpendLineSays,
  Dimension | 'gross' | 'income' | 'parts' | 'whole' | 'funded_by'
>

export const NOTHING: Sum = { lines: 0, gross: 0, income: 0, netted: 0 }

/** What is spent after income. */
export const net = ({ gross, income }: Sum): number => gross - income

/** A share of an amount, rounded half up to a whole penny; exact beyond what a number can hold. */
export function shareOf(amount: number, parts: number, whole: number): number {
  if (parts === whole) return amount
  const twice = 2n * BigInt(whole)
  return Number((2n * BigInt(amount) * BigInt(parts) + BigInt(whole)) / twice)
}

/** All lines added up. */
export const totalOf = (lines: readonly Counted[]): Sum => sums(lines, () => '').get('') ?? NOTHING

/**
 * Lines added up by one of what they name, the largest first. Where `lines` are some of a count,
 * `all` of it says which organisations are counted.
 */
export function parts(
  lines: readonly Counted[],
  by: Dimension,
  all: readonly Counted[] = lines,
): [string, Sum][] {
  return [...sums(lines, (each) => String(each[by] ?? ''), all)].sort(
    ([one, first], [other, second]) =>
      second.gross - first.gross || (one < other ? -1 : one > other ? 1 : 0),
  )
}

function sums(
  lines: readonly Counted[],
  keyOf: (line: Counted) => string,
  all: readonly Counted[] = lines,
): Map<string, Sum> {
  const counted = new Set(all.map((each) => payerKey(each.organisation, each.financial_year)))
  const added = new Map<string, Sum>()
  for (const line of lines) {
    const key = keyOf(line)
    const before = added.get(key) ?? NOTHING
    const gross = shareOf(line.gross, line.parts, line.whole)
    const income = shareOf(line.income, line.parts, line.whole)
    const { funded_by: payer, financial_year: year } = line
    const passedOn = payer !== null && counted.has(payerKey(payer, year))
    added.set(key, {
      lines: before.lines + 1,
      gross: before.gross + (passedOn ? 0 : gross),
      income: before.income + (passedOn ? 0 : income),
      netted: before.netted + (passedOn ? gross - income : 0),
    })
  }
  return added
}

const payerKey = (organisation: string, year: number): string => `${organisation} ${String(year)}`
