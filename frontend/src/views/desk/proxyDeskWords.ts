// What the desk says of people who cannot be here, and of who votes for them.

export const proxyDeskWords = {
  title: 'People who cannot be here',
  hint: 'Vote for somebody who cannot be here: a person names who votes for them, or you write it down for them. They count among those who can vote, also while they are away. Do it before a vote opens.',
  organisations:
    'For an organisation, name somebody else who speaks for it under “Organisations and interests”.',
  listed:
    'Somebody who is only on the door list cannot be voted for yet. With their personal code they can join from home, name somebody and go.',
  sees: 'The two of them, and those who run the workshop',
  none: 'Nobody named anybody yet.',
  votesFor: (holder: string): string => `${holder} votes for them`,
  away: 'Gone',
  cannot: (holder: string): string => `${holder} is not here to vote for them: name somebody else.`,
  add: 'Name somebody',
  absent: 'Who cannot be here',
  holder: 'Who votes for them',
  choose: 'Choose a person',
  needBoth: 'Choose both people.',
  named: (absent: string, holder: string): string => `${holder} votes for ${absent} from now on.`,
  end: 'Take back',
  endOf: (holder: string, absent: string): string => `Take back: ${holder} votes for ${absent}`,
  ended: (absent: string): string =>
    `Nobody votes for ${absent} any more. Votes already given stand.`,
}
