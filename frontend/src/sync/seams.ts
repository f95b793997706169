// What the world gives: a line, a clock, chance. Handed in, so that tests decide all of it.

/** One WebSocket: bytes, and nothing known of what they mean. */
export interface Wire {
  send(frame: Uint8Array<ArrayBuffer>): void
  /** Hang up. What is told after this is no longer listened to. */
  close(): void
}

export interface WireEvents {
  opened(): void
  received(frame: Uint8Array): void
  /** Once, and nothing after it. */
  closed(code: number): void
}

export interface Seams {
  connect(url: string, events: WireEvents): Wire
  fetch(url: string, init: RequestInit): Promise<Response>
  /** This browser's clock, ms. */
  now(): number
  /** Do something later; returns what takes that back. */
  later(ms: number, act: () => void): () => void
  /** At least 0, less than 1. */
  random(): number
  /** Tell when the page came back: online, visible, or out of the browser's memory. */
  onReturn(act: () => void): () => void
}

/** The browser itself. */
export function browser(): Seams {
  return {
    connect,
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    later,
    random: () => Math.random(),
    onReturn,
  }
}

function connect(url: string, events: WireEvents): Wire {
  const socket = new WebSocket(socketAddress(url))
  socket.binaryType = 'arraybuffer'
  socket.onopen = () => {
    events.opened()
  }
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) events.received(new Uint8Array(data))
  }
  socket.onclose = ({ code }) => {
    events.closed(code)
  }
  return {
    send: (frame) => {
      socket.send(frame)
    },
    close: () => {
      socket.close()
    },
  }
}

/** An address of this host as the WebSocket of some browsers wants it: whole, and ws or wss. */
export function socketAddress(url: string): string {
  const address = new URL(url, location.href)
  address.protocol = address.protocol.replace(/^http/, 'ws')
  return address.href
}

function later(ms: number, act: () => void): () => void {
  const timer = setTimeout(act, ms)
  return () => {
    clearTimeout(timer)
  }
}

function onReturn(act: () => void): () => void {
  const whenVisible = () => {
    if (document.visibilityState === 'visible') act()
  }
  addEventListener('online', act)
  addEventListener('pageshow', act)
  document.addEventListener('visibilitychange', whenVisible)
  return () => {
    removeEventListener('online', act)
    removeEventListener('pageshow', act)
    document.removeEventListener('visibilitychange', whenVisible)
  }
}
