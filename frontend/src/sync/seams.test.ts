import { describe, expect, it, vi } from 'vitest'

import { browser, socketAddress } from './seams'

class StandIn {
  static made: StandIn[] = []
  binaryType = 'blob'
  onopen: (() => void) | undefined
  onmessage: ((event: { data: unknown }) => void) | undefined
  onclose: ((event: { code: number }) => void) | undefined
  readonly send = vi.fn()
  readonly close = vi.fn()

  constructor(readonly url: string) {
    StandIn.made.push(this)
  }
}

describe('the browser’s socket', () => {
  it('carries bytes both ways and tells how it ended', () => {
    vi.stubGlobal('WebSocket', StandIn)
    const told: unknown[] = []
    const wire = browser().connect('/w/workshop/socket', {
      opened: () => told.push('opened'),
      received: (frame) => told.push(frame),
      closed: (code) => told.push(code),
    })
    const [socket] = StandIn.made
    socket?.onopen?.()
    socket?.onmessage?.({ data: Uint8Array.of(1, 2).buffer })
    socket?.onmessage?.({ data: 'text is never sent to us' })
    socket?.onclose?.({ code: 4000 })
    wire.send(Uint8Array.of(3))
    wire.close()
    expect(socket).toMatchObject({
      url: 'ws://localhost:3000/w/workshop/socket',
      binaryType: 'arraybuffer',
    })
    expect(told).toEqual(['opened', Uint8Array.of(1, 2), 4000])
    expect(socket?.send).toHaveBeenCalledWith(Uint8Array.of(3))
    expect(socket?.close).toHaveBeenCalledOnce()
  })

  it.each([
    ['/w/a/socket', 'ws://localhost:3000/w/a/socket'],
    ['https://hall.test/w/a/socket', 'wss://hall.test/w/a/socket'],
    ['wss://hall.test/w/a/socket', 'wss://hall.test/w/a/socket'],
  ])('%s is reached at %s', (url, address) => {
    expect(socketAddress(url)).toBe(address)
  })
})

describe('what happens to the page (L5)', () => {
  it('is being online or not, visible, or out of the browser’s memory, until told otherwise', () => {
    const act = vi.fn()
    const forget = browser().onPage(act)
    dispatchEvent(new Event('online'))
    dispatchEvent(new Event('pageshow'))
    document.dispatchEvent(new Event('visibilitychange'))
    dispatchEvent(new Event('offline'))
    expect(act.mock.calls).toEqual([['back'], ['back'], ['back'], ['offline']])
    expect(browser().isHidden()).toBe(false)
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    expect(act).toHaveBeenCalledTimes(4)
    expect(browser().isHidden()).toBe(true)
    forget()
    dispatchEvent(new Event('online'))
    expect(act).toHaveBeenCalledTimes(4)
  })

  it('is moving to another kind of network, and not a new guess at its speed', () => {
    const connection = Object.assign(new EventTarget(), { type: 'wifi' })
    vi.stubGlobal('navigator', { connection })
    const act = vi.fn()
    browser().onPage(act)
    connection.dispatchEvent(new Event('change'))
    expect(act).not.toHaveBeenCalled()
    connection.type = 'cellular'
    connection.dispatchEvent(new Event('change'))
    expect(act.mock.calls).toEqual([['moved']])
  })
})

describe('the tab’s memory', () => {
  it('keeps a word, where the browser lets it', () => {
    browser().remember('way', 'stream')
    expect(browser().recall('way')).toBe('stream')
    expect(browser().recall('other')).toBeNull()
    vi.stubGlobal('sessionStorage', undefined)
    browser().remember('way', 'socket')
    expect(browser().recall('way')).toBeNull()
  })
})

describe('time and chance', () => {
  it('are the browser’s own', async () => {
    const seams = browser()
    const act = vi.fn()
    seams.later(0, act)
    seams.later(0, () => {
      throw new Error('taken back')
    })()
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(act).toHaveBeenCalledOnce()
    expect(Math.abs(seams.now() - Date.now())).toBeLessThan(1_000)
    expect(seams.random()).toBeLessThan(1)
  })

  it('HTTP is asked with the browser’s own fetch', async () => {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response('ticket')))
    const answer = await browser().fetch('/ticket', { method: 'POST' })
    expect(await answer.text()).toBe('ticket')
  })
})
