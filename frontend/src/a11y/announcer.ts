// Tells screen readers what changed: politely, and a burst of changes as one sentence each.
//
// In a room of forty, something happens every second. What is said about the same matter replaces
// what waits to be said about it, or adds to it where things are counted; what is left is spoken
// together. Nobody is spoken to while they type, nor before there was time to hear out what was said
// last, and how many there are of something new is told a few times a minute.

const GATHER_MS = 900
const PAUSE_MS = 4000
// A voice at its usual speed reads some fifteen letters a second.
const LETTER_MS = 65
const COUNT_AGAIN_MS = 10_000
// So long after the last letter somebody still counts as typing.
const TYPING_MS = 1500

interface Wait {
  readonly count: number
  /** ms, by this browser's clock. */
  readonly notBefore: number
  readonly sentence: (count: number) => string
}

const waiting = new Map<string, Wait>()
// When what is counted was told last, by what it is about.
const countedAt = new Map<string, number>()
let region: HTMLElement | undefined
let timer: ReturnType<typeof setTimeout> | undefined
let speaksAt = Infinity
let quietUntil = -Infinity
let typedAt = -Infinity

/**
 * Say a sentence when there is a pause.
 *
 * @param about what it is about: a later sentence about the same replaces one still waiting
 */
export function announce(sentence: string, about = sentence): void {
  wait(about, { count: 0, notBefore: -Infinity, sentence: () => sentence })
}

/**
 * Say how many things happened since this was said last, when there is a pause.
 *
 * @param count how many more there are now
 * @param sentence says how many there were in all
 */
export function announceCount(
  count: number,
  about: string,
  sentence: (count: number) => string,
): void {
  const notBefore = (countedAt.get(about) ?? -Infinity) + COUNT_AGAIN_MS
  wait(about, { count: count + (waiting.get(about)?.count ?? 0), notBefore, sentence })
}

/** Forget what waits to be said, and take the region away; for when a page ends. */
export function silence(): void {
  clearTimeout(timer)
  speaksAt = Infinity
  quietUntil = -Infinity
  typedAt = -Infinity
  waiting.clear()
  countedAt.clear()
  region?.remove()
  region = undefined
}

/** Make the region now: one that is there before its words is read out more reliably. */
export function prepareToAnnounce(): void {
  liveRegion()
}

function wait(about: string, what: Wait): void {
  waiting.delete(about)
  waiting.set(about, what)
  speakAt(Math.max(Date.now() + GATHER_MS, quietUntil, what.notBefore))
}

function speakAt(at: number): void {
  if (at >= speaksAt) return
  clearTimeout(timer)
  speaksAt = at
  timer = setTimeout(speak, at - Date.now())
}

function speak(): void {
  const now = Date.now()
  speaksAt = Infinity
  if (typedAt + TYPING_MS > now) {
    speakAt(typedAt + TYPING_MS)
    return
  }
  const due = [...waiting].filter(([, { notBefore }]) => notBefore <= now)
  for (const [about, { count }] of due) {
    waiting.delete(about)
    if (count > 0) countedAt.set(about, now)
  }
  say(due.map(([, { count, sentence }]) => sentence(count)).join(' '))
  for (const { notBefore } of waiting.values()) speakAt(Math.max(notBefore, quietUntil))
}

function say(words: string): void {
  quietUntil = Date.now() + Math.max(PAUSE_MS, words.length * LETTER_MS)
  const said = document.createElement('p')
  said.textContent = words
  // A new element, since the same words in the old one would not be read again.
  liveRegion().replaceChildren(said)
}

function liveRegion(): HTMLElement {
  if (region?.isConnected !== true) {
    region = document.createElement('div')
    region.setAttribute('role', 'status')
    region.className = 'hidden-from-sight'
    document.body.append(region)
    document.addEventListener('input', noteTyping, { passive: true })
  }
  return region
}

function noteTyping({ target }: Event): void {
  const writes = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement
  if (writes && target.type !== 'radio' && target.type !== 'checkbox' && target.type !== 'range') {
    typedAt = Date.now()
  }
}
