// What somebody did to the themes, after their name: “Ann moved 3 ideas to “Buses””.

import { count } from '../words'

const called = (title: string): string => (title === '' ? '' : ` “${title}”`)

export const themeActWords = {
  IdeasGrouped: (title: string, n: number): string =>
    `moved ${count(n, 'idea', 'ideas')} to the theme${called(title)}`,
  IdeasUngrouped: (_: string, n: number): string =>
    `let ${count(n, 'idea', 'ideas')} stand alone again`,
  ThemeFormed: (title: string): string => `made the theme${called(title)}`,
  ThemeNamed: (title: string): string => `renamed a theme${called(title)}`,
  ThemesMerged: (title: string): string => `put another theme under${called(title)}`,
  ThemeSplit: (title: string): string => `made the theme${called(title)} out of another`,
  ThemeDissolved: (): string => 'took a theme apart',
  ThemeRestored: (title: string): string => `put the theme${called(title)} back`,
}

export const takeBackWords = {
  title: 'What you did last',
  undo: 'Undo',
  undoOf: (what: string): string => `Undo: you ${what}`,
  you: (what: string): string => `You ${what}.`,
  undone: 'Asked to undo it.',
}
