import { afterEach, beforeEach, expect, it } from 'vitest'

import { focusIfLost } from './focus'
import { keepPlace } from './place'

let end: () => void

beforeEach(() => {
  end = keepPlace()
})

afterEach(() => {
  end()
  document.body.replaceChildren()
})

function show(html: string): (found: string) => HTMLElement {
  document.body.innerHTML = html
  return (found) => {
    const element = document.querySelector<HTMLElement>(found)
    if (element === null) throw new Error(found)
    return element
  }
}

const later = () => new Promise((resolve) => setTimeout(resolve, 10))

it('goes to the heading of where it was when what had the focus goes away', async () => {
  const find = show('<section><h2>Votes</h2><p><button>Close</button></p></section>')
  find('button').focus()
  find('p').remove()
  await later()
  expect(document.activeElement).toBe(find('h2'))
})

it('goes further out where the surroundings went too', async () => {
  const find = show('<main><h1>Vote</h1><section><h2>A</h2><button>Close</button></section></main>')
  find('button').focus()
  find('section').remove()
  await later()
  expect(document.activeElement).toBe(find('h1'))
})

it('does so where what had the focus can no longer be used', async () => {
  const find = show('<section><h2>Recording</h2><button>Back</button></section>')
  find('button').focus()
  // As a browser does when it draws the page.
  find('button').blur()
  find('button').setAttribute('disabled', '')
  await later()
  expect(document.activeElement).toBe(find('h2'))
})

it('leaves the place to who took it at once', async () => {
  const find = show('<section><h2>Ideas</h2><a href="#a">One</a><button>Move</button></section>')
  find('button').focus()
  find('button').remove()
  find('a').focus()
  await later()
  expect(document.activeElement).toBe(find('a'))
})

it('gives the place up to who comes late to go on there', async () => {
  const find = show('<section><h2>Ideas</h2><button>Add</button><p>Your words</p></section>')
  find('button').focus()
  find('button').remove()
  await later()
  expect(document.activeElement).toBe(find('h2'))
  focusIfLost(find('p'))
  expect(document.activeElement).toBe(find('p'))
})

it('takes no place from somebody who had none', async () => {
  const find = show('<section><h2>Ideas</h2><button>Move</button></section>')
  find('button').remove()
  await later()
  expect(document.activeElement).toBe(document.body)
})
