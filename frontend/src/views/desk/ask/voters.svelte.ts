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
    .map(([key]) => ({ id: key, name: nameOf(board, key), interests: interestsOf(board, key) }))
    .sort((one, other) => one.name.localeCompare(other.name))
}

/** Those and who is away, in whose place somebody votes. */
export function votersOf(board: Board, group: string | null, proxies: number): readonly Voter[] {
  const here = votersHere(board, group)
  if (group !== null || proxies === 0) return here
  const away = [...board.participants]
    .filter(([, each]) => each.left && !each.erased && VOTING.has(each.role))
    .filter(([, each]) => each.proxy !== undefined && each.proxy !== null)
    .map(([key]) => ({ id: key, name: nameOf(board, key), interests: interestsOf(board, key) }))
  return [...here, ...away].sort((one, other) => one.name.localeCompare(other.name))
}

function interestsOf(board: Board, person: string): readonly Interest[] {
  const found = board.participants.get(person)
  return found?.dispensed === true ? [] : (found?.interests ?? [])
}

/** Usual in associations, and few enough that nobody decides for a room. */
const USUAL_PROXIES = 2

export class Voters {
  who: Who = $state('everybody')
  /** In the place of how many others one person may vote. */
  proxies = $state(USUAL_PROXIES)
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
  ): Pick<
    CommandData['OpenRound'],
    'electorate' | 'open_roll' | 'roll' | 'barring' | 'proxies_at_most'
  > {
    return {
      ...(this.who !== 'organisations' && { proxies_at_most: this.proxies }),
      electorate: this.who === 'organisations' ? 'organisations' : 'participants',
      open_roll: this.who === 'everybody' && this.growing,
      ...(this.who === 'picked' && { roll: this.picked(people).map((each) => each.id) }),
      ...(this.barring.size > 0 && { barring: [...this.barring] }),
    }
  }
}
