// What only the closing screen says: fetched with it.

export const closingWords = {
  title: 'Thank you',
  thanks: 'Thank you for taking part.',
  thanksBy: (name: string): string => `Thank you for taking part, ${name}.`,

  next: 'What happens next',
  nextText: [
    'What the room said and decided is written up. Every line leads back to the moment it came from.',
    'You can come back to this page at any time with the same link.',
  ],

  question: 'One question before you go',
  answer: 'Your answer',
  answerOf: (name: string): string => `The answer of ${name}`,
  answerSees: 'Only the facilitators can read this, with your name',
  answerSeesWithout: 'Only the facilitators can read this, without your name',
  send: 'Send',
  answered: 'Thank you. Your answer:',
  answeredBefore: (question: string): string => `You were asked “${question}” and answered:`,
  change: 'Change it',
  takeBack: 'Take it back',
  empty: 'Write a few words first.',

  informed: 'Keep me informed',
  informedText: 'Leave an address and you hear what becomes of this.',
  address: 'E-mail address or telephone number',
  addressSees: 'Only the facilitators can see it. It is in no recording, and you can remove it',
  badAddress: 'Write an e-mail address, such as name@example.org, or a telephone number.',
  keep: 'Keep me informed',
  informedAt: (address: string): string => `You hear what becomes of this at ${address}.`,
  remove: 'Remove my address',

  take: 'Read and keep',
  replay: 'Watch how it went',
  yours: 'What you contributed',
  yoursNone: 'You wrote no ideas of your own. Listening and voting count too.',
  yoursMore: 'See what became of it, and take it away',

  runs: 'For you who run it',
  runsText: 'What is still open, what comes of it, tidying up, and texts to send.',
  runsGo: 'After the meeting',
}
