// The whole wire as two unions: what goes up and what comes down (SPEC.md, messages), as
// codesign/protocol/messages.py has it. A field with ? is left out where it would be null.

import type { Op } from './ops'
import type { Role, View } from './records'

export const PROTOCOL_VERSION = 1

/** What a returning client holds (O5). */
export interface Have {
  readonly epoch: Uint8Array
  readonly seq: number
  readonly hash8: Uint8Array
  readonly view: View
  /** Left out by who is in none. */
  readonly group?: string
}

/** The first message (O1 to O3). */
export interface Hello {
  readonly t: 'hello'
  readonly v: number
  readonly ticket: string
  readonly have: Have | null
}

/** A command as it travels (C1 to C8). */
export interface Submit {
  readonly t: 'command'
  readonly id: string
  readonly type: string
  readonly data: unknown
  readonly for?: string
  readonly said_at?: number
  readonly lang?: string
  readonly group?: string
}

/** Where I am typing (L6). */
export interface PresenceUp {
  readonly t: 'presence'
  readonly typing: string | null
}

/** The answer to a ping (L1). */
export interface Pong {
  readonly t: 'pong'
  readonly now: number
}

export type Up = Hello | Submit | PresenceUp | Pong

/** What the server takes from one connection. */
export interface Limits {
  readonly command_bytes: number
  readonly inflight: number
}

/** Who one is and what follows (O4 to O9). */
export interface Welcome {
  readonly t: 'welcome'
  readonly v: number
  readonly epoch: Uint8Array
  readonly head: number
  readonly view: View
  readonly group: string | null
  readonly me: string | null
  readonly role: Role | null
  readonly seats: readonly string[]
  readonly limits: Limits
  readonly now: number
  readonly mode: 'resume' | 'snapshot'
  /** This server is too old for what a newer one wrote: what it tells stands still (N7). */
  readonly behind?: boolean
}

/** A part of a board (S1 to S3). */
export interface Snapshot {
  readonly t: 'snapshot'
  readonly epoch: Uint8Array
  readonly at: number
  readonly part: number
  readonly parts: number
  readonly z: boolean
  readonly data: Uint8Array
  readonly hash?: Uint8Array
  readonly hash8?: Uint8Array
}

/** What only this person sees (D8). */
export interface Mine {
  readonly t: 'mine'
  readonly to: number
  readonly ops: readonly Op[]
}

/** What changed for an audience (D1 to D7). */
export interface Delta {
  readonly t: 'delta'
  readonly epoch: Uint8Array
  readonly from: number
  readonly to: number
  readonly at: number
  readonly hash8: Uint8Array
  readonly ops: readonly Op[]
}

/** A command took effect, or had none to take (C1 to C3). */
export interface Ack {
  readonly t: 'ack'
  readonly id: string
  readonly seq: number
}

/** A command was refused (C6, C7). */
export interface Reject {
  readonly t: 'reject'
  readonly id: string
  readonly code: string
  readonly message: string
  readonly retry_ms?: number
  /** What of the command it is about (C12): a row from 1, a field. */
  readonly row?: number
  readonly field?: string
}

/** Who is here, as it changed (L6). */
export interface Presence {
  readonly t: 'presence'
  readonly here: number
  readonly in?: readonly string[]
  readonly out?: readonly string[]
  readonly typing?: readonly string[]
  /** How far counts are that take long, in percent by the round's id; left out, none is going on. */
  readonly counting?: Readonly<Record<string, number>>
}

/** The server's clock and head (L1, L2). */
export interface Ping {
  readonly t: 'ping'
  readonly now: number
  readonly head: number
}

/** The server is going away (L4), or sends people on to a newer one (N7). */
export interface Drain {
  readonly t: 'drain'
  readonly within_ms: number
  readonly behind?: boolean
}

export type Down = Welcome | Snapshot | Mine | Delta | Ack | Reject | Presence | Ping | Drain
