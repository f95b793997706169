// What the desk says of who speaks for an organisation, and of those whom an interest keeps out.

import type { Capacity } from '../../board/board'

export const voiceDeskWords = {
  title: 'Organisations and interests',
  voicesHint:
    'In a vote of organisations each has one vote, through the person who speaks for it here.',
  voicesSees: 'Everybody here sees who speaks for whom; the public only that somebody does',
  nobody: 'Nobody speaks for it',
  nobodyHere: 'Nobody of it is here who can vote.',
  noOrganisations: 'No organisation takes part yet. Add one under “People”.',
  speaker: (name: string, capacity: string): string => `${name}, ${capacity}`,
  nameOne: 'Name somebody',
  change: 'Change',
  // What is read out begins with what is seen, so that people can say it to the machine.
  changeOf: (seen: string, organisation: string): string =>
    `${seen}: who speaks for ${organisation}`,
  whoSpeaks: 'Who speaks for it',
  capacity: 'Can they say yes for it?',
  capacityOf: {
    delegated_authority: 'Yes, they can',
    subject_to_governance: 'Yes, but its board or committee must still confirm',
    officer_view: 'No, they give an officer’s view',
    community_view: 'They speak from the community',
  } satisfies Record<Capacity, string>,
  takesOver: 'In a vote that is open the new person takes over its vote as it stands.',
  speaksNow: (name: string, organisation: string): string => `${name} speaks for ${organisation}.`,
  nobodySpeaks: 'Nobody speaks for it any more',
  nobodyNow: (organisation: string): string =>
    `Nobody speaks for ${organisation} now. A vote that is open keeps what it has.`,

  interestsHint:
    'Who declared an interest that a vote names cannot vote there. Enter an interest under “People”.',
  noInterests: 'Nobody declared an interest.',
  letVote: 'Let them vote all the same',
  letVoteOf: (name: string): string => `Let them vote all the same: ${name}`,
  reason: 'Why they may vote',
  reasonSees: 'Those who run the workshop; others only that somebody may vote all the same',
  needReason: 'Say why: it stands on record.',
  mayVote: (reason: string): string =>
    reason === '' ? 'May vote all the same.' : `May vote all the same: ${reason}`,
  maysVote: (name: string): string => `${name} may vote in what opens from now on.`,
  barAgain: 'Take that back',
  barAgainOf: (name: string): string => `Take that back: keep ${name} out again`,
  barredAgain: (name: string): string =>
    `${name} is kept out again of votes that name their interest.`,
}
