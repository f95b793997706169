// The server's clock, as well as one can tell from here: what timers count against. Only for show,
// since that a timer ended is an event like any other.

// A few pings; older ones would hide that this device's clock was set.
const SAMPLES = 8

export class ServerClock {
  private offsets: number[] = []

  constructor(private readonly now: () => number) {}

  /** The server said what time it was when it sent this. */
  heard(serverNow: number): void {
    this.offsets = [...this.offsets, serverNow - this.now()].slice(-SAMPLES)
  }

  /** Begin anew: while the line was down this device's clock may have been set. */
  forget(): void {
    this.offsets = []
  }

  /** The server's clock, ms UTC. What arrived late looks old, so the newest looking one is right. */
  read(): number {
    return this.now() + (this.offsets.length === 0 ? 0 : Math.max(...this.offsets))
  }
}
