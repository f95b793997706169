import { afterEach, expect, it } from 'vitest'

import { focusFirst, focusIfLost, focusOn, isWorkingIn, moveAmong } from './focus'

afterEach(() => {
  document.body.replaceChildren()
})

function page(html: string): HTMLElement {
  const element = document.createElement('div')
  element.innerHTML = html
  document.body.append(element)
  return element
}

it('puts the focus on a heading, which cannot be tabbed to afterwards', () => {
  const heading = page('<h2>Ideas</h2>').querySelector('h2')
  focusOn(heading)
  expect(document.activeElement).toBe(heading)
  expect(heading?.tabIndex).toBe(-1)
})

it('takes the focus only where it was lost', () => {
  const [one, other] = page('<button>a</button><button>b</button>').querySelectorAll('button')
  one?.focus()
  focusIfLost(other)
  expect(document.activeElement).toBe(one)
  one?.remove()
  focusIfLost(other)
  expect(document.activeElement).toBe(other)
})

it('finds the first thing to use in what appeared', () => {
  const panel = page('<p>Why?</p><input type="text"><button>Hide</button>')
  focusFirst(panel)
  expect(document.activeElement?.tagName).toBe('INPUT')
})

it('gives the focus back to what had it, or to what stands there then', async () => {
  const panel = page('<button>Ask</button><form><input></form>')
  const [button, form] = [panel.querySelector('button'), panel.querySelector('form')]
  if (!button || !form) throw new Error('no form')
  button.focus()
  const first = focusFirst(form)
  form.remove()
  first()
  await Promise.resolve()
  expect(document.activeElement).toBe(button)

  panel.append(form)
  const second = focusFirst(form)
  panel.innerHTML = '<button>Ask again</button>'
  second()
  await Promise.resolve()
  expect(document.activeElement?.textContent).toBe('Ask again')
})

it('leaves the focus with who took it meanwhile', async () => {
  const panel = page('<button>Ask</button><form><input></form><button>Elsewhere</button>')
  const form = panel.querySelector('form')
  if (!form) throw new Error('no form')
  const gone = focusFirst(form)
  panel.querySelectorAll('button')[1]?.focus()
  form.remove()
  gone()
  await Promise.resolve()
  expect(document.activeElement?.textContent).toBe('Elsewhere')
})

it('knows that somebody is writing, not merely there', () => {
  const panel = page('<textarea></textarea>')
  const box = panel.querySelector('textarea')
  box?.focus()
  expect(isWorkingIn(panel)).toBe(false)
  if (box) box.value = 'A bus'
  expect(isWorkingIn(panel)).toBe(true)
})

it('moves among the buttons of a menu by arrows, Home and End', () => {
  const menu = page('<button>a</button><button>b</button><button>c</button>')
  menu.querySelector('button')?.focus()
  const press = (key: string) => {
    moveAmong(menu, new KeyboardEvent('keydown', { key }))
    return document.activeElement?.textContent
  }
  expect(press('ArrowDown')).toBe('b')
  expect(press('End')).toBe('c')
  expect(press('ArrowDown')).toBe('c')
  expect(press('Home')).toBe('a')
  expect(press('x')).toBe('a')
})
