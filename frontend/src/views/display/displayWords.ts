// What only the room display says: fetched with it, so that nobody else's page grows by it.

import { count } from '../words'

export const displayWords = {
  lostCode: 'The code stays the same:',
  closed: 'This display was closed',
  closedText: 'The facilitator gave out another display code. Open the display again with it.',
  practice: 'Practice',
  behind: 'This picture stands still for a moment: the room is moving to a newer server.',
  locked: 'The door is closed. Ask the facilitator if you have just come.',
  hands: (n: number): string => count(n, 'hand up', 'hands up'),
  page: (at: number, of: number): string => `${at} of ${of}`,
  justIn: 'New',
  groups: 'Find your group',
  sitAt: 'Sit here:',
  called: 'Please finish: everyone comes back',
  back: 'Welcome back',
  backText: 'Each group tells the others what it found.',
  nothing: 'There is nothing to show yet.',
  board: 'The board',
  boardOf: (group: string): string => `The board of ${group}`,
  resultOf: (group: string): string => `How it came out in ${group}`,
  results: 'How it came out',
  fullScreen: 'Full screen',

  join: 'Join in',
  at: 'Go to',
  andType: 'and type this code',
  qrAlt: 'A square code that opens the page to join',
  lost: 'Carry on, on paper',
  lostText: 'The line is lost. What was sent is safe; the room comes back by itself.',
  voting: 'Voting is open',
  private: 'Writing on our own',
  privateText: 'Ideas are shown together later',
  notHere: 'This stage is not shown on the screen.',
  decided: 'Decided',
}
