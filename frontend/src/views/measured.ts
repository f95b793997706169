// How high something is, told whenever that changes.

/** An attachment. Nothing is told where the browser cannot watch sizes. */
export function measured(tell: (heightPx: number) => void): (element: HTMLElement) => () => void {
  return (element) => {
    if (typeof ResizeObserver === 'undefined') return () => undefined
    const observer = new ResizeObserver(() => {
      tell(element.offsetHeight)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }
}

/** An attachment for what lies over the foot of a page: what the keyboard reaches stays clear of it. */
export function underThumb(element: HTMLElement): () => void {
  const { style } = document.documentElement
  const end = measured((heightPx) => {
    style.setProperty('--under-thumb', `${heightPx}px`)
  })(element)
  return () => {
    end()
    style.removeProperty('--under-thumb')
  }
}
