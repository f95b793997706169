// Tells screen readers what changed: politely, and a burst of changes as one sentence each.
//
// In a room of forty, something happens every second. What is said about the same matter replaces
// what waits to be said about it; what is left is spoken together, with a pause between.

const GATHER_MS = 900
const PAUSE_MS = 4000

const waiting = new Map<string, string>()
let region: HTMLElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let spokenAt = -Infinity

/**
 * Say a sentence when there is a pause.
 *
 * @param about what it is about: a later sentence about the same replaces one still waiting
 */
export function announce(sentence: string, about = sentence): void {
  waiting.delete(about)
  waiting.set(about, sentence)
  timer ??= setTimeout(speak, Math.max(GATHER_MS, spokenAt + PAUSE_MS - Date.now()))
}

/** Forget what waits to be said, and take the region away; for when a page ends. */
export function silence(): void {
  clearTimeout(timer)
  timer = undefined
  spokenAt = -Infinity
  waiting.clear()
  region?.remove()
  region = undefined
}

function speak(): void {
  timer = undefined
  spokenAt = Date.now()
  liveRegion().textContent = [...waiting.values()].join(' ')
  waiting.clear()
}

function liveRegion(): HTMLElement {
  if (region?.isConnected !== true) {
    region = document.createElement('div')
    region.setAttribute('role', 'status')
    region.className = 'hidden-from-sight'
    document.body.append(region)
  }
  return region
}

/** Make the region now: one that is there before its words is read out more reliably. */
export function prepareToAnnounce(): void {
  liveRegion()
}
