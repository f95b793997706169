// What the plan and the risks say: fetched with them.

export const planWords = {
  milestones: 'Milestones',
  milestonesEmpty:
    'Nothing is planned yet. A milestone says what will be done, by which post, and by when.',
  addMilestone: 'Add a milestone',
  title: 'What will be done?',
  owner: 'Which organisation answers for it?',
  post: 'Which post?',
  postHint: 'The post, not the person: Head of Commissioning.',
  due: 'By when?',
  dueHint: 'A year, a month or a day: 2026, 2026-03 or 2026-03-31.',
  type: 'What kind is it?',
  types: {
    delivery: 'Doing it',
    approval: 'A decision',
    engagement: 'Talking with people',
    pre_procurement: 'Before buying',
  },
  dependsOn: 'What must be done before?',
  status: 'How does it stand?',
  statuses: {
    scheduled: 'Planned',
    met: 'Done',
    partially_met: 'Done in part',
    not_met: 'Missed',
  },
  redesign: 'For which redesign?',
  late: (status: string): string => `${status}, and late`,
  by: (when: string): string => `by ${when}`,
  after: (what: string): string => `after ${what}`,

  risks: 'What may go wrong',
  risksEmpty: 'No risk is in the register yet.',
  addRisk: 'Add a risk',
  description: 'What may go wrong?',
  likelihood: 'How likely is it?',
  impact: 'How bad would it be?',
  response: 'What is done about it?',
  scale: ['1 – hardly', '2', '3', '4', '5 – very'],
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  score: (name: string, score: number): string => `${name}: ${String(score)} of 25`,
  judged: (likelihood: number, impact: number): string =>
    `How likely: ${String(likelihood)} of 5 · How bad: ${String(impact)} of 5`,
}
