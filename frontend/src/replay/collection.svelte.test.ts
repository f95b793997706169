import { flushSync } from 'svelte'
import { expect, it } from 'vitest'

import { Collection } from './collection.svelte'

/** What somebody saw each time they looked. */
function looking<T>(look: () => T): { readonly seen: T[]; readonly stop: () => void } {
  const seen: T[] = []
  const stop = $effect.root(() => {
    $effect(() => {
      seen.push(look())
    })
  })
  flushSync()
  return { seen, stop }
}

it('lets who reads it, in whatever way, look again once for all that a move changed', () => {
  const ways: readonly ((held: Collection<number>) => unknown)[] = [
    (held) => held.size,
    (held) => held.has('c'),
    (held) => held.get('c'),
    (held) => [...held.keys()].join(),
    (held) => [...held.values()].join(),
    (held) => [...held.entries()].join(),
    (held) => [...held].join(),
    (held) => {
      const found: string[] = []
      held.forEach((record, id) => found.push(`${id}${String(record)}`))
      return found.join()
    },
  ]
  for (const way of ways) {
    const held = new Collection<number>()
    held.set('a', 1)
    held.tell()
    const { seen, stop } = looking(() => way(held))
    held.set('b', 2)
    held.delete('a')
    held.set('c', 3)
    held.tell()
    flushSync()
    expect(seen).toHaveLength(2)
    expect(seen[1]).toEqual(way(held))
    expect(seen[1]).not.toEqual(seen[0])
    stop()
  }
})

it('makes nobody look again where nothing changed', () => {
  const held = new Collection<number>()
  held.set('a', 1)
  held.tell()
  const { seen, stop } = looking(() => held.size)
  held.delete('b')
  held.tell()
  flushSync()
  expect(seen).toEqual([1])
  held.clear()
  held.clear()
  held.tell()
  flushSync()
  expect(seen).toEqual([1, 0])
  stop()
})
