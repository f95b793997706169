// Moves the keyboard's place, so that it is never lost when something under it goes away.

/** Put the focus on something that is read, such as a heading, without a jump of the page. */
export function focusOn(element: HTMLElement | null | undefined): void {
  if (!element) return
  waitsAt = undefined
  if (!element.matches('a[href], button, input, select, textarea, [tabindex]')) {
    element.setAttribute('tabindex', '-1')
  }
  element.focus()
}

/** Put the focus on the first field of a form that has to be put right; once it is drawn so. */
export function focusOnProblem(form: HTMLElement | undefined): void {
  focusOn(form?.querySelector<HTMLElement>('[aria-invalid="true"]'))
}

/** Put the focus here if what had it has gone; to be called once the page is drawn again. */
export function focusIfLost(element: HTMLElement | null | undefined): void {
  if (isLost()) focusOn(element)
}

/** The same until something comes, perhaps over a slow line, that knows better where to go on. */
export function waitIfLost(element: HTMLElement | null | undefined): void {
  if (!isLost()) return
  focusOn(element)
  waitsAt = element
}

/** Where the focus waits, since what had it has gone. */
let waitsAt: Element | null | undefined

function isLost(): boolean {
  const active = document.activeElement
  return active === null || active === document.body || active === waitsAt
}

/**
 * An attachment: whatever appears because somebody asked for it takes the focus. When it goes, the
 * focus goes back to what had it, or to the first thing to use where it stood.
 */
export function focusFirst(element: HTMLElement): () => void {
  const before = document.activeElement
  const place = element.parentElement
  const first = element.querySelector<HTMLElement>(USED)
  focusOn(element.matches(USED) ? element : first)
  return () => {
    // What stands there instead is drawn by then.
    queueMicrotask(() => {
      const stays = before !== document.body && before?.isConnected === true
      const back = stays ? before : place?.querySelector(USED)
      if (back instanceof HTMLElement) focusIfLost(back)
    })
  }
}

const USED = 'input:not([type=hidden]), textarea, select, button'

/** Whether somebody is in the middle of something inside this element. */
export function isWorkingIn(element: HTMLElement | null | undefined): boolean {
  const active = document.activeElement
  return active instanceof HTMLElement && element?.contains(active) === true && isUsed(active)
}

function isUsed(active: HTMLElement): boolean {
  const writes = active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement
  return writes && active.type !== 'radio' && active.type !== 'checkbox' && active.value !== ''
}

/** Let the arrow keys, Home and End move among the buttons of a menu. */
export function moveAmong(container: HTMLElement, event: KeyboardEvent): void {
  const buttons = [...container.querySelectorAll<HTMLElement>('button:not([disabled]), input')]
  const at = buttons.indexOf(document.activeElement as HTMLElement)
  const to = destination(event.key, at, buttons.length)
  if (to === undefined || document.activeElement instanceof HTMLInputElement) return
  event.preventDefault()
  buttons[to]?.focus()
}

function destination(key: string, at: number, length: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, length - 1)
    case 'ArrowUp':
      return Math.max(at - 1, 0)
    case 'Home':
      return 0
    case 'End':
      return length - 1
    default:
      return undefined
  }
}
