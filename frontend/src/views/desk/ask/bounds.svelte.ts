// What ties the choices of a budget together: money that is fenced for some, choices of which only
// one can be paid for, and choices that need another. They stand by the keys of the form's choices
// until they are sent; a choice that is not put to the vote any more is in none.
import { SvelteSet } from 'svelte/reactivity'

import type { OptionPlan } from '../../../board/commands'
import type { CommandData } from '../../../protocol/commands'

import { askWords } from './askWords'
import { pence } from './ways'

/** Something one can put to the vote, by the key it has in the form. */
export interface Choice {
  readonly key: string
  readonly text: string
  readonly plan: OptionPlan
}

/** Pounds as somebody types them; null for no such limit. */
export class FenceDraft {
  name = $state('')
  readonly of = new SvelteSet<string>()
  most: number | null = $state(null)
  least: number | null = $state(null)
}

export class NeedDraft {
  option = $state('')
  needs = $state('')
}

type Sent = Pick<CommandData['OpenRound'], 'ring_fences' | 'exclusions'>

export class Bounds {
  fences: FenceDraft[] = $state([])
  exclusions: SvelteSet<string>[] = $state([])
  needs: NeedDraft[] = $state([])

  /** The options that a choice needs to be paid for first. */
  neededBy(key: string, choices: readonly Choice[]): readonly string[] {
    const needed = this.needs.filter((each) => each.option === key).map((each) => each.needs)
    return optionsOf(needed, choices)
  }

  /** The fences and exclusions as they are sent. */
  sent(choices: readonly Choice[]): Sent {
    return {
      ring_fences: this.fences.map((each) => ({
        name: each.name.trim(),
        options: optionsOf(each.of, choices),
        at_most: isSet(each.most) ? pence(each.most) : null,
        at_least: pence(each.least),
      })),
      exclusions: this.exclusions.map((each) => optionsOf(each, choices)),
    }
  }

  /** What is wrong with them in a budget of so many pence, nothing where they can be counted. */
  wrong(choices: readonly Choice[], amount: number): string | undefined {
    return this.fenceWrong(choices, amount) ?? this.togetherWrong(choices)
  }

  private fenceWrong(choices: readonly Choice[], amount: number): string | undefined {
    for (const each of this.fences) {
      const most = isSet(each.most) ? pence(each.most) : amount
      if (each.name.trim() === '') return askWords.need.fenceName
      if (optionsOf(each.of, choices).length === 0) return askWords.need.fenceOf(each.name)
      if (!isSet(each.most) && !isSet(each.least)) return askWords.need.fenceLimit(each.name)
      if (most <= 0 || pence(each.least) > most) return askWords.need.fenceOdd(each.name)
    }
    const kept = this.fences.reduce((sum, each) => sum + pence(each.least), 0)
    return kept > amount ? askWords.need.fenceTooMuch : undefined
  }

  private togetherWrong(choices: readonly Choice[]): string | undefined {
    if (this.exclusions.some((each) => optionsOf(each, choices).length < 2))
      return askWords.need.exclusion
    const pairs = this.needs.filter((each) => each.option !== '' || each.needs !== '')
    if (pairs.some((each) => each.option === '' || each.needs === '')) return askWords.need.needs
    return goesRound(pairs) ? askWords.need.needsRound : undefined
  }
}

const isSet = (pounds: number | null): boolean => pounds !== null && Number.isFinite(pounds)

function optionsOf(keys: Iterable<string>, choices: readonly Choice[]): readonly string[] {
  const among = [...keys]
  return choices.filter((each) => among.includes(each.key)).map((each) => each.plan.option)
}

/** Whether some choice needs, in the end, itself. */
function goesRound(pairs: readonly NeedDraft[]): boolean {
  let left = [...pairs]
  for (;;) {
    const waiting = new Set(left.map((each) => each.option))
    const next = left.filter((each) => waiting.has(each.needs))
    if (next.length === left.length) return left.length > 0
    left = next
  }
}
