// What only the stage of agreement says: fetched with it.

import type {
  AgreementRule,
  Capacity,
  Characteristic,
  FormalOutcome,
  Impact,
  Level,
  PositionGiven,
} from '../../board/board'

export const agreeWords = {
  none: 'There is no redesign to agree to yet.',
  noneText: 'Once one is drafted, each organisation says here where it stands on it.',
  agreed: (n: number): string => `Agreed: version ${n}`,
  agreedSince: (n: number, now: number): string =>
    `Version ${n} was agreed; the text is now version ${now}.`,
  ready: 'Nothing is missing. It can be agreed.',
  setAside: (why: string): string => `The agreement was set aside${why === '' ? '' : `: ${why}`}`,
  readFirst: 'Read the text',

  where: 'Where each organisation stands',
  organisation: 'Organisation',
  stands: 'Where it stands',
  capacity: 'Can it say yes?',
  how: 'How it said so',
  required: 'Must agree',
  awaited: 'Not said yet',
  stale: (n: number, now: number): string => `Signed version ${n}, now ${now}: please look again`,
  conditions: 'On condition that',
  met: 'Met',
  markMet: 'It is met',
  markOpen: 'Not met after all',
  by: (owner: string, due: string): string => [owner, due].filter((each) => each !== '').join(', '),

  levels: {
    will_deliver: 'We will deliver our part',
    endorse: 'We support it',
    consent: 'We agree',
    consent_with_reservations: 'We agree, with reservations',
    stand_aside: 'Not for us, but we won’t stop it',
    object: 'We do not agree',
  } satisfies Record<Level, string>,
  capacities: {
    delegated_authority: 'Yes, by delegated authority',
    subject_to_governance: 'Once its board or cabinet decides',
    officer_view: 'An officer’s view',
    community_view: 'The community’s view',
  } satisfies Record<Capacity, string>,
  given: {
    room: 'In the room',
    link: 'By a personal link',
    written: 'Confirmed in writing',
  } satisfies Record<PositionGiven, string>,

  sign: (name: string): string => `Where does ${name} stand?`,
  signOn: (n: number): string => `On version ${n} exactly as it reads now.`,
  post: 'Your post',
  authority: 'By what authority?',
  authorityHint:
    'A minute, a scheme of delegation, or the board that is still to decide, with its date',
  condition: 'On what condition? Leave it empty if there is none',
  conditionOwner: 'Who sees to it (a post)',
  conditionDue: 'By when',
  send: 'Say so',
  sendFor: 'Record it',
  written: 'Record what was confirmed in writing',
  writtenWhat: 'What was received, from whom and when?',
  writtenMissing: 'Say what was received, from whom and when.',
  choose: 'Choose',
  chooseLevel: 'Choose where it stands first.',
  withdraw: 'Take it back',

  terms: 'Who must agree',
  rule: 'Who must say yes?',
  rules: {
    dual_key: 'The room and every key organisation',
    room: 'The room',
    organisations: 'Every key organisation',
  } satisfies Record<AgreementRule, string>,
  save: 'Save',
  reservationsSuffice: 'A yes with reservations is enough',
  roomVote: 'The vote by which the room answered to this version',
  noVote: 'None yet',
  agree: 'Record that it is agreed',
  aside: 'Set the agreement aside',
  reason: 'Why?',

  equality: (left: number): string =>
    left === 0 ? 'Whom it touches' : `Whom it touches (${left} of 8 to assess)`,
  equalityText:
    'For each protected characteristic: is it good, bad or neither for these people? Not knowing is allowed; say how you will find out.',
  characteristics: {
    age: 'Age',
    disability: 'Disability',
    gender_reassignment: 'Gender reassignment',
    pregnancy_maternity: 'Pregnancy and maternity',
    race: 'Race',
    religion_belief: 'Religion or belief',
    sex: 'Sex',
    sexual_orientation: 'Sexual orientation',
  } satisfies Partial<Record<Characteristic, string>>,
  impacts: {
    positive: 'Good for them',
    neutral: 'Neither',
    negative: 'Bad for them',
    unknown: 'Not known',
  } satisfies Record<Impact, string>,
  followUp: 'What is done about it, or how you will find out',
  followUpMissing: (name: string): string => `${name}: say what is done, or how you will find out.`,
  notAssessed: 'Not assessed',

  formal: 'Formal decision',
  recordFormal: 'Record the formal decision',
  body: 'Who decided (Cabinet, a board)',
  on: 'On which day',
  minute: 'Minute',
  callIn: 'Can be called in until',
  outcome: 'What was decided',
  outcomes: {
    approved: 'Approved',
    approved_with_changes: 'Approved with changes',
    deferred: 'Put off',
    refused: 'Refused',
  } satisfies Record<FormalOutcome, string>,
  formalMissing: 'Name who decided, and the day.',
  formalTold: (body: string, on: string): string => `${body}, ${on}`,
  callInTold: (until: string): string => `can be called in until ${until}`,
}

/** The characteristics that are assessed before anything is agreed. */
export type Protected = keyof typeof agreeWords.characteristics
