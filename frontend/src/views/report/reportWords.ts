// What is said where something is reported to the facilitators.

import type { Concern, ReportState } from '../../board/board'

export const reportWords = {
  what: 'What is it?',
  concerns: {
    safeguarding: 'Somebody may be in danger or come to harm',
    hurtful: 'It is hurtful or unkind',
    private: 'It gives away something private',
    other: 'Something else',
  } satisfies Record<Concern, string>,
  words: 'Tell them what worries you',
  whom: 'Who is it about?',
  nobody: 'Choose who it is about first.',
  send: 'Send to the facilitators',
  sent: 'The facilitators have your report. Thank you for telling them.',
  sees: 'Only the facilitators read this, and see that it is from you. Nobody reads a report about themselves',
  mine: 'What you reported',
  states: {
    new: 'The facilitators have it',
    looking: 'A facilitator is looking at it',
    done: 'It has been dealt with',
  } satisfies Record<ReportState, string>,
}
