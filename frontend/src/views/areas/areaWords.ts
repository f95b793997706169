// What is said of the areas people are from, where a workshop has them.

import { spoken } from '../spoken'

export const areaWords = spoken('areas', {
  title: 'Areas people are from',
  mine: 'Which area I am from',
  ratherNot: 'I would rather not say',
  why: 'Used to see whether every area was heard, and how votes fall by area, never with fewer than five people.',
  sees: 'Only those who run the workshop',
  whichOf: 'Area they are from (optional)',
  notSaid: 'They did not say',
  hint: 'Name villages, estates or wards, and people can say which they are from, if they like, when they join. Votes can then be seen by area, small numbers hidden.',
  add: 'Add an area',
  name: 'Name of the area',
  added: (name: string): string => `${name} is added.`,
  off: 'Take off',
  offOf: (name: string): string => `Take off: ${name}`,
  tookOff: (name: string): string => `${name} is off the list.`,
  people: (n: number): string => (n === 1 ? '1 person' : `${n} people`),
  none: 'There are none yet.',
  needName: 'Write the name of the area first.',
  of: 'Enter it for somebody',
  person: 'Person',
  choose: 'Choose a person',
  area: 'Area',
  entered: (name: string): string => `The area of ${name} is entered.`,
})
