// Asking something of a workshop from its recording, where there is no line: by HTTP (H1).

import { mint } from '../board/ids'
import type { Command } from '../protocol/commands'
import { decodeAnswer } from '../protocol/codec'
import { commandFrame } from './sender'

/** Ask; returns why it was refused, or undefined. Rejects where there is no answer. */
export async function askByHttp(
  commandsUrl: string,
  command: Command,
): Promise<string | undefined> {
  const { type } = command
  const data = { ...command.data }
  const answer = await fetch(commandsUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/msgpack' },
    body: commandFrame({ id: mint(), type, data, actingFor: null }),
  })
  if (!answer.ok) throw new Error(`no answer: ${answer.status}`)
  const said = decodeAnswer(new Uint8Array(await answer.arrayBuffer()))
  return said.t === 'reject' ? said.message : undefined
}
