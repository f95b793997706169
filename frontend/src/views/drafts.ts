// What somebody is still writing, kept while they look elsewhere in the room or reload the page.
// It stays in this tab alone, and goes when the tab does: tablets in a hall are shared.

const memory = new Map<string, string>()

/** What was last written there. */
export function draft(key: string): string {
  return memory.get(key) ?? stored()?.getItem(`draft.${key}`) ?? ''
}

/** Keep what is being written; empty words are forgotten. */
export function keepDraft(key: string, text: string): void {
  memory.set(key, text)
  try {
    if (text === '') stored()?.removeItem(`draft.${key}`)
    else stored()?.setItem(`draft.${key}`, text)
  } catch {
    // The tab's storage is full: the words are still in memory, and on screen.
  }
}

function stored(): Storage | undefined {
  try {
    return globalThis.sessionStorage
  } catch {
    // Where storage is forbidden, merely naming it throws.
    return undefined
  }
}
