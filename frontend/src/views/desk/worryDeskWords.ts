// What the desk says of open worries, and how they are answered.

export const worryDeskWords = {
  title: (n: number): string =>
    n === 1 ? 'How the open worry can be answered' : `How the ${n} open worries can be answered`,
  words: 'Change the words.',
  wordsText: 'Put the proposal so that it answers the worry, and ask everybody again.',
  reword: 'Write new words',
  rewordOf: (text: string): string => `Write new words for “${text}”`,
  newWords: 'The proposal in new words',
  newWordsText: 'Everybody sees what changed, and which worries it answers. A new vote opens.',
  answers: 'The worries that these words answer',
  askAgain: 'Ask again with these words',
  asked: 'The new words are put to the vote.',
  askedAlready: 'This is being asked again already.',
  talk: 'Talk about it.',
  talkText:
    'When it is answered for whoever raised it, they take it back themselves, on their phone or through their helper. Nobody else can.',
  others: 'Ask the others.',
  othersText:
    'All others who can vote say yes or no to going on though the worry stands. More must say yes than no.',
  question: 'What they are asked',
  askOthers: 'Ask the others',
  askOthersOf: (text: string): string => `Ask the others about “${text}”`,
  goOn: 'Shall we go on with this, although this worry stands?',
  put: 'The others are asked.',
}
