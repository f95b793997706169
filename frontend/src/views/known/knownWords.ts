// What is known about how things are now: invented people and their journeys, assets, barriers.

import { count } from '../words'

export const knownWords = {
  title: 'More: people, journeys, what is there already, what stands in the way',
  personas: 'Invented people',
  personasEmpty:
    'Describe somebody made up, to see the service through their eyes. Never a real person.',
  addPersona: 'Describe somebody made up',
  personaName: 'A first name you made up',
  about: 'Who are they?',

  steps: 'Their journeys',
  stepsEmpty: 'Put down what happens, step by step, and how it feels.',
  addStep: 'Add a step',
  of: 'Whose journey?',
  step: 'What happens?',
  place: 'Which step is it?',
  lane: 'Who does it?',
  lanes: { user: 'The person', staff: 'Staff' },
  touchpoint: 'Where or how?',
  touchpointHint: 'By telephone, at the desk, a letter.',
  emotion: 'How does it feel?',
  emotions: [
    ['-2', 'Very bad'],
    ['-1', 'Bad'],
    ['0', 'Neither'],
    ['1', 'Good'],
    ['2', 'Very good'],
  ] as const,
  contacts: 'How many times does somebody have to ask?',
  duplicate: 'Asked or done before',
  cost: 'What does one contact cost?',
  organisations: 'Which organisations take part?',
  asked: (n: number): string => count(n, 'contact', 'contacts'),
  each: (amount: string): string => `${amount} each`,

  assets: 'What is there already',
  assetsEmpty: 'A room, a van, a group, somebody who knows how.',
  addAsset: 'Add something',
  assetKind: 'What is it?',
  assetName: 'What is it called?',
  owner: 'Whose is it?',
  uprn: 'UPRN',
  area: 'Where?',
  condition: 'In what condition?',
  availability: 'When could it be used?',

  barriers: 'What stands in the way',
  barriersEmpty: 'A rule, or a condition that comes with money.',
  addBarrier: 'Name what stands in the way',
  rule: 'What is the rule?',
  ownerBody: 'Who made it?',
  effect: 'What does it do?',
  freedom: 'What should be allowed instead?',
}
