// The room as it is for a vote in the place of another: whose vote it is, and in whose name it goes.

import type { Scene } from '../scene.svelte'

/** The same scene, acting for this person. */
export function inPlaceOf(scene: Scene, person: string): Scene {
  return new Proxy(scene, {
    get(target, name) {
      if (name === 'who' || name === 'actingFor') return person
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
