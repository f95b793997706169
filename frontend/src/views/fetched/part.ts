// A part of the page that is fetched when it is first needed, so that a phone on a slow line can
// use the room before it has everything.
//
// Who shows a part says where it lies, `part(() => import('…'))`, in its `<script module>`, and draws
// it with Fetched. When the room has come to rest, all parts known by then are fetched ahead, with
// those that they bring: nobody waits for one in the middle of a vote, nor after a deploy that took
// the files of the old page away.

export class Part<Module> {
  /** The module, once it is here. */
  here: Module | undefined
  #coming: Promise<Module> | undefined
  readonly #ask: () => Promise<Module>

  constructor(ask: () => Promise<Module>) {
    this.#ask = ask
  }

  /** Fetch it, once however often it is asked for; what failed is asked for again. */
  fetch(): Promise<Module> {
    this.#coming ??= this.#ask().then(
      (module) => (this.here = module),
      (reason: unknown) => {
        this.#coming = undefined
        throw reason
      },
    )
    return this.#coming
  }
}

const known: Part<unknown>[] = []

/** A part of the page, to be shown by Fetched. */
export function part<Module>(ask: () => Promise<Module>): Part<Module> {
  const made = new Part(ask)
  known.push(made)
  return made
}

/**
 * Fetch these first, then all parts known, one after the other while the page rests. What fails
 * waits until it is needed.
 */
export async function fetchAhead(...first: readonly Part<unknown>[]): Promise<void> {
  for (const each of first) await each.fetch().catch(() => undefined)
  for (let at = 0; at < known.length; at++) {
    const next = known[at]
    if (next === undefined || next.here !== undefined) continue
    await idle()
    await next.fetch().catch(() => undefined)
  }
}

const AT_MOST_MS = 2000
/** For Safari, which does not say when it rests. */
const A_WHILE_MS = 200

function idle(): Promise<void> {
  return new Promise((rested) => {
    const ask = (window as Partial<Pick<Window, 'requestIdleCallback'>>).requestIdleCallback
    if (ask)
      ask(
        () => {
          rested()
        },
        { timeout: AT_MOST_MS },
      )
    else setTimeout(rested, A_WHILE_MS)
  })
}
