// Wires the live application: which page this is, and what it is connected to.

// First, so that each component's own styles come after what they build on.
import './styles/room.scss'

import { mount, type Component } from 'svelte'

import { keepPlace } from './a11y/place'
import { Room } from './sync/room.svelte'
import { pageConfig, type PageConfig } from './views/config'
import { forgetOldDrafts } from './views/drafts'
import RoomPage from './views/roomPage/RoomPage.svelte'
import { speakIn } from './views/language'
import { words } from './views/words'

const config = pageConfig(document)
const target = document.getElementById('app')
if (config && target) void start(config, target)

async function start(page: PageConfig, into: HTMLElement): Promise<void> {
  await speakIn(page.language)
  document.documentElement.lang = words.tag
  forgetOldDrafts()
  keepPlace()
  switch (page.page) {
    case 'room': {
      const room = new Room(lineOf(page))
      // What this screen holds can be looked into, and compared with another's.
      Object.assign(window, { room })
      show(RoomPage, into, { room, config: page })
      break
    }
    case 'display': {
      const { default: Display } = await import('./views/display/Display.svelte')
      show(Display, into, { room: new Room(lineOf(page)), config: page })
      break
    }
    case 'replay': {
      const { default: Replay } = await import('./views/replayPage/ReplayPage.svelte')
      show(Replay, into, { config: page })
      break
    }
  }
}

function lineOf(page: PageConfig) {
  const { workshop, ticketUrl = '', socketUrl = '', streamUrl = '', commandsUrl = '', me } = page
  return { workshop, ticketUrl, socketUrl, streamUrl, commandsUrl, person: me ?? page.page }
}

function show<Props extends Record<string, unknown>>(
  page: Component<Props>,
  into: HTMLElement,
  props: Props,
): void {
  // What stood there was for browsers without JavaScript.
  into.replaceChildren()
  mount(page, { target: into, props })
}
