// What the desk says about asking the room, and about a vote that runs.

import type { TallyShown } from '../../board/board'

export const voteWords = {
  votes: 'Votes',
  openVote: 'Ask the room',
  want: 'What do you want to know?',
  question: 'The question',
  choices: 'What can be chosen',
  which: 'Choose which',
  fromThemes: (n: number): string => `The themes (${n})`,
  fromIdeas: (n: number): string => `The ideas (${n})`,
  ownWords: 'Words of my own',
  ownWordsLabel: 'One choice on each line',
  dots: 'Dots each',
  dotsEach: 'At most on one',
  more: 'More settings',
  tally: 'When everybody sees the totals',
  tallies: {
    live: 'As they come in',
    at_close: 'When the vote closes',
    at_reveal: 'When I show them',
  } satisfies Record<TallyShown, string>,
  openRoll: 'People who join later can vote too',
  openOptions: 'Choices can be added while it is open',
  start: 'Start the vote',
  started: 'The vote is open.',
  needOptions:
    'There is nothing to choose from yet. Pick themes or ideas, or write choices of your own.',
  needDots: 'Dots must be a whole number from 1 to 100, and at most on one no more than that.',
  closeVote: 'Close the vote',
  voteClosed: 'The vote is closed. The result follows.',
  showResult: 'Show the result',
  setAside: 'Set aside',
  setAsideText: 'It stays in the recording, struck through, with your reason.',
  setAsideReason: 'Why does this vote not count?',
  setAsideNow: 'Set it aside',
  askAgain: 'Ask again',
  askedAgain: 'The question is asked again. Everybody votes afresh.',
  decide: 'Write down a decision',
}
