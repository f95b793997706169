// Where a decision about the evening buses came from, and what became of it, made up; and an
// address that answers with it.

import { canonical } from '../src/protocol/codec'
import type { How, Lineage, Step, Thing } from '../src/sync/lineage'

import { id, NOW } from './fixtures'

const MINUTE = 60_000

function thing(
  collection: string,
  key: string,
  words: string,
  seq: number,
  more: string | number | null = null,
): Thing {
  return { collection, id: id(key), words, more, seq, at: NOW - (400 - seq) * MINUTE, group: null }
}

const THINGS = [
  thing('decisions', 'decision', 'Run a late bus from the hospital, booked by phone', 350),
  thing('rounds', 'round', 'What should come first?', 310),
  thing('themes', 'shifts', 'Home after the late shift', 200),
  thing('ideas', 'idea0', 'A bus that waits for the end of the late shift', 40),
  thing('ideas', 'idea4', 'A minibus one can book from the ward', 52),
  thing('ideas', 'idea6', 'Share the taxis the trust pays for anyway', 61),
  thing('ideas', 'idea9', 'Ask the drivers what would help them', 73),
  thing('needs', 'need', 'a way home after ten at night', 12, 'Night staff and visitors'),
  thing('evidence', 'known', '412 journeys by taxi in March, paid by the trust', 14),
  thing('redesign_versions', 'redesign.1', 'A late bus that can be booked', 400, 1),
  thing('amendments', 'taken', 'Many have no phone at work', 401, 'accepted'),
  thing('redesign_versions', 'redesign.2', 'A late bus that can be booked', 402, 2),
  thing('positions', 'signed', 'Calder Valley Council', 410, 'consent'),
  thing('milestones', 'first', 'First bus leaves', 420, '2026-05-04'),
] as const

function step(how: How, earlier: number, later: number, ended = false): Step {
  const seq = Math.max(THINGS[earlier]?.seq ?? 0, THINGS[later]?.seq ?? 0)
  return { how, earlier, later, seq, at: NOW - (400 - seq) * MINUTE, ended }
}

/** What led to the decision and what it led to. */
export const DECIDED: Lineage = {
  at: 430,
  things: THINGS,
  back: [
    step('decided', 1, 0),
    step('voted_on', 2, 1),
    step('under', 3, 2),
    step('under', 4, 2),
    step('under', 5, 2),
    step('under', 6, 2, true),
    step('answers', 7, 3),
    step('answers', 7, 4),
    step('supports', 8, 7),
  ],
  on: [
    step('draws_on', 0, 9),
    step('suggested', 9, 10),
    step('version', 9, 11),
    step('accepted', 10, 11),
    step('position', 11, 12),
    step('milestone', 11, 13),
  ],
}

/** An address that answers with this; what is added to it stands after the hash. */
export function lineageAt(lineage: Lineage): string {
  return `data:application/msgpack;base64,${btoa(String.fromCharCode(...canonical(lineage)))}#`
}
