import { afterEach, expect, it } from 'vitest'

import { focusFirst, focusOn, isWorkingIn, moveAmong } from './focus'

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

it('finds the first thing to use in what appeared', () => {
  const panel = page('<p>Why?</p><input type="text"><button>Hide</button>')
  focusFirst(panel)
  expect(document.activeElement?.tagName).toBe('INPUT')
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
