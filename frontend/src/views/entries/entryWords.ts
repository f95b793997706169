// What the forms and cards of every kind of entry say: fetched with them.

import type { AssetKind, Characteristic, EvidenceKind } from '../../protocol/records'

export const entryWords = {
  more: 'More details',
  optional: 'optional',
  missing: 'Write a few words here.',
  choose: 'Choose one.',
  tooLong: (by: number): string => `Shorten this by ${String(by)} characters.`,
  notNumber: 'Write a whole number.',
  notMoney: 'Write an amount, such as 1,200 or £1.2m.',
  notDate: 'Write a year, a month or a day, such as 2026, 2026-03 or 2026-03-31.',
  notLink: 'Copy the whole address, beginning with https://.',
  nothing: 'Leave it open',
  pick: 'Choose',
  save: 'Save',
  sent: 'Got it. The form is ready for another.',
  change: 'Change',
  changeOf: (what: string): string => `Change: ${what}`,
  takeBack: 'Take back',
  takeBackOf: (what: string): string => `Take back: ${what}`,
  takeOff: 'Take off the board',
  takeOffOf: (what: string): string => `Take off the board: ${what}`,
  putBack: 'Put it back',
  putBackOf: (what: string): string => `Put back: ${what}`,
  why: 'Why? Only the facilitators read this.',
  whyNeeded: 'Say why, in a few words.',
  redacted: 'These words were removed.',
  yours: 'Yours',
  onlyYou: 'Only you can see this',
  takenBack: 'You took this back',
  offBoard: 'The facilitators took this off the board',
  hiddenBecause: (why: string): string => `Off the board: ${why}`,
  refused: 'Not taken in yet',
}

export const kindsOfEvidence: Readonly<Record<EvidenceKind, string>> = {
  lived_experience: 'What people have lived through',
  testimony: 'What somebody who knows said',
  statistic: 'Figures',
  study: 'A study',
  what_works: 'A What Works centre',
  inspection: 'An inspection',
  complaint: 'Complaints',
}

/** From the strongest to the weakest. */
export const grades: readonly string[] = [
  '1 – a trial in this country',
  '2 – a trial elsewhere',
  '3 – checked by somebody independent',
  '4 – measured by those who do it',
  '5 – studies of something like it',
  '6 – what somebody thinks',
]

export const kindsOfAsset: Readonly<Record<AssetKind, string>> = {
  building: 'A building or a room',
  land: 'Land',
  equipment: 'Equipment or vehicles',
  people: 'People and what they can do',
  network: 'A group or a network',
  data: 'Data',
}

export const characteristics: Readonly<Record<Characteristic, string>> = {
  age: 'Age',
  disability: 'Disability',
  gender_reassignment: 'Gender reassignment',
  pregnancy_maternity: 'Pregnancy and maternity',
  race: 'Race',
  religion_belief: 'Religion or belief',
  sex: 'Sex',
  sexual_orientation: 'Sexual orientation',
  marriage_civil_partnership: 'Marriage and civil partnership',
  care_experience: 'Having been in care',
  socio_economic: 'Having little money',
  armed_forces: 'Having served in the armed forces',
  carers: 'Caring for somebody',
}
