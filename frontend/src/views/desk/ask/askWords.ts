// What the question form says of the ways of voting.

import type { Method, Reasons, TieRule } from '../../../board/board'

import { list } from '../../words'

import type { Aim } from './ways'

interface Said {
  readonly name: string
  readonly text: string
}

export const askWords = {
  aims: {
    support: 'What has most support?',
    live: 'Can we live with it?',
    spend: 'What should the money pay for?',
    formal: 'A formal decision',
    agree: 'What do we agree on?',
    more: 'More ways',
  } satisfies Record<Aim, string>,
  how: 'How people vote',
  ways: {
    dots: { name: 'Dots', text: 'Everybody gets dots to spread.' },
    approval: { name: 'Which ones are fine?', text: 'Everybody ticks all they support.' },
    consent: {
      name: 'Can you live with this?',
      text: 'It goes ahead when everybody answered and nobody has a worry left.',
    },
    fist_to_five: {
      name: 'Fingers, 0 to 5',
      text: 'Everybody shows how far they support it; no fist, and enough fingers from all.',
    },
    temperature_check: {
      name: 'How warm are we to it?',
      text: 'A look around the room from −2 to +2. It decides nothing.',
    },
    budget_equal_shares: {
      name: 'Fair shares',
      text: 'Each voter has the same amount to spend; choices are paid by those who support them.',
    },
    budget_greedy: {
      name: 'Most support first',
      text: 'Choices are paid for in the order of their support, as far as the money goes.',
    },
    simple_majority: { name: 'More yes than no', text: 'Yes, no or abstain.' },
    absolute_majority: {
      name: 'More than half of all who can vote',
      text: 'Who stays away counts like a no.',
    },
    super_majority: {
      name: 'A large majority',
      text: 'A share of those who say yes or no, such as two thirds, must say yes.',
    },
    unanimity: { name: 'Nobody says no', text: 'One no stops it.' },
    consensus: {
      name: 'Consensus',
      text: 'Agree, with reservations, “not for me, but I won’t stop it”, or block.',
    },
    agree: {
      name: 'Statements',
      text: 'Agree, disagree or pass on each statement.',
    },
    score: { name: 'Scores', text: 'Everybody gives each choice a score.' },
    quadratic: {
      name: 'Votes that cost more and more',
      text: 'For how strongly people feel: the second vote on the same choice costs more.',
    },
    ranked_irv: {
      name: 'An order, the weakest drop out',
      text: 'Everybody ranks; the last one drops out and its votes move on, until one has a majority.',
    },
    condorcet: {
      name: 'An order, each against each',
      text: 'Everybody ranks; who beats every other one by one wins.',
    },
    schulze: {
      name: 'An order, the strongest paths',
      text: 'The same, and it settles circles where A beats B, B beats C and C beats A.',
    },
    borda: {
      name: 'An order, points for places',
      text: 'Everybody ranks; higher places give more points.',
    },
    stv: {
      name: 'Several places to fill',
      text: 'Everybody ranks; places are shared out so that each part of the room gets its own.',
    },
  } satisfies Record<Method, Said>,
  questions: {
    dots: 'Which of these should we take forward?',
    approval: 'Which of these are fine with you?',
    agree: 'Do you agree with these?',
    consent: 'Can you live with this?',
    fist_to_five: 'How far do you support this?',
    temperature_check: 'How warm are you to this?',
    budget_equal_shares: 'What should the money pay for?',
    budget_greedy: 'What should the money pay for?',
    stv: 'Who or what should have the places?',
  } as Partial<Record<Method, string>>,
  proposal: 'Shall we do this?',
  which: 'Which of these should come first?',

  amount: 'How much there is, in pounds',
  costs: 'What each one costs, in pounds',
  ballot: 'What people tick',
  ballots: {
    approval: 'All they would pay for; the count keeps within the money',
    knapsack: 'What they would buy with it: they stay within the money themselves',
  },
  fingers: 'The least that counts as support',
  fingersOf: (n: number): string => `${n} ${n === 1 ? 'finger' : 'fingers'}`,
  below: 'How many may show fewer than that',
  majority: 'How many must say yes, of those who say yes or no',
  blocks: 'How many may block it',
  abstainFails: 'To abstain stops it too',
  highest: 'The best score',
  credits: 'Credits each',
  seats: 'Places to fill',
  top: 'How many come out as chosen',
  topHint: '0: only their order',
  supportAtLeast: 'Pay for nothing with fewer supporters than',

  quorum: 'How many must vote',
  quorums: {
    none: 'No least number',
    quarter: 'A quarter',
    third: 'A third',
    half: 'Half',
    thirds: 'Two thirds',
  },
  who: {
    title: 'Who can vote',
    kinds: {
      everybody: 'Everybody here, each for themselves',
      picked: 'People I choose',
      organisations: 'Organisations, one vote each',
    },
    organisationsText:
      'Through who speaks for each. If another person takes over while it is open, they take over the vote as it stands.',
    notSecret:
      'Not in a secret vote: with one vote each and few of them, the result would tell who said what. And an organisation answers for its vote.',
    notInGroup: 'Not in a group: only at everybody’s board.',
    noVoices:
      'First say who speaks for each organisation: on your desk, under “Organisations and interests”.',
    silent: (names: readonly string[]): string =>
      `Without a vote, as nobody speaks for them: ${list(names)}.`,
    proxies: 'For people who cannot be here, one person may vote for',
    proxiesOf: (most: number): string =>
      most === 0 ? 'nobody else' : most === 1 ? 'one other person' : `up to ${most} others`,
    proxiesText:
      'Whoever named somebody counts among those who can vote, also while they are away. Say who votes for whom under “People who cannot be here”.',
    noProxies: 'Whoever is away when the vote opens has no vote in it.',
    barring: 'Keep out who declared an interest:',
    isBarred: 'Declared such an interest',
    barredNow: (names: readonly string[]): string =>
      names.length === 0
        ? 'Nobody here declared one. Whoever does while the vote is open loses their vote in it.'
        : `Cannot vote: ${list(names)}. Whoever declares one while the vote is open loses their vote in it. You can let somebody vote all the same, with a reason, under “Organisations and interests”.`,
  },
  bounds: {
    title: 'What goes together',
    fixed: 'The choices, what they cost and all of this are fixed once the vote is open.',
    addFence: 'A limit for some of them',
    fence: (n: number): string => `Limit ${n}`,
    fenceText:
      'At most so much goes to the ticked choices together. At least so much is kept for them, and spent on nothing else, however little support they have.',
    fenceName: 'What it is called, such as “Rural routes”',
    atMost: 'At most, in pounds (empty: no limit)',
    atLeast: 'At least, in pounds (empty: nothing)',
    removeFence: (n: number): string => `Take limit ${n} away`,
    addExclusion: 'Only one of some',
    exclusion: (n: number): string => `Only one of these (${n})`,
    exclusionText: 'Once one of the ticked choices is paid for, the others are not.',
    removeExclusion: (n: number): string => `Take “only one of these” (${n}) away`,
    addNeed: 'One that needs another',
    need: (n: number): string => `Only together (${n})`,
    needText: 'The first is paid for only if the second is. The second can be without the first.',
    thisOne: 'This choice',
    needsThat: 'needs this one',
    removeNeed: (n: number): string => `Take “only together” (${n}) away`,
    remove: 'Take away',
  },
  tie: 'When two come out equal where one must come first',
  ties: {
    show_tie: 'It stays a tie, and the room decides how to go on',
    chair_casts: 'I settle it, on record',
    lower_cost: 'The one that costs less',
    earliest_submitted: 'The one that stands first in the list',
    lot: 'A lot that anybody can check',
  } satisfies Record<TieRule, string>,
  reasons: 'Why people vote as they do',
  reasonsAsked: {
    none: 'Nobody is asked',
    optional: 'Everybody may say why',
    required: 'Who stops it must say why; the others may',
  } satisfies Record<Reasons, string>,
  reasonsConsent: 'Who has a worry says what it is, so that the room can answer it.',
  reasonsSecret: 'A secret vote asks for no reasons: they would show who chose what.',
  preview: 'See it as people will',
  previewHint: 'Try it: nothing you do here is sent.',

  need: {
    amount: 'Say how much money there is: more than nothing, in pounds.',
    costs: 'Say of every choice what it costs: more than nothing, in pounds.',
    voices:
      'Nobody speaks for an organisation yet. Say who does under “Organisations and interests”, then open the vote.',
    notBoth: 'A secret vote is not for organisations: choose one of the two.',
    fenceName: 'Give each limit a name: it stands with the result.',
    fenceOf: (name: string): string => `Tick at least one choice that “${name}” is about.`,
    fenceLimit: (name: string): string => `Say at most or at least how much goes to “${name}”.`,
    fenceOdd: (name: string): string =>
      `“${name}” must be above nothing, and what is kept no more than its limit and all the money.`,
    fenceTooMuch: 'More is kept for some choices than there is. Lower one of the “at least”.',
    exclusion: 'Tick at least two choices of which only one can be paid for.',
    needs: 'Choose both: which one needs which.',
    needsRound: 'These need each other in a circle, so none could be paid for. Take one away.',
    number: (least: number, most: number): string =>
      `This must be a whole number from ${least} to ${most}.`,
  },
}
