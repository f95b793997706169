// What is said of who speaks for an organisation, and of interests: fetched where it is needed.

import type { Capacity } from '../../board/board'

export const voiceWords = {
  capacities: {
    delegated_authority: 'can say yes for it',
    subject_to_governance: 'its board or committee must still confirm',
    officer_view: 'gives an officer’s view, not the organisation’s',
    community_view: 'speaks from the community',
  } satisfies Record<Capacity, string>,
  speaks: (organisation: string, speaker: string, capacity: Capacity): string =>
    `${organisation}: ${speaker} (${voiceWords.capacities[capacity]})`,
  each: 'Each organisation has one vote here, through who speaks for it.',
  who: 'Who votes for whom',
  youFor: (organisation: string): string => `You vote for ${organisation}.`,
  otherFor: (name: string, organisation: string): string => `${name} votes for ${organisation}.`,
  asWhat: (capacity: Capacity): string =>
    ({
      delegated_authority: 'You can say yes for it.',
      subject_to_governance: 'What you say must still be confirmed by it.',
      officer_view: 'You give an officer’s view.',
      community_view: 'You speak from the community.',
    })[capacity],
}
