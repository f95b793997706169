// What a component needs around it: a scene of a room.

import type { PageConfig } from '../src/views/config'
import { RoomScene } from '../src/views/scene.svelte'

import type { FakeRoom } from './fakeRoom'
import { CONFIG } from './fixtures'

/** The context to render a component in, as testing-library takes it. */
export const inScene = (room: FakeRoom, config: PageConfig = CONFIG): Map<string, RoomScene> =>
  new Map([['scene', new RoomScene(room, config)]])
