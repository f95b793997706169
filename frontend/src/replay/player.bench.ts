// How long a seek in 50,000 events takes once its chunk is there; the aim is less than 50 ms.
// Run with: npx vitest bench --run

import type { bench as Bench } from 'vitest'

import { emptyBoard } from '../board/board'

import { CHUNK_VERSIONS, Chunks, numberOf } from './chunks'
import { FakeRecording, ideasComing } from './fakes'
import { boardIn, Player } from './player'

// By a name that says nothing, since only tests may import a tool.
const tool = 'vitest'
const { bench } = (await import(/* @vite-ignore */ tool)) as { bench: typeof Bench }

const EVENTS = 50_000
const recording = new FakeRecording(ideasComing(EVENTS))
const bodies = new Map<string, Promise<ArrayBuffer>>()

/** The server's part is done beforehand. */
async function fetched(url: string): Promise<Response> {
  const body = bodies.get(url) ?? recording.fetch(url).then((each) => each.arrayBuffer())
  bodies.set(url, body)
  return new Response(await body)
}

const chunks = new Chunks('/replay', 'public', fetched)
const last = await chunks.chunk(numberOf(EVENTS - 1))
await chunks.chunk(numberOf(EVENTS - 1) - 1)
const player = new Player({
  chunks,
  head: EVENTS,
  board: emptyBoard(),
  later: () => () => undefined,
  moved: () => undefined,
  ended: () => undefined,
})

bench('draw the board at the end of the last chunk (16,667 ideas, 333 steps)', () => {
  boardIn(last, EVENTS)
})

let turn = 0
bench('seek to and fro between two chunks that are there', async () => {
  turn += 1
  await player.seek(EVENTS - 1 - (turn % 2) * CHUNK_VERSIONS)
})

bench('read the last chunk, once it is fetched', async () => {
  await new Chunks('/replay', 'public', fetched).chunk(numberOf(EVENTS - 1))
})
