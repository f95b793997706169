// What is said of worries that stop a proposal, and how they are answered.

import { spoken } from '../spoken'
import { count } from '../words'

export const worryWords = spoken('worry', {
  title: 'Worries',
  open: (n: number): string =>
    `${count(n, 'worry is', 'worries are')} open, so this does not go ahead as it stands.`,
  none: 'All worries are answered.',
  unsaid: (n: number): string =>
    `${count(n, 'more worry was', 'more worries were')} counted without words. Ask what it is, then change the wording and ask again.`,
  standing: {
    open: 'Still open',
    being_voted: 'The others are voting on it',
    integrated: 'We changed it to answer this',
    not_upheld: 'The group chose to go on',
    withdrawn: 'Taken back by who raised it',
  },
  upheld: 'The others did not say yes to going on, so it stays open.',
  yours:
    'This is your worry. When it is answered for you, take it back; the vote is counted again.',
  yoursOf: (name: string): string =>
    `This is the worry of ${name}. When it is answered for them, take it back in their name.`,
  takeBack: 'My worry is answered',
  takeBackOf: (name: string): string => `The worry of ${name} is answered`,
  takeBackText:
    'It is taken back, and everybody can see that it was. It cannot be raised again in this vote.',
  takeBackSure: 'Yes, take it back',
  takenBack: 'Your worry is taken back. The vote is counted again.',
  toVote: 'To the vote on it',
  toNewWords: 'To the new words',
  inVote: (question: string): string => `In the vote “${question}”`,

  about: 'This vote is about a worry',
  aboutText:
    'Somebody is worried about the proposal below. Say whether to go on with it all the same.',
  newWords: 'New words',
  answers: (n: number): string =>
    n === 0 ? '' : n === 1 ? 'They answer this worry:' : 'They answer these worries:',
  toEarlier: 'To the vote before',
})
