// What somebody in a group, or beside the groups, is told.

import { count, list } from '../words'

export const groupPanelWords = {
  yours: (name: string): string => `You are in group ${name}`,
  with: (names: readonly string[]): string => `With ${list(names)}.`,
  alone: 'Nobody else is in it yet.',
  sitAt: (place: string): string => `Sit here: ${place}. `,
  message: (text: string): string => `From the facilitator: ${text}`,
  called: 'Please finish: everyone comes back when the time is up.',
  back: 'You are back with everyone',
  choose: 'Choose your group',
  goTo: (name: string, n: number): string => `${name} (${count(n, 'person', 'people')})`,
  none: 'The others are in groups',
  noneText: 'You have no group yet. Ask the facilitator to put you in one.',
  youReport: 'You tell everyone what your group found.',
  reporter: (name: string): string => `${name} tells everyone what you found.`,
  reportedBy: (name: string): string =>
    name === '' ? 'The facilitator brings what you found.' : `${name} brings what you found.`,

  visiting: (name: string): string => `You are looking at group ${name}’s board`,
  visit: (name: string): string => `Look at group ${name}’s board`,
  leaveBoard: 'Back to everyone’s board',
  leaveToOwn: 'Back to your group’s board',
}
