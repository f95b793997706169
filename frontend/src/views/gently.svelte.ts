// A long list appears in pieces, so that a phone stays ready to be touched meanwhile.

const FIRST = 48
const PIECE = 64
const PAUSE_MS = 30

/** How many of `total` to draw; grows by itself until all are there. */
export function gently(total: () => number): () => number {
  let shown = $state(FIRST)
  $effect(() => {
    if (shown >= total()) return
    const timer = setTimeout(() => {
      shown += PIECE
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
    }
  })
  return () => shown
}
