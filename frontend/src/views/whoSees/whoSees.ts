import type { StageRow } from '../../board/select'

import { words } from '../words'

/** Who can see what is written in a stage, in half a line. */
export function whoSees(stage: StageRow, otherName: string, group = ''): string {
  const sees = words.sees
  if (stage.private === true && stage.revealed !== true) {
    return stage.anonymous === true ? sees.privateAnonymous : sees.private
  }
  return `${group === '' ? audience(stage) : words.groups.sees(group)}, ${named(stage.anonymous === true, otherName)}`
}

function audience(stage: StageRow): string {
  switch (stage.seen_by ?? 'public') {
    case 'partner':
      return words.sees.partners
    case 'facilitator':
      return words.sees.facilitators
    case 'participant':
    case 'public':
      return words.sees.everybody
  }
}

function named(anonymous: boolean, otherName: string): string {
  const sees = words.sees
  if (otherName !== '')
    return anonymous ? sees.withoutNameOf(otherName) : sees.withNameOf(otherName)
  return anonymous ? sees.withoutName : sees.withName
}
