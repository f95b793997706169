// What the table of themes says.

import { count } from '../words'

export const themeWords = {
  loose: (n: number): string => `Not grouped yet (${n})`,
  looseDone: 'Every idea has a place.',
  ideas: (n: number): string => count(n, 'idea', 'ideas'),
  choose: (text: string): string => `Choose “${text}”`,
  chosen: (n: number): string => `${n} chosen`,
  clear: 'Choose none',
  moveTo: 'Move to',
  moveOne: (text: string): string => `Move to another theme: “${text}”`,
  moveChosen: 'Move them to …',
  newTheme: 'A new theme',
  newThemeName: 'Name of the theme',
  make: 'Make the theme',
  out: 'No theme',
  here: 'is here now',
  name: 'Rename',
  moreOf: (title: string): string => `More for “${title}”`,
  mergeInto: (title: string): string => `Put everything under “${title}”`,
  dissolve: 'Take apart',
  destroy: 'Destroy the words of its name',
  dissolved: 'Its ideas stand on their own again.',
  emptyTitle: 'No themes yet',
  emptyText:
    'Tick ideas that belong together, then choose “Move them to …” and name what they share.',
  emptyNoIdeas: 'There are no ideas to group yet.',
  emptyLooking: 'Themes appear here as the room makes them.',
  emptyTheme: 'No ideas here yet. Move some in, or take the theme apart.',
  moved: (n: number, title: string): string => `${count(n, 'idea', 'ideas')} moved to “${title}”.`,
  movedOut: (n: number): string => `${count(n, 'idea stands', 'ideas stand')} on their own again.`,
  made: (title: string): string => `Theme “${title}” made.`,
  changedByOthers: (n: number): string => `${count(n, 'change', 'changes')} to the themes`,
  voting: 'This theme is being voted on and stays as it is until the vote closes.',
  cannot: 'The facilitator is grouping the ideas. You can watch; there is nothing for you to do.',
}
