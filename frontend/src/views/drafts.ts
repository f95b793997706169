// What somebody is still writing: kept while they look elsewhere in the room, over a reload and a
// crash, and for a second tab of theirs, which begins with the words of the first.
//
// A tab's own words come first; what two tabs write at once goes its own way in each. Tablets in a
// hall are shared: the keys name the person, so that nobody is shown the words of another, and what
// lies for a day is forgotten.

import type { Attachment } from 'svelte/attachments'

import type { Scene } from './scene.svelte'

const PREFIX = 'draft.'
const KEPT_MS = 24 * 60 * 60_000

interface Lasting {
  readonly text: string
  /** By this browser's clock, ms. */
  readonly at: number
}

const memory = new Map<string, string>()

/** The key of something this person writes in this workshop. */
export function draftKey(scene: Pick<Scene, 'config' | 'me'>, ...parts: readonly string[]): string {
  return [scene.config.workshop, scene.me ?? '', ...parts].join('.')
}

/** What was last written there. */
export function draft(key: string): string {
  const own = memory.get(key) ?? tab((storage) => storage.getItem(PREFIX + key))
  return own ?? lasting(key)?.text ?? ''
}

/** Keep what is being written; empty words are forgotten. */
export function keepDraft(key: string, text: string): void {
  const before = draft(key)
  memory.set(key, text)
  const name = PREFIX + key
  if (text !== '') {
    tab((storage) => {
      storage.setItem(name, text)
    })
    browser((storage) => {
      storage.setItem(name, JSON.stringify({ text, at: Date.now() } satisfies Lasting))
    })
    return
  }
  tab((storage) => {
    storage.removeItem(name)
  })
  // What another tab writes there by now is its own.
  if (lasting(key)?.text === before)
    browser((storage) => {
      storage.removeItem(name)
    })
}

/** Forget all drafts of a form: it was sent, or let go of. */
export function forgetDrafts(prefix: string): void {
  const kept = [tab(Object.keys), browser(Object.keys)].flatMap((names) => names ?? [])
  const keys = kept
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => name.slice(PREFIX.length))
  for (const key of new Set([...memory.keys(), ...keys]))
    if (key.startsWith(prefix)) keepDraft(key, '')
}

/** Act when another tab sent, or let go of, just the words that stand here too. */
export function onDraftTaken(key: string, act: () => void): () => void {
  const told = (event: StorageEvent) => {
    if (event.key !== PREFIX + key || event.newValue !== null) return
    if (read(event.oldValue)?.text !== draft(key)) return
    keepDraft(key, '')
    act()
  }
  addEventListener('storage', told)
  return () => {
    removeEventListener('storage', told)
  }
}

/** Keep what is typed into a field, and begin with what was kept. */
export function keptAs(key: string): Attachment<HTMLInputElement | HTMLTextAreaElement> {
  return (field) => {
    const before = draft(key)
    if (before !== '' && before !== field.value) {
      field.value = before
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const keep = () => {
      keepDraft(key, field.value)
    }
    field.addEventListener('input', keep)
    return () => {
      field.removeEventListener('input', keep)
    }
  }
}

/** Forget what lies there for too long; once a visit. */
export function forgetOldDrafts(): void {
  const names = browser(Object.keys) ?? []
  for (const name of names.filter((each) => each.startsWith(PREFIX)))
    if (lasting(name.slice(PREFIX.length)) === undefined)
      browser((storage) => {
        storage.removeItem(name)
      })
}

function lasting(key: string): Lasting | undefined {
  const kept = read(browser((storage) => storage.getItem(PREFIX + key)) ?? null)
  return kept !== undefined && kept.at > Date.now() - KEPT_MS ? kept : undefined
}

function read(kept: string | null): Lasting | undefined {
  try {
    return kept === null ? undefined : (JSON.parse(kept) as Lasting)
  } catch {
    return undefined
  }
}

const tab = <T>(use: (storage: Storage) => T) => guarded(() => use(sessionStorage))
const browser = <T>(use: (storage: Storage) => T) => guarded(() => use(localStorage))

/** Undefined where storage is full or forbidden: the words are still in memory, and on screen. */
function guarded<T>(use: () => T): T | undefined {
  try {
    return use()
  } catch {
    // Where it is forbidden, merely naming it throws.
    return undefined
  }
}
