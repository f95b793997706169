// What came of a counted vote and how, in sentences: the same in the room, on the wall and replayed.

import type { Clause, Explanation } from '../../board/board'
import type { RoundRow } from '../../board/select'

import { amount, countedWords as said, decimal } from './countedWords'

/** What an option says. */
export type Name = (option: string) => string

export interface Step {
  readonly title: string
  readonly lines: readonly string[]
}

export interface Checked {
  readonly holds: boolean
  readonly text: string
}

/** What came of it, the most important first. */
export function outcome(round: RoundRow, found: Explanation, name: Name): readonly string[] {
  if (found.quorum?.holds === false) return [said.quorum(found.quorum)]
  return [
    ...cameOut(round, found, name),
    ...(found.undecided.length > 0 ? [said.undecided(found.undecided.map(name))] : []),
    ...ties(found, name),
    ...(found.quorum ? [said.quorum(found.quorum)] : []),
  ]
}

function cameOut(round: RoundRow, found: Explanation, name: Name): readonly string[] {
  const { verdicts, winners } = found
  if (verdicts !== undefined)
    return Object.entries(verdicts).map(([option, each]) =>
      said.outcome[each.outcome](name(option)),
    )
  if (found.funded !== undefined)
    return [
      winners.length > 0 ? said.funded(winners.map(name)) : said.noneFunded,
      said.moneyLeft(found.spent ?? 0, found.amount ?? 0),
    ]
  if (winners.length > 0)
    return [(round.method === 'stv' ? said.elected : said.chosen)(winners.map(name))]
  return (round.terms.top ?? 0) > 0 && found.undecided.length === 0 ? [said.none] : []
}

function ties(found: Explanation, name: Name): readonly string[] {
  return found.ties.flatMap(({ about, among, rule, first }) =>
    first === null ? [] : [said.tie[about](among.map(name), name(first), said.rule[rule])],
  )
}

/** The conditions that a proposal had to meet, and whether it did. */
export const checked = (clauses: readonly Clause[]): readonly Checked[] =>
  clauses
    .map((clause) => ({ holds: clause.holds, text: said.clause[clause.name]?.(clause) ?? '' }))
    .filter((each) => each.text !== '')

/** How it was counted, step by step. */
export function steps(found: Explanation, name: Name): readonly Step[] {
  return [
    ...runOff(found, name),
    ...transfers(found, name),
    ...against(found, name),
    ...payments(found, name),
    ...figures(found, name),
  ]
}

function runOff({ rounds = [] }: Explanation, name: Name): Step[] {
  return rounds.map(({ standing, exhausted, dropped }, at) => {
    const lines = byMost(standing, (n) => n)
    const [top] = lines
    const moved = dropped.reduce((sum, each) => sum + (standing[each] ?? 0), 0)
    const last = at === rounds.length - 1 && top !== undefined
    return {
      title: said.round(at + 1),
      lines: [
        said.standing(lines.map(([option, n]) => [name(option), String(n)])),
        ...(exhausted > 0 ? [said.exhausted(String(exhausted))] : []),
        ...(dropped.length > 0 ? [said.dropped(dropped.map(name), moved)] : []),
        ...(last && dropped.length === 0 && isMajority(standing)
          ? [said.majority(name(top[0]), top[1])]
          : []),
      ],
    }
  })
}

function isMajority(standing: Readonly<Record<string, number>>): boolean {
  const all = Object.values(standing)
  return 2 * Math.max(...all) > all.reduce((sum, each) => sum + each, 0)
}

function transfers({ stages = [], quota = 0, seats = 0 }: Explanation, name: Name): Step[] {
  return stages.map(({ standing, exhausted, elected, dropped }, at) => ({
    title: said.round(at + 1),
    lines: [
      ...(at === 0 ? [said.quota(quota, seats)] : []),
      said.standing(byMost(standing, amount).map(([option, n]) => [name(option), decimal(n)])),
      ...(Number(exhausted[0]) > 0 ? [said.exhausted(decimal(exhausted))] : []),
      ...(elected.length > 0 ? [said.reached(elected.map(name))] : []),
      ...(dropped === null ? [] : [said.fewest(name(dropped))]),
    ],
  }))
}

function against({ pairs = {}, points, smith = [] }: Explanation, name: Name): Step[] {
  const options = Object.keys(pairs)
  const lines = options.flatMap((one, at) =>
    options.slice(at + 1).map((other) => {
      const [n, m] = [pairs[one]?.[other] ?? 0, pairs[other]?.[one] ?? 0]
      return n >= m
        ? said.beats(name(one), name(other), n, m)
        : said.beats(name(other), name(one), m, n)
    }),
  )
  const circle = smith.length > 1 ? [said.smith(smith.map(name))] : []
  const scored = Object.entries(points ?? {}).map(([option, n]) => said.points(name(option), n))
  if (scored.length > 0) return [{ title: '', lines: scored }]
  return lines.length > 0 ? [{ title: '', lines: [...lines, ...circle] }] : []
}

function payments(found: Explanation, name: Name): Step[] {
  const { funded = [], not_funded: not = [], endowment, raised = 0 } = found
  if (found.funded === undefined) return []
  const shares = endowment
    ? [said.endowment(endowment), ...(raised > 0 ? [said.raised(raised)] : [])]
    : []
  const paid = funded.map((each) => {
    const how = each.share === null ? '' : `: ${said.paid(each.share, each.paid_all)}`
    return `“${name(each.option)}” (${said.paidFor(each.cost, each.supporters)})${how}.`
  })
  const unpaid = not.map((each) => {
    const short = each.reason === 'supporters_cannot_pay' && each.had !== null
    const had = short ? said.had(each.had, each.cost) : ''
    const what = `“${name(each.option)}” (${said.paidFor(each.cost, each.supporters)})`
    return `${what}: ${said.notPaid[each.reason]}${had}.`
  })
  return [
    { title: '', lines: shares },
    { title: said.paidTitle, lines: paid },
    { title: said.notPaidTitle, lines: unpaid },
  ].filter((step) => step.lines.length > 0)
}

function figures({ scores, spent, credits }: Explanation, name: Name): Step[] {
  const lines = Object.entries(scores ?? {}).map(([option, { mean, median, voters }]) =>
    mean === null || median === null
      ? `“${name(option)}”: ${said.score('–', '–', voters)}`
      : `“${name(option)}”: ${said.score(decimal(mean), decimal(median), voters)}`,
  )
  if (credits !== undefined) lines.push(said.spentCredits(spent ?? 0))
  return lines.length > 0 ? [{ title: '', lines }] : []
}

const byMost = <N>(standing: Readonly<Record<string, N>>, size: (n: N) => number) =>
  Object.entries(standing).sort(([, one], [, other]) => size(other) - size(one))
