// What is said where one person votes in the place of another who cannot be there.

import { spoken } from '../spoken'
import { list } from '../words'

export const proxyWords = spoken('proxies', {
  title: 'When I cannot be here, who votes for me',
  hint: 'Somebody you name votes for you, until you take that back. If you vote yourself, your own vote counts instead.',
  sees: 'The person you name, and those who run the workshop',
  nobody: 'Nobody',
  holds: (names: readonly string[]): string => `You vote for ${list(names)}, who cannot be here.`,
  holding: 'So nobody can be named to vote for you.',
  none: 'Nobody here can be named at the moment.',

  castFor: (name: string): string =>
    `${name} voted this for you. Change anything, and it is your own vote.`,
  castForSecret: (name: string): string =>
    `${name} voted for you. If you vote yourself, your own vote counts instead.`,
  forOthers: 'You vote for somebody who cannot be here',
  youMayFor: (name: string): string => `${name} asked you to vote for them.`,
  themselves: (name: string): string => `${name} has voted after all. That counts.`,
  notYet: 'Not voted yet',
  given: 'Voted',
  open: (name: string): string => `Vote for ${name}`,
})
