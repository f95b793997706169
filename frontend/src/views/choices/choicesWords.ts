// What the comparison of the choices says: what matters most, how each does, what would change it.

import type { CriterionGroup, DeliveryModel, DeliveryOptionRecord } from '../../board/board'

import { numberForm } from '../forms'

/** Hundredths of a point, as people read them: 71, 68.5. */
export const points = (hundredths: number): string =>
  numberForm('en-GB', { maximumFractionDigits: 1 }).format(hundredths / 100)

const and = (names: readonly string[]): string => new Intl.ListFormat('en-GB').format(names)

export const MODELS: Readonly<Record<DeliveryModel, string>> = {
  in_house_bau: 'Run as it is now',
  in_house_reengineered: 'Run by the council in a new way',
  shared_service: 'Shared with other councils',
  public_partnership: 'Run with other public bodies',
  latc: 'A company the council owns',
  public_service_mutual: 'A mutual of those who work in it',
  joint_venture: 'A joint venture',
  cic: 'A community interest company',
  charitable_trust: 'A charitable trust',
  vcse_contract: 'A contract with a charity or social enterprise',
  grant_to_vcse: 'A grant to a charity or social enterprise',
  community_led: 'Run by the community',
  parish_town_devolved: 'Handed to parish or town councils',
  outsourced_private: 'A contract with a company',
  hybrid: 'A mix of these',
  stop_or_reduce: 'Stopped, or less of it',
  other: 'Another way',
}

export const GROUPS: Readonly<Record<CriterionGroup, string>> = {
  desirability: 'Do we want it?',
  viability: 'Does it pay its way?',
  feasibility: 'Can it be done?',
  critical_success_factor: 'Without which it fails',
}

export const STATUS: Readonly<Record<DeliveryOptionRecord['status'], string>> = {
  considered: 'Looked at',
  carried_forward: 'Taken further',
  discounted: 'Not taken further',
  preferred: 'Preferred',
  rejected: 'Not preferred',
}

export const choicesWords = {
  emptyTitle: 'Nothing to compare yet',
  emptyText:
    'Here the ways to do this are set side by side: carry on as now, the least we could do, and at least one more. Whoever does desk work adds them.',
  untitled: 'A redesign',
  result: 'How they compare',
  options: (count: number) => (count === 1 ? 'One choice' : `${count} choices`),
  bau: 'Carry on as now',
  doMinimum: 'The least we could do',
  why: 'Why',
  details: 'More about this choice',
  filter: {
    scope: 'For whom and where',
    solution: 'What is done',
    delivery: 'Who does it',
    implementation: 'When and in which steps',
    funding: 'How it is paid',
  },
  removed: 'These words were removed.',

  first: (name: string, result: number) => `${name} comes first, with ${points(result)} of 100.`,
  next: (name: string, result: number) => `Next is ${name}, with ${points(result)}.`,
  level: (names: readonly string[], result: number) =>
    `${and(names)} are level in first place, with ${points(result)} of 100 each.`,
  noWinner: 'No choice reaches every bar that was set.',
  preferred: (name: string) => `${name} is preferred.`,
  unscored: (names: readonly string[]) =>
    `Not scored on everything yet, so not in this: ${and(names)}.`,
  nothingScored: 'What matters is fixed. Nothing is scored on all of it yet.',
  barred: (name: string, criteria: readonly string[]) =>
    `${name} is below the bar for ${and(criteria)}, so it cannot come first.`,
  outOf: (result: number) => `${points(result)} of 100`,

  change: 'What would change the answer',
  less: (criterion: string, at: number, weight: number, ahead: readonly string[]) =>
    `If “${criterion}” mattered a little less, ${points(at)} of 100 in place of ${weight}, ${and(ahead)} would come first.`,
  lessFar: (criterion: string, at: number, weight: number, ahead: readonly string[]) =>
    `Only if “${criterion}” mattered much less, ${points(at)} in place of ${weight}, would ${and(ahead)} come first.`,
  more: (criterion: string, at: number, weight: number, ahead: readonly string[]) =>
    `If “${criterion}” mattered a little more, ${points(at)} of 100 in place of ${weight}, ${and(ahead)} would come first.`,
  moreFar: (criterion: string, at: number, weight: number, ahead: readonly string[]) =>
    `Only if “${criterion}” mattered much more, ${points(at)} in place of ${weight}, would ${and(ahead)} come first.`,
  steady: 'Whatever one thing counts, more or less, the same choice comes first.',
  close: 'That is close: look at the reasons before you rely on the order.',
  levelNote: 'They are level, so anything that counts more or less decides it.',
  own: (count: number) =>
    count === 1
      ? 'By the weights one organisation would have given'
      : `By the weights ${count} organisations would have given`,
  ownFirst: (name: string, count: number, of: number) =>
    count === 0
      ? `${name} would come first for none of them.`
      : count === of
        ? `${name} would come first for ${of === 1 ? 'it' : 'all of them'}.`
        : `${name} would come first for ${count} of them.`,

  matters: 'What matters most',
  locked: (when: string) => `Fixed ${when}, before anything was scored.`,
  weight: (weight: number) => `${weight} of 100`,
  gate: (bar: number) => `A choice must reach ${bar} here`,
  void: (count: number) =>
    count === 1
      ? 'One earlier score no longer counts, because what matters was fixed anew.'
      : `${count} earlier scores no longer count, because what matters was fixed anew.`,

  scores: 'Scores and reasons',
  scoresHint: '0 is the worst, 100 the best.',
  criterion: 'What matters',
  notScored: 'Not scored',
  of: (option: string, criterion: string) => `${option}, ${criterion}`,
}
