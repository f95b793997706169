// Copying words out of the room, also where a hall's own server has no secure page to offer.

/** Put words on the clipboard; returns whether they are there. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // There is no clipboard without a secure page, and it may be forbidden with one.
    return copyBySelecting(text)
  }
}

function copyBySelecting(text: string): boolean {
  const before = document.activeElement
  const box = document.createElement('textarea')
  box.value = text
  box.style.position = 'fixed'
  document.body.append(box)
  box.focus()
  box.select()
  // Deprecated, and the only way where the clipboard is closed.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const isDone = document.execCommand('copy')
  box.remove()
  if (before instanceof HTMLElement) before.focus()
  return isDone
}
