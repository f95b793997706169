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
