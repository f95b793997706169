// Keeps the keyboard's place. What has the focus may go away because somebody else did something,
// or because its work is done; then the place is what it stood in, and Tab goes on from there.
// It is a heading or a region, never the next button: a second press of Enter does nothing there.

import { waitIfLost } from './focus'

const SURROUNDINGS = 'section, article, li, form, fieldset, details, main, [role=region]'
const HEADINGS = 'h1, h2, h3, h4, legend, summary'

/** Watch over the place from now on; returns what ends it. */
export function keepPlace(): () => void {
  // What had the focus last, and what it stood in, the innermost first.
  let last: readonly Element[] = []
  let waits: ReturnType<typeof setTimeout> | undefined

  const note = ({ target }: FocusEvent) => {
    last = target instanceof Element ? [target, ...surroundings(target)] : []
  }
  const restore = () => {
    waits = undefined
    const [gone, ...around] = last
    if (gone && isGone(gone)) waitIfLost(placeIn(around.find((each) => each.isConnected)))
  }
  const observer = new MutationObserver(() => {
    // Who knows better where to go on does so at once.
    if (last[0] && isGone(last[0])) waits ??= setTimeout(restore)
  })

  document.addEventListener('focusin', note)
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ['disabled'],
  })
  return () => {
    document.removeEventListener('focusin', note)
    observer.disconnect()
    clearTimeout(waits)
  }
}

const isGone = (element: Element): boolean => !element.isConnected || element.matches(':disabled')

function surroundings(element: Element): Element[] {
  const around = element.parentElement?.closest(SURROUNDINGS)
  return around ? [around, ...surroundings(around)] : []
}

function placeIn(around: Element | undefined): HTMLElement | null {
  const place = around?.querySelector(HEADINGS) ?? around
  return place instanceof HTMLElement ? place : null
}
