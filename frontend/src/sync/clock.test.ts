import { describe, expect, it } from 'vitest'

import { ServerClock } from './clock'

describe('the server’s clock', () => {
  let here = 1_000

  it('is this device’s until something is heard', () => {
    expect(new ServerClock(() => here).read()).toBe(1_000)
  })

  it('is as told, by whatever came quickest', () => {
    const clock = new ServerClock(() => here)
    clock.heard(51_000)
    here += 10_000
    // This one was 400 ms on its way.
    clock.heard(60_600)
    expect(clock.read()).toBe(61_000)
  })

  it('forgets old tellings, so that it follows a device whose clock is slow', () => {
    const clock = new ServerClock(() => here)
    clock.heard(here + 9_000)
    for (let turn = 0; turn < 8; turn++) clock.heard(here + 5_000)
    expect(clock.read()).toBe(here + 5_000)
    clock.forget()
    expect(clock.read()).toBe(here)
  })
})
