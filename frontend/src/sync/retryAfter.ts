// When a server that is too busy wants to be asked again.

const BUSY: readonly number[] = [429, 503]
// A server says seconds; whatever asks for longer is not ours.
const MOST_MS = 300_000

/** How long to wait, ms; undefined where the answer is no such refusal. */
export function retryAfterMs({ status, headers }: Response): number | undefined {
  if (!BUSY.includes(status)) return undefined
  const seconds = Number(headers.get('Retry-After') ?? '0')
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0) * 1_000, MOST_MS) : 0
}
