// Every screen in every state, without a server: npm run gallery, then choose one.
//
// ?state=ideas shows one, &lang=cy in Welsh. Light, dark and reduced motion follow the browser's own settings.

import { mount } from 'svelte'

import '../src/styles/room.scss'
import Display from '../src/views/display/Display.svelte'
import ReplayPage from '../src/views/replayPage/ReplayPage.svelte'
import RoomPage from '../src/views/roomPage/RoomPage.svelte'

import { CONFIG, INVITATION, id } from './fixtures'
import { makeReplay } from './recording'
import { states } from './states'
import { speakIn } from '../src/views/language'

await speakIn(new URLSearchParams(location.search).get('lang') ?? 'en')
const target = document.getElementById('app')
const wanted = new URLSearchParams(location.search).get('state') ?? ''
const made = states[wanted]?.()

if (target && made) {
  const { room, config } = made
  target.replaceChildren()
  if (config.page === 'display') mount(Display, { target, props: { room, config } })
  else mount(RoomPage, { target, props: { room, config } })
  Object.assign(window, { room })
} else if (target && wanted === 'replay') {
  const views = ['public', 'participant'] as const
  const config = { ...CONFIG, ...INVITATION, page: 'replay' as const, views, me: id('ann') }
  target.replaceChildren()
  mount(ReplayPage, { target, props: { config, replay: makeReplay() } })
} else if (target) {
  const list = document.createElement('ul')
  for (const name of [...Object.keys(states), 'replay']) {
    const link = document.createElement('a')
    link.href = `?state=${name}`
    link.textContent = name
    const line = document.createElement('li')
    line.append(link)
    list.append(line)
  }
  target.replaceChildren(list)
}
