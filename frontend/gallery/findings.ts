// What lies behind the result of a vote, made up, and an address that answers with it.

import { canonical } from '../src/protocol/codec'
import type { Heard } from '../src/sync/heard'
import type { Findings, OpinionMap, Supposed } from '../src/sync/findings'

import { id, NOW, THEMES } from './fixtures'

const OPTIONS = THEMES.map(([theme]) => id(theme))
const [FIRST = '', SECOND = '', THIRD = '', FOURTH = ''] = OPTIONS

const GROUPS = [
  [id('council'), 20],
  [id('transport'), 12],
  ['', 10],
] as const

const CELLS = [
  [
    [13, 7],
    [7, 5],
    [5, 5],
  ],
  [
    [8, 12],
    [null, null],
    [null, null],
  ],
  [
    [6, 14],
    [7, 5],
    [5, 5],
  ],
] as const

const NONE: Findings = {
  round: id('round'),
  last: 340,
  split: { rows: {}, options: Object.fromEntries(OPTIONS.map((each) => [each, null])) },
  unsplit: null,
  shared: null,
  map: null,
  no_map: null,
  number: 0,
}

/** People in two groups that answered alike, placed by a rule and not by chance. */
const map: OpinionMap = {
  camps: [
    [
      18,
      [
        [FIRST, 'agree', 15, 1, 17],
        [THIRD, 'disagree', 2, 13, 16],
      ],
    ],
    [
      14,
      [
        [THIRD, 'agree', 12, 1, 14],
        [FOURTH, 'agree', 9, 2, 12],
      ],
    ],
  ],
  points: Array.from({ length: 32 }, (_, n) => {
    const camp = n < 18 ? 0 : 1
    const angle = n * 2.4
    const far = 90 + (n % 9) * 34
    const middle = camp === 0 ? [-520, 160] : [610, -120]
    return [
      Math.round((middle[0] ?? 0) + far * Math.cos(angle)),
      Math.round((middle[1] ?? 0) + far * 1.4 * Math.sin(angle)),
      camp,
    ] as const
  }),
}

/** A vote on statements, with everything there can be. */
export const ALL: Findings = {
  ...NONE,
  split: {
    rows: {
      organisation: GROUPS,
      role: [
        ['participant', 30],
        [null, 12],
      ],
    },
    options: Object.fromEntries(
      OPTIONS.map((each, n) => {
        const cells = CELLS[n]
        if (cells === undefined) return [each, null]
        const role = [
          [15, 15],
          [7, 5],
        ]
        return [
          each,
          { answers: ['agree', 'disagree+neither'], cells: { organisation: cells, role } },
        ]
      }),
    ),
  },
  shared: {
    kind: 'organisation',
    agreed: [FIRST, SECOND],
    against: [],
    divides: [[THIRD, [id('transport')], [id('council'), '']]],
    unsure: [FOURTH],
  },
  map,
}

/** A vote whose groups are too small for anything. */
export const TOO_SMALL: Findings = { ...NONE, no_map: 'too_few_people', number: 12 }

/** A vote in an anonymous stage. */
export const ANONYMOUS: Findings = { ...NONE, unsplit: 'anonymous' }

/** What may be supposed of the vote. */
export const SUPPOSED: readonly Supposed[] = [
  {
    supposes: 'without',
    by: 'organisation',
    of: id('council'),
    ranking: [[SECOND], [FIRST], [THIRD], [FOURTH]],
  },
  { supposes: 'alike', by: 'organisation', of: null, ranking: OPTIONS.map((each) => [each]) },
  {
    supposes: 'passes_against',
    by: null,
    of: null,
    ranking: [[FIRST], [SECOND, THIRD], [FOURTH]],
  },
]

/** An address that answers with these; what is added to it stands after the hash. */
export function findingsAt(found: Findings): string {
  // Asked for either, it answers with both.
  const bytes = String.fromCharCode(...canonical({ ...found, what_ifs: SUPPOSED }))
  return `data:application/msgpack;base64,${btoa(bytes)}#`
}

/** Who was heard in a workshop of forty-two. */
export const HEARD: Heard = {
  heard: {
    ideas: 12,
    by_organisation: [
      [id('council'), 20, 5, 8, NOW],
      ['', 12, 2, 3, NOW - 600_000],
      [id('transport'), 6, 2, 1, NOW - 1_200_000],
    ],
    by_role: [
      ['participant', 38, 7, 9, NOW],
      ['commissioner', 4, 2, 3, NOW - 1_200_000],
    ],
    by_area: [],
    unheard: [id('youth')],
    people: 42,
    wrote: 9,
    half_from: 2,
    concentration: [89, 150],
  },
  turnouts: {
    [id('round')]: {
      groups: {
        organisation: [
          [id('council'), 20, 14],
          [null, 22, null],
        ],
        role: [
          ['participant', 34, 26],
          ['table_helper', 8, 6],
        ],
      },
    },
  },
}

/** An address that answers with who was heard. */
export function heardAt(found: Heard): string {
  return `data:application/msgpack;base64,${btoa(String.fromCharCode(...canonical(found)))}`
}
