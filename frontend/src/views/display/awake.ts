// A projector must not fall asleep. Browsers allow this on secure pages only.

/** Keep the screen on; returns what lets it go. */
export function keepAwake(): () => void {
  let lock: Promise<WakeLockSentinel> | undefined
  const awake = () => {
    if (document.visibilityState === 'visible') {
      lock = (navigator as { wakeLock?: WakeLock }).wakeLock?.request('screen')
      lock?.catch(() => undefined)
    }
  }
  awake()
  document.addEventListener('visibilitychange', awake)
  return () => {
    document.removeEventListener('visibilitychange', awake)
    lock?.then((held) => held.release()).catch(() => undefined)
  }
}
