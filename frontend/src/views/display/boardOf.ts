// The same scene at the board of a group: what draws everybody's board draws a group's.

import type { Scene } from '../scene.svelte'

export function boardOf(scene: Scene, group: string): Scene {
  return new Proxy(scene, {
    get(whole, field) {
      if (field === 'place') return group
      // Fields that are read through their own object, with what is private to it.
      const value: unknown = Reflect.get(whole, field, whole)
      return typeof value === 'function' ? (value.bind(whole) as unknown) : value
    },
  })
}
