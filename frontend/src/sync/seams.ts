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
  /** Once, and nothing after it. `retryMs` where a server too busy said when to come again. */
  closed(code: number, retryMs?: number): void
}

/**
 * back: online again, visible, or out of the browser's memory. moved: on another network, where no
 * connection of before goes on. offline: on none.
 */
export type PageEvent = 'back' | 'moved' | 'offline'

export interface Seams {
  connect(url: string, events: WireEvents): Wire
  fetch(url: string, init: RequestInit): Promise<Response>
  /** This browser's clock, ms. */
  now(): number
  /** Do something later; returns what takes that back. */
  later(ms: number, act: () => void): () => void
  /** At least 0, less than 1. */
  random(): number
  /** Tell what happens to the page and its network; returns what stops that. */
  onPage(act: (event: PageEvent) => void): () => void
  /** Whether nobody sees the page. */
  isHidden(): boolean
  /** Keep a word for as long as the tab lives, where the browser allows it. */
  remember(key: string, word: string): void
  recall(key: string): string | null
}

/** The browser itself. */
export function browser(): Seams {
  return {
    connect,
    fetch: (url, init) => fetch(url, init),
    now: () => Date.now(),
    later,
    random: () => Math.random(),
    onPage,
    isHidden: () => document.visibilityState === 'hidden',
    remember: (key, word) => {
      tabStorage((storage) => {
        storage.setItem(key, word)
      })
    },
    recall: (key) => tabStorage((storage) => storage.getItem(key)) ?? null,
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

// What kind of network it is, where the browser tells; its guesses at the speed change all the time.
interface NetworkInformation extends EventTarget {
  readonly type?: string
}

function onPage(act: (event: PageEvent) => void): () => void {
  const { connection } = navigator as { connection?: NetworkInformation }
  let network = connection?.type
  const listening = new AbortController()
  const listen = (target: EventTarget | undefined, name: string, then: () => void) => {
    target?.addEventListener(name, then, { signal: listening.signal })
  }
  const back = () => {
    act('back')
  }
  listen(window, 'online', back)
  listen(window, 'pageshow', back)
  listen(window, 'offline', () => {
    act('offline')
  })
  listen(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') back()
  })
  listen(connection, 'change', () => {
    if (connection?.type === network) return
    network = connection?.type
    act('moved')
  })
  return () => {
    listening.abort()
  }
}

/** Use the tab's storage; undefined where it is forbidden or full. */
function tabStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(sessionStorage)
  } catch {
    return undefined
  }
}
