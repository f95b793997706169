// A long list appears in pieces, so that a phone stays ready to be touched meanwhile. Of a very long
// one only so much is drawn by itself; the rest comes as one gets near its end.

const FIRST = 24
const PIECE = 16
const PAUSE_MS = 30
const NEAR = '1000px'

export class Drawn {
  #shown = $state(0)
  readonly #total: () => number

  /**
   * Must be made while a component is set up.
   *
   * @param total how many things there are
   * @param most how many of them are drawn without anybody near
   */
  constructor(total: () => number, most = 96) {
    this.#total = total
    this.#shown = Math.min(FIRST, most)
    $effect(() => {
      const goal = typeof IntersectionObserver === 'undefined' ? total() : Math.min(most, total())
      if (this.#shown >= goal) return
      const timer = setTimeout(() => {
        this.#shown += PIECE
      }, PAUSE_MS)
      return () => {
        clearTimeout(timer)
      }
    })
  }

  /** How many to draw. */
  get count(): number {
    return this.#shown
  }

  /** Whether some are not drawn yet. */
  get isCut(): boolean {
    return this.#shown < this.#total()
  }

  /** An attachment for what stands at the end of the list while it is cut. */
  readonly end = (element: HTMLElement): (() => void) => {
    if (typeof IntersectionObserver === 'undefined') return () => undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting !== true) return
        this.#shown += PIECE
        // Told again where it is still near.
        observer.unobserve(element)
        observer.observe(element)
      },
      { rootMargin: NEAR },
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }
}
