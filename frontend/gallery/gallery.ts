// Every screen in every state, without a server: npm run gallery, then choose one.
//
// ?state=ideas shows one, &lang=cy in Welsh. Light, dark and reduced motion follow the browser's own settings.

import { mount, unmount, type Component } from 'svelte'

import '../src/styles/room.scss'
import RoomPage from '../src/views/roomPage/RoomPage.svelte'

import { CONFIG, INVITATION, id } from './fixtures'
import { neverSaid } from './never'
import { makeReplay } from './recording'
import { states } from './states'
import { speakIn } from '../src/views/language'

let shown: ReturnType<typeof mount> | undefined

function show<Props extends Record<string, unknown>>(page: Component<Props>, props: Props): void {
  const target = document.getElementById('app')
  if (target === null) return
  target.replaceChildren()
  shown = mount(page, { target, props })
}

// Fetched as the application fetches them, so that their styles come in the same order.
/** Show a state instead of what is shown; all of them are listed where there is none of that name. */
async function open(name: string): Promise<void> {
  if (shown) await unmount(shown)
  shown = undefined
  scrollTo(0, 0)
  const made = states[name]?.()
  if (made?.config.page === 'display') {
    const { default: Display } = await import('../src/views/display/Display.svelte')
    show(Display, { ...made })
  } else if (made) show(RoomPage, { ...made })
  else if (name === 'replay') {
    const views = ['public', 'participant'] as const
    const config = { ...CONFIG, ...INVITATION, page: 'replay' as const, views, me: id('ann') }
    const { default: ReplayPage } = await import('../src/views/replayPage/ReplayPage.svelte')
    show(ReplayPage, { config, replay: makeReplay() })
  } else list()
  await press(made?.press)
  Object.assign(window, { room: made?.room })
}

/** Press a button once it has come; what it stands in may have to be fetched. */
async function press(words: string | undefined): Promise<void> {
  const button = () =>
    [...document.querySelectorAll('button')].find((each) => each.textContent === words)
  while (words !== undefined && button() === undefined)
    await new Promise((drawn) => requestAnimationFrame(drawn))
  button()?.click()
}

function list(): void {
  const names = document.createElement('ul')
  for (const name of [...Object.keys(states), 'replay']) {
    const link = document.createElement('a')
    link.href = `?state=${name}`
    link.textContent = name
    const line = document.createElement('li')
    line.append(link)
    names.append(line)
  }
  document.getElementById('app')?.replaceChildren(names)
}

// Whoever looks at all of them need not load the page for each.
Object.assign(window, { open, neverSaid })

// Not awaited at the top: what is fetched builds on this file, and would wait for it.
void start(new URLSearchParams(location.search))

async function start(asked: URLSearchParams): Promise<void> {
  await speakIn(asked.get('lang') ?? 'en')
  await open(asked.get('state') ?? '')
}
