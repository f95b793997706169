// What is said of tidied ideas: fetched with the first of them.

import { count } from '../words'

export const tidiedWords = {
  tidied: 'Tidied',
  before: (text: string): string => `As its author wrote it: “${text}”`,
  same: (n: number): string => count(n, 'other idea says the same', 'other ideas say the same'),
  with: 'Put with an idea that says the same',
  mine: (text: string): string => `Those who run the workshop tidied it: “${text}”`,
  mineWith: (text: string): string =>
    `It was put with “${text}”, which says the same. Votes stay where they were given.`,
  mineWithHidden: 'It was put with another that says the same. Votes stay where they were given.',
}
