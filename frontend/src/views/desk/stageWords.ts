// What the desk says about stages, their time and the agenda.

import type { View } from '../../board/board'

import { lasts } from './lasts'

export const stageWords = {
  now: 'Now',
  noStage: 'No stage is open.',
  openNext: (stage: string): string => `Open “${stage}”`,
  last: 'This was the last stage.',
  closeStage: 'Close this stage',
  reopen: 'Open again',
  opened: (stage: string): string => `Opened “${stage}”.`,
  closed: (stage: string): string => `Closed “${stage}”.`,
  ahead: (n: number): string => `${lasts(n)} of the plan left`,
  behind: (n: number): string => `${lasts(n)} over the plan`,

  timer: 'Timer',
  timerStart: 'Start',
  timerMinutes: 'Minutes',
  timerPlus: (n: number): string => `+${n} min`,
  timerStop: 'Stop',
  timerStarted: 'Timer started.',
  timerStopped: 'Timer stopped.',
  timerNeedsStage: 'Open a stage to time it.',

  reveal: 'Show everybody’s ideas',
  revealSure: 'Yes, show them now',

  agenda: 'Stages',
  addStage: 'Add a stage',
  stageTitle: 'Name of the stage',
  stageKind: 'What happens in it',
  stagePurpose: 'What it is for, in a sentence or two',
  stageMinutes: 'Minutes',
  stageAnonymous: 'Without names',
  stageAnonymousHint: 'Nobody sees who wrote what. Fixed once the stage has been opened.',
  stagePrivate: 'Everybody writes on their own first',
  stagePrivateHint: 'Ideas stay with who wrote them until you show them.',
  stageSeenBy: 'Who can see it',
  seenBy: {
    public: 'Everybody, also the room display',
    participant: 'People in the workshop',
    partner: 'Partner organisations',
    facilitator: 'Facilitators',
  } satisfies Record<View, string>,
  addNow: 'Put it on the list',
  addedStage: (title: string): string => `“${title}” is added.`,
  saveStage: 'Save',
  editStage: (title: string): string => `Change “${title}”`,
  earlier: (title: string): string => `Move “${title}” earlier`,
  later: (title: string): string => `Move “${title}” later`,
  skip: 'Do not hold',
  skipped: (title: string): string => `“${title}” is not held.`,
  open: 'Open',
  openUntil: 'Open until …',
  openUntilLabel: 'Open until',
  openUntilHint: 'People can add to it until then, beside the stage the room is in.',
  openUntilNow: 'Open it',
  longer: (n: number): string => `${n} minutes longer`,
  longerDone: (title: string): string => `“${title}” has more time.`,
  moved: (title: string): string => `“${title}” is moved.`,
}
