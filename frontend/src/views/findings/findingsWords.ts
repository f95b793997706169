// What only the parts behind a result say: fetched with them.

import type { Method, Role } from '../../board/board'

import { list } from '../words'

const YES_OR_NO = {
  agree: 'said yes',
  disagree: 'said no',
  neither: 'abstained or left it',
  'disagree+neither': 'did not say yes',
}

export const findingsWords = {
  loading: 'Counting by group',
  failed: 'This could not be fetched. Close it and open it again.',

  ground: 'Common ground',
  groundBy: {
    organisation: 'What people from different organisations agree on, and where they differ.',
    role: 'What people with different roles agree on, and where they differ.',
    area: 'What people from different areas agree on, and where they differ.',
    opinion: 'What the groups of the map below agree on, and where they differ.',
  },
  agreed: 'In every group most agree',
  against: 'In every group most disagree',
  divides: 'Groups differ',
  unsure: 'Many are unsure and passed',
  noGround: 'No statement stands out here.',
  mostAgree: (more: readonly string[], less: readonly string[]): string =>
    `Most of ${list(more)} agree; most of ${list(less)} do not.`,

  split: 'By group',
  splitHint:
    'A number stays hidden where it could tell how somebody voted. It cannot be worked out from the others either.',
  splitBy: 'Show by',
  noArea: 'Did not say',
  kinds: { organisation: 'Organisation', role: 'Role', area: 'Area' },
  unsplit: {
    not_counted: 'The vote is being counted again.',
    anonymous: 'This stage is anonymous, so the vote is not shown by group.',
    secret: 'This vote is secret: nobody knows whose a vote is, so it is not shown by group.',
    watched:
      'Everybody could watch this vote as it was counted, so it is not shown by group: that would tell whose votes they were.',
    counted_again:
      'This was counted more than once, so it is not shown by group: the difference would tell single votes.',
  },
  tooSmall:
    'The groups are too small, or too much like those of an earlier vote, to show this by group without telling how somebody voted.',
  optionHidden: 'Too few answered otherwise to show this by group.',
  hidden: 'hidden',
  of: (n: number, voters: number): string => `${n} of ${voters}`,
  others: 'Smaller groups together',
  voters: 'Voted',
  group: 'Group',
  choice: 'Choice',
  answers: {
    agree: 'agree',
    disagree: 'disagree',
    neither: 'passed or left it',
    support: 'in support',
    'disagree+neither': 'do not agree',
  } as Readonly<Record<string, string>>,
  /** Where a vote asks something else than whether one agrees. */
  answersOf: {
    simple_majority: YES_OR_NO,
    absolute_majority: YES_OR_NO,
    super_majority: YES_OR_NO,
    unanimity: YES_OR_NO,
    consensus: {
      agree: 'agree, some with reservations',
      disagree: 'block',
      neither: 'won’t stop it, or left it',
      'disagree+neither': 'do not agree',
    },
    consent: {
      agree: 'can live with it',
      disagree: 'have a worry',
      neither: 'left it',
      'disagree+neither': 'have a worry or left it',
    },
    temperature_check: {
      agree: 'are warm to it',
      disagree: 'are cold to it',
      neither: 'stand between, or left it',
      'disagree+neither': 'are not warm to it',
    },
    fist_to_five: {
      agree: 'showed three fingers or more',
      disagree: 'showed fewer than three',
      neither: 'left it',
      'disagree+neither': 'showed fewer than three or left it',
    },
    quadratic: {
      agree: 'gave votes for it',
      disagree: 'gave votes against it',
      neither: 'gave it none',
      'disagree+neither': 'gave no votes for it',
    },
  } as Readonly<Partial<Record<Method, Readonly<Record<string, string>>>>>,
  notSupport: 'not in support',
  roles: {
    facilitator: 'Facilitators',
    co_facilitator: 'Co-facilitators',
    table_helper: 'Table helpers',
    participant: 'Participants',
    commissioner: 'Commissioners',
    observer: 'Observers',
  } satisfies Record<Role, string>,

  whatIf: 'What if',
  whatIfHint: 'Only you see these until you show one to everybody.',
  whatIfChoose: 'Look at another way to count',
  whatIfNone: 'Choose',
  whatIfOf: {
    without: (group: string): string => `${group} had not voted`,
    alike: (): string => 'each group had one voice, however many came',
    passes_against: (): string => 'those who passed or abstained had been against',
    as_approval: (): string => 'everybody had ticked what they support, once each',
    first_choices: (): string => 'only first places had counted',
  },
  caveat: {
    without: 'The others might have voted otherwise without them. Votes counted together stay in.',
    alike: 'People were not invited to speak for their group. Votes counted together are left out.',
    passes_against: 'Who passes is not against; some did not know enough to say.',
    as_approval:
      'With ticks to give, people might have ticked others too. Votes counted together are left out.',
    first_choices:
      'Knowing that only the first place counts, people might have put another one first.',
  },
  had: (what: string): string => `What if ${what}?`,
  was: (place: number): string => `was ${place}`,
  same: 'The order would be the same.',
  show: 'Show everybody',
  hide: 'Show it no more',
  shownToAll: 'Shown to everybody',

  map: 'Opinion map',
  mapCaveat:
    'People placed near each other answered alike. The groups were found from the answers alone; no point has a name.',
  mapDrawn: (groups: number, people: number): string =>
    `Map of ${people} people in ${groups} groups; the list beside it says the same in words.`,
  camp: (place: number): string => `Group ${'ABCDE'.charAt(place)}`,
  people: (n: number): string => (n === 1 ? '1 person' : `${n} people`),
  says: { agree: 'most agree', disagree: 'most disagree' },
  saysNothing: 'Nothing sets this group apart clearly.',
  noMap: {
    too_few_people: (n: number): string =>
      `There is no opinion map: it takes thirty people who answered enough, and here ${n} did.`,
    group_too_small: (): string =>
      'There is no opinion map: one of its groups would have fewer than five people.',
    all_alike: (): string => 'There is no opinion map: everybody answered alike.',
  },
  asTable: 'The same as a table',
  table: (of: string): string => `Table: ${of}`,
  statement: 'Statement',
  counts: { agree: 'Agree', disagree: 'Disagree', seen: 'Answered' },
  removed: 'These words were removed',
}
