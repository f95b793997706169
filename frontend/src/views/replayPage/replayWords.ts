// What only the recording says: fetched with it, so that nobody else's page grows by it.

import type { View } from '../../board/board'
import type { Kind } from '../../replay/difference'

export const replayWords = {
  changed: 'What changed since here',
  changedTitle: (from: string, to: string): string => `What changed from ${from} to ${to}`,
  changedHint: 'Go to another moment to compare with that one.',
  theEnd: 'the end',
  start: 'the start',
  nothingChanged: 'Nothing on this board is different.',
  close: 'Close',
  kinds: {
    idea_new: 'New ideas',
    idea_reworded: 'Reworded ideas',
    idea_moved: 'Ideas under another theme',
    idea_gone: 'Ideas no longer shown',
    theme_new: 'New themes',
    theme_renamed: 'Themes with a new title',
    theme_gone: 'Themes that were merged or taken apart',
    vote_opened: 'Votes that opened',
    vote_closed: 'Votes that closed',
    vote_void: 'Votes set aside',
    decision_new: 'Decisions',
    decision_back: 'Decisions taken back',
    stage_opened: 'Stages that opened',
    stage_closed: 'Stages that closed',
  } satisfies Record<Kind, string>,
  was: 'Before:',
  now: 'Now:',
  from: (theme: string | null): string => `from ${theme === null ? 'no theme' : `“${theme}”`}`,
  to: (theme: string | null): string => `to ${theme === null ? 'no theme' : `“${theme}”`}`,
  more: (n: number): string => `and ${n} more`,

  part: (from: string, to: string): string => `A part of the recording, ${from} to ${to}`,
  playPart: 'Play this part',
  otherView: (view: string): string =>
    `This link was made for another view. You see it as: ${view}.`,

  take: 'Take it as it was here',
  takeText: 'As this view may see it, up to the moment shown.',

  notes: 'Notes',
  noNotes: 'Nobody has written beside the recording yet.',
  write: 'Write beside this moment',
  text: 'Your note',
  whoReads: 'Who may read it',
  readers: {
    facilitator: 'Those who run the workshop',
    partner: 'Partner organisations, and those who run the workshop',
    participant: 'Everybody in the workshop',
    public: 'Everybody, also outside once the recording is published',
  } satisfies Record<View, string>,
  keep: 'Keep the note',
  cancel: 'Cancel',
  kept: 'Your note is kept.',
  takeAway: 'Take away',
  takenAway: 'The note is taken away.',
  noteFailed: 'The note could not be kept. Check the connection and try again.',
  removed: 'These words were removed for good.',
  somebody: 'Somebody',

  practice: 'Practice',
  help: 'Keyboard',
  keys: [
    ['Space, K', 'Play or pause'],
    ['← →', 'One thing that happened, back or on'],
    ['Page Up, Page Down', 'A key moment, back or on'],
    ['Home, End', 'To the start, to the end'],
    ['− +', 'Slower, faster'],
    ['C', 'What changed since here'],
    ['N', 'Write a note'],
    ['L', 'Copy the link'],
    ['?', 'This list'],
  ] as const,
}
