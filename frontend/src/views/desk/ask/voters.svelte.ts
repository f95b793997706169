// Who votes: everybody here, people picked by hand, or each organisation through who speaks for it.
import { SvelteSet } from 'svelte/reactivity'

import type { Board, Interest, Role } from '../../../board/board'
import type { CommandData } from '../../../board/commands'

import { nameOf } from '../../people'

export type Who = 'everybody' | 'picked' | 'organisations'

const VOTING: ReadonlySet<Role> = new Set<Role>(['table_helper', 'participant', 'commissioner'])

export interface Voter {
  readonly id: string
  readonly name: string
  /** The interests that keep them from a vote that names these; none where they are dispensed. */
  readonly interests: readonly Interest[]
}

/** Those who can vote in the room, or in a group of it, by name. */
export function votersHere(board: Board, group: string | null): readonly Voter[] {
  const members = group === null ? undefined : board.groups.get(group)?.members
  return [...board.participants]
    .filter(([, each]) => !each.left && !each.erased && VOTING.has(each.role))
    .filter(([key]) => members?.includes(key) ?? true)
    .map(([key, each]) => ({
      id: key,
      name: nameOf(board, key),
      interests: each.dispensed === true ? [] : (each.interests ?? []),
    }))
    .sort((one, other) => one.name.localeCompare(other.name))
}

export class Voters {
  who: Who = $state('everybody')
  /** Who comes in later can vote too. */
  growing = $state(true)
  /** Those left out where voters are picked by hand. */
  readonly without = new SvelteSet<string>()
  /** The interests that keep people from this vote. */
  readonly barring = new SvelteSet<Interest>()

  bars(voter: Voter): boolean {
    return voter.interests.some((each) => this.barring.has(each))
  }

  /** Those that are picked by hand. */
  picked(people: readonly Voter[]): readonly Voter[] {
    return people.filter((each) => !this.without.has(each.id) && !this.bars(each))
  }

  /** Who votes, as it is sent. */
  sent(
    people: readonly Voter[],
  ): Pick<CommandData['OpenRound'], 'electorate' | 'open_roll' | 'roll' | 'barring'> {
    return {
      electorate: this.who === 'organisations' ? 'organisations' : 'participants',
      open_roll: this.who === 'everybody' && this.growing,
      ...(this.who === 'picked' && { roll: this.picked(people).map((each) => each.id) }),
      ...(this.barring.size > 0 && { barring: [...this.barring] }),
    }
  }
}
