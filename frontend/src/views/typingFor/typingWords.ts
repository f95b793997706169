// What is said to who types for others.

import { count } from '../words'

export const typingWords = {
  label: 'Typing for',
  myself: 'Myself',
  band: (name: string): string => `You are typing for ${name}`,
  another: 'Choose somebody else',
  back: 'Back to myself',
  add: 'Add a person at your table',
  addHint: 'A name, or where they sit: “Table 3, seat 4”.',
  name: 'Name or seat',
  addButton: 'Add to the table',
  noted: 'Who typed is on record too.',
  none: 'Nobody at your table yet. Add everybody who has no device: they count and vote like everyone else.',
  whom: 'Choose a person',
  next: (name: string): string => `Next: ${name}`,
  nextKey: 'Alt and N',
  begun: 'begun, not sent',
  voted: 'has voted ✓',
  toVote: 'no vote yet',
  said: (n: number): string => (n === 0 ? 'nothing yet' : `${count(n, 'idea', 'ideas')} ✓`),
  seat: (name: string, standing: string): string =>
    standing === '' ? name : `${name}: ${standing}`,
  waiting: (waiting: number, all: number): string =>
    waiting === 0
      ? `All ${all} have had their turn here.`
      : `${waiting} of ${all} have not had their turn here yet.`,
}
