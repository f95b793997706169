// Every screen in every state, without a server: npm run gallery, then choose one.
//
// ?state=ideas shows one; &theme=dark is the browser's own setting, not this page's.

import { mount } from 'svelte'

import '../src/styles/room.scss'
import Display from '../src/views/display/Display.svelte'
import RoomPage from '../src/views/roomPage/RoomPage.svelte'

import { states } from './states'

const target = document.getElementById('app')
const wanted = new URLSearchParams(location.search).get('state') ?? ''
const made = states[wanted]?.()

if (target && made) {
  const { room, config } = made
  target.replaceChildren()
  if (config.page === 'display') mount(Display, { target, props: { room, config } })
  else mount(RoomPage, { target, props: { room, config } })
  Object.assign(window, { room })
} else if (target) {
  const list = document.createElement('ul')
  for (const name of Object.keys(states)) {
    const link = document.createElement('a')
    link.href = `?state=${name}`
    link.textContent = name
    const line = document.createElement('li')
    line.append(link)
    list.append(line)
  }
  target.replaceChildren(list)
}
