// What may be asked of a recording and of the room display: like commands.ts, but fetched only where
// it is used.

import type { Command } from '../protocol/commands'
import type { DisplayShows, Hall, View } from '../protocol/records'

import { mint } from './ids'

/** Write something beside a moment; with the id of an annotation, reword it. */
export const annotateMoment = (
  moment: number,
  text: string,
  seenBy: View,
  group: string | null = null,
  annotation: string = mint(),
): Command<'AnnotateMoment'> => ({
  type: 'AnnotateMoment',
  data: { annotation, moment, text, seen_by: seenBy, group },
})

export const withdrawAnnotation = (annotation: string): Command<'WithdrawAnnotation'> => ({
  type: 'WithdrawAnnotation',
  data: { annotation },
})

/** Take the display's code back: displays opened with it go dark. */
export const withdrawDisplayCode = (): Command<'WithdrawDisplayCode'> => ({
  type: 'WithdrawDisplayCode',
  data: {},
})

/** Say what the display shows, and what the hall is like. */
export const directDisplay = (shows: DisplayShows, hall: Hall): Command<'DirectDisplay'> => ({
  type: 'DirectDisplay',
  data: { shows, hall },
})
