// What the desk says of the room display.

import type { DisplayShows, Hall } from '../../board/board'

export const deskDisplay = {
  title: 'Room display',
  open: 'Open it on this device',
  elsewhere: 'On the hall’s computer',
  how: (address: string): string => `Open ${address} there and type both codes:`,
  joinCode: 'Join code',
  code: 'Display code',
  link: 'Copy its link',
  copied: 'Copied',
  noCode: 'The hall’s computer needs no login: a code opens the display there, and nothing else.',
  make: 'Make a display code',
  made: 'There is a display code.',
  another: 'New display code',
  anotherText: 'Displays opened with the code so far close. Nobody in the room is dropped.',
  takeBack: 'Take the code back',
  takenBack: 'The display code is taken back.',
  failed: 'No code could be made just now. Try again in a moment.',
  shows: 'It shows',
  showing: {
    follow: 'What the room does',
    board: 'The board',
    results: 'Results',
    blank: 'Nothing',
  } satisfies Record<DisplayShows, string>,
  told: 'The display was told what to show.',
  hall: 'The hall is',
  halls: { dark: 'Dark', light: 'Bright' } satisfies Record<Hall, string>,
}
