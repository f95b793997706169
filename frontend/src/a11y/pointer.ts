// What somebody points with.

/** A mouse or the like, and with it most likely a keyboard of its own. */
export function hasFinePointer(): boolean {
  // Older browsers' test pages have no such function, and are mice.
  const media = globalThis.matchMedia as typeof matchMedia | undefined
  return media?.('(pointer: fine)').matches ?? true
}
