// What the desk says where a decision is written down.

export const decisionWords = {
  decision: 'What did the room decide?',
  decisionHint: 'One sentence that somebody who was not here understands.',
  decisionReasons: 'Why (if it needs saying)',
  decisionRests: 'Rests on the vote',
  decisionNone: 'No vote',
  record: 'Record it',
  recorded: 'The decision is recorded.',
  reword: 'Reword',
  withdraw: 'Take back',
  withdrawReason: 'Why is it taken back?',
  withdrawn: 'The decision is taken back.',
}
