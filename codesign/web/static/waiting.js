// Opens the room as soon as one is let in. Without this the link on the page does it.

const EVERY_MS = 4000

setInterval(async () => {
  try {
    const answer = await fetch(location.href, { headers: { accept: 'application/json' } })
    const waits = answer.status === 403 && (await answer.json()).code === 'waiting'
    if (!waits) location.reload()
  } catch {
    // No line just now: the next look may have one.
  }
}, EVERY_MS)
