// Why the room does not come back by itself, in plain words that say what to do (SPEC.md, close
// codes). What was written and not sent is kept in every one of these cases.

import { CloseCode } from '../protocol/closeCodes'

const WORDS: Readonly<Partial<Record<number, string>>> = {
  [CloseCode.versionNotSpoken]: 'The room has been updated. Reload the page to go on.',
  [CloseCode.badTicket]:
    'We could not tell that you belong to this room. Join again with the code or your link.',
  [CloseCode.noHello]: 'The room did not hear from this page in time. Reload the page to go on.',
  [CloseCode.tooManyConnections]:
    'You have this room open in many places, so this one has stopped. Reload the page to go on here.',
  [CloseCode.notInside]:
    'You are not in this room at the moment. Reload the page to see why, and what you can do.',
  404: 'This workshop is not here. Check the link.',
}

// bad_frame and too_many_unanswered are faults of this page; those that reload get a mended one.
const OTHERWISE = 'This page and the room did not understand each other. Reload the page to go on.'

/** Say why the line was given up. */
export function stopWords(code: number): string {
  return WORDS[code] ?? OTHERWISE
}
