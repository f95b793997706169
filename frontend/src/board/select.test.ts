import { describe, expect, it } from 'vitest'

import { applyOps, emptyBoard, emptyMine, type Op } from './board'
import * as commands from './commands'
import * as select from './select'
import type { Held, Pending } from './select'

const STAGE = { kind: 'ideas', title: 'Ideas', order: 0, open: true, until: null }
const IDEA = { stage: 'stage', text: 'A bus', theme: null, at: 1, seq: 1, words_seq: 1 }
const ROUND = { stage: 'stage', question: 'Which?', method: 'dots', dots: 5, opened_seq: 1 }
const OPTION = { round: 'round', source: 'text', text: '', redacted: false }

function held(board: Op[], mine: Op[] = [], pending: Pending[] = []): Held {
  const [seen, own] = [emptyBoard(), emptyMine()]
  applyOps(seen, board)
  applyOps(own, mine)
  return { board: seen, mine: own, pending, me: 'anna', place: null }
}

/** The same with these commands waiting for their answers. */
function waiting(before: Held, ...some: commands.Command[]): Held {
  const pending = some.map((command, place) => ({
    id: `command ${place}`,
    command,
    actingFor: null,
    group: null,
    askedAt: 100 + place,
  }))
  return { ...before, pending }
}

/** The same with them recorded by the server. */
function then(before: Held, ...ops: Op[]): Held {
  const { board } = before
  applyOps(board as never, ops)
  return { ...before, pending: [] }
}

describe('the agenda', () => {
  const { board } = held([
    ['put', 'workshop', 'workshop', { title: 'Getting about', live_stage: 'ideas' }],
    ['put', 'stages', 'vote', { ...STAGE, order: 2, open: false }],
    ['put', 'stages', 'ideas', { ...STAGE, order: 1 }],
    ['put', 'stages', 'needs', { ...STAGE, order: 0, until: 5 }],
  ])

  it('stands in its order', () => {
    expect(select.stages(board).map((each) => each.id)).toEqual(['needs', 'ideas', 'vote'])
  })

  it('has a live stage, and others open beside it', () => {
    expect(select.liveStage(board)).toMatchObject({ id: 'ideas', pending: false })
    expect(select.openStages(board).map((each) => each.id)).toEqual(['needs', 'ideas'])
    expect(select.workshop(board)?.title).toBe('Getting about')
  })

  it('may have no live stage', () => {
    const none = held([['put', 'workshop', 'workshop', { live_stage: null }]]).board
    expect(select.liveStage(none)).toBeUndefined()
    expect(select.liveStage(emptyBoard())).toBeUndefined()
  })
})

describe('ideas', () => {
  const three = () =>
    held([
      ['put', 'stages', 'stage', STAGE],
      ['put', 'stages', 'other', STAGE],
      ['put', 'ideas', 'c', { ...IDEA, seq: 30 }],
      ['put', 'ideas', 'a', { ...IDEA, seq: 10, theme: 'transport' }],
      ['put', 'ideas', 'b', { ...IDEA, seq: 20, stage: 'other' }],
    ])
  const ids = (ideas: { id: string }[]) => ideas.map((each) => each.id)

  it('of a stage stand in the order of coming', () => {
    expect(ids(select.ideasOfStage(three(), 'stage'))).toEqual(['a', 'c'])
  })

  it('of a theme, and by theme in one pass', () => {
    expect(ids(select.ideasOfTheme(three(), 'transport'))).toEqual(['a'])
    const byTheme = select.ideasByTheme(three())
    expect(ids(byTheme.get('transport') ?? [])).toEqual(['a'])
    expect(ids(byTheme.get(null) ?? [])).toEqual(['b', 'c'])
    expect([...select.ideasByTheme(three(), 'other').keys()]).toEqual([null])
  })

  it('a row is the very same until its record changes', () => {
    const before = three()
    const [a, c] = select.ideasOfStage(before, 'stage')
    const after = then(before, ['patch', 'ideas', 'c', { text: 'A lift' }])
    const [again, changed] = select.ideasOfStage(after, 'stage')
    expect(again).toBe(a)
    expect(changed).not.toBe(c)
    expect(changed).toMatchObject({ id: 'c', text: 'A lift' })
  })

  it('what I write is there at once, last and marked, and then as the room has it', () => {
    const submit = commands.submitIdea('stage', 'A ferry')
    const { idea } = submit.data
    const before = waiting(three(), submit)
    expect(select.ideasOfStage(before, 'stage').at(-1)).toMatchObject({
      id: idea,
      text: 'A ferry',
      pending: true,
    })
    expect(ids(select.ideasOfStage(before, 'other'))).toEqual(['b'])

    const told: Op = ['put', 'ideas', idea, { ...IDEA, text: 'A ferry', seq: 40 }]
    applyOps(before.board as never, [told])
    const ferries = select.ideasOfStage(before, 'stage').filter((each) => each.id === idea)
    expect(ferries).toMatchObject([{ text: 'A ferry', pending: false }])
  })

  it('what I write in a private stage stays off the board', () => {
    const own = held([['put', 'stages', 'stage', { ...STAGE, private: true, revealed: false }]])
    const before = waiting(own, commands.submitIdea('stage', 'A ferry'))
    expect(select.ideasOfStage(before, 'stage')).toEqual([])
    expect(select.myIdeas(before, 'stage')).toMatchObject([{ text: 'A ferry', pending: true }])
  })

  it('what I reword, withdraw and group is so at once', () => {
    const before = waiting(
      three(),
      commands.rewordIdea('c', 'A lift'),
      commands.groupIdeas('walking', ['c']),
      commands.withdrawIdea('a'),
    )
    expect(select.ideasOfStage(before, 'stage')).toMatchObject([
      { id: 'c', text: 'A lift', theme: 'walking', pending: true },
    ])
  })

  it('what I ungroup and split is so at once', () => {
    const split = commands.splitTheme('transport', 'Buses', ['a'])
    expect(ids(select.ideasOfTheme(waiting(three(), split), split.data.into))).toEqual(['a'])
    const ungrouped = waiting(three(), split, commands.ungroupIdeas(['a']))
    expect(ids(select.ideasByTheme(ungrouped).get(null) ?? [])).toContain('a')
  })

  it('commands that are not shown at once change nothing', () => {
    const before = waiting(three(), commands.closeStage('stage'), commands.hideIdea('a', 'why'))
    expect(ids(select.ideasOfStage(before, 'stage'))).toEqual(['a', 'c'])
  })
})

describe('my ideas', () => {
  const MINE = {
    stage: 'stage',
    author: 'anna',
    text: 'A bus',
    at: 1,
    hidden: false,
    withdrawn: false,
  }
  const own = () =>
    held(
      [],
      [
        ['put', 'ideas', 'b', { ...MINE, at: 2, hidden: true }],
        ['put', 'ideas', 'a', MINE],
        ['put', 'ideas', 'm', { ...MINE, author: 'mair' }],
        ['put', 'ideas', 'o', { ...MINE, stage: 'other' }],
      ],
    )

  it('are all of mine, oldest first, and those of whom I help apart', () => {
    expect(select.myIdeas(own(), 'stage').map((each) => each.id)).toEqual(['a', 'b'])
    expect(select.myIdeas(own(), 'stage', 'mair').map((each) => each.id)).toEqual(['m'])
  })

  it('what I ask for is done to them at once, and goes to whom I act for', () => {
    const before = waiting(
      own(),
      commands.withdrawIdea('a'),
      commands.rewordIdea('b', 'A lift'),
      commands.submitIdea('stage', 'A ferry'),
    )
    const [, , submit] = before.pending
    const forMair = { ...before, pending: submit ? [{ ...submit, actingFor: 'mair' }] : [] }
    expect(select.myIdeas(before, 'stage')).toMatchObject([
      { withdrawn: true, pending: true },
      { text: 'A lift', pending: true },
      { text: 'A ferry', author: 'anna', pending: true },
    ])
    expect(select.myIdeas(forMair, 'stage', 'mair')).toMatchObject([{}, { text: 'A ferry' }])
    expect(select.myIdeas(forMair, 'stage')).toHaveLength(2)
  })

  it('a withdrawn idea asked back is back at once', () => {
    const before = waiting(own(), commands.withdrawIdea('a'), commands.restoreIdea('a'))
    expect(select.myIdeas(before, 'stage')).toMatchObject([{ withdrawn: false }, {}])
  })

  it('nobody has none', () => {
    expect(select.myIdeas({ ...own(), me: null }, 'stage')).toEqual([])
  })
})

describe('themes', () => {
  const two = () =>
    held([
      ['put', 'workshop', 'workshop', { live_stage: 'stage' }],
      ['put', 'themes', 'walking', { title: 'Walking', stage: 'stage', seq: 20 }],
      ['put', 'themes', 'transport', { title: 'Transport', stage: 'other', seq: 10 }],
    ])
  const titles = (themes: { title: string }[]) => themes.map((each) => each.title)

  it('stand in the order of forming, all or of one stage', () => {
    expect(titles(select.themes(two()))).toEqual(['Transport', 'Walking'])
    expect(titles(select.themes(two(), 'stage'))).toEqual(['Walking'])
  })

  it('what I form, split off and name is there at once', () => {
    const before = waiting(
      two(),
      commands.formTheme('Parking', null),
      commands.splitTheme('walking', 'Lighting', ['a']),
      commands.nameTheme('walking', 'On foot'),
      commands.groupIdeas('walking', ['b']),
    )
    expect(titles(select.themes(before, 'stage'))).toEqual(['On foot', 'Parking', 'Lighting'])
    expect(select.themes(before).map((each) => each.pending)).toEqual([false, true, true, true])
  })
})

describe('options', () => {
  const round = () =>
    held([
      ['put', 'rounds', 'round', ROUND],
      ['put', 'ideas', 'a', IDEA],
      ['put', 'themes', 'transport', { title: 'Transport', seq: 1 }],
      [
        'put',
        'options',
        'round.transport',
        { ...OPTION, option: 'transport', source: 'theme', seq: 3 },
      ],
      ['put', 'options', 'round.a', { ...OPTION, option: 'a', source: 'idea', seq: 2 }],
      ['put', 'options', 'round.n', { ...OPTION, option: 'n', text: 'Neither', seq: 4 }],
      ['put', 'options', 'other.n', { ...OPTION, option: 'n', round: 'other', seq: 5 }],
    ])

  it('have the words of what they stand for, in their order', () => {
    const words = select.options(round().board, 'round').map((each) => each.words)
    expect(words).toEqual(['A bus', 'Transport', 'Neither'])
  })

  it('say when what they stood for is gone', () => {
    const { board } = then(round(), ['remove', 'ideas', 'a'])
    expect(select.options(board, 'round')[0]).toMatchObject({ words: '', gone: true })
  })

  it('an option is the very same until it or its words change', () => {
    const before = round()
    const [a, transport] = select.options(before.board, 'round')
    const after = then(before, ['patch', 'ideas', 'a', { text: 'A lift' }])
    const [changed, again] = select.options(after.board, 'round')
    expect(again).toBe(transport)
    expect(changed).toMatchObject({ ...a, words: 'A lift' })
  })
})

describe('rounds', () => {
  it('stand in the order of opening, all or of one stage', () => {
    const { board } = held([
      ['put', 'rounds', 'b', { ...ROUND, opened_seq: 2 }],
      ['put', 'rounds', 'a', { ...ROUND, opened_seq: 1 }],
      ['put', 'rounds', 'c', { ...ROUND, opened_seq: 3, stage: null }],
    ])
    expect(select.rounds(board).map((each) => each.id)).toEqual(['a', 'b', 'c'])
    expect(select.rounds(board, 'stage').map((each) => each.id)).toEqual(['a', 'b'])
  })
})

describe('a ballot', () => {
  const voting = () =>
    held(
      [['put', 'rounds', 'round', ROUND]],
      [
        ['put', 'ballots', 'round.anna', { round: 'round', voter: 'anna', marks: { x: 2, y: 1 } }],
        ['put', 'ballots', 'round.mair', { round: 'round', voter: 'mair', marks: {} }],
      ],
    )

  it('is there for those who may vote', () => {
    expect(select.mayVote(voting(), 'round')).toBe(true)
    expect(select.mayVote(voting(), 'round', 'ben')).toBe(false)
    expect(select.mayVote(voting(), 'round', null)).toBe(false)
    expect(select.ballot(voting(), 'round', 'ben')).toBeUndefined()
    expect(select.dotsLeft(voting(), 'round', 'ben')).toBe(0)
  })

  it('has the marks that are recorded, and dots left', () => {
    expect(select.ballot(voting(), 'round')).toEqual({
      marks: { x: 2, y: 1 },
      reasons: {},
      pending: false,
      voted: true,
    })
    expect(select.dotsLeft(voting(), 'round')).toBe(2)
    expect(select.dotsLeft(voting(), 'round', 'mair')).toBe(5)
  })

  it('what I mark counts at once: others keep theirs, null takes one back', () => {
    const before = waiting(
      voting(),
      commands.castBallot('round', { y: 3 }),
      commands.castBallot('other', { x: 1 }),
      commands.castBallot('round', { x: null }),
    )
    expect(select.ballot(before, 'round')).toEqual({
      marks: { y: 3 },
      reasons: {},
      pending: true,
      voted: true,
    })
    expect(select.dotsLeft(before, 'round')).toBe(2)
  })

  it('what I mark for somebody is theirs, not mine', () => {
    const before = waiting(voting(), commands.castBallot('round', { x: 1 }))
    const pending = before.pending.map((each) => ({ ...each, actingFor: 'mair' }))
    const forMair = { ...before, pending }
    expect(select.ballot(forMair, 'round', 'mair')).toEqual({
      marks: { x: 1 },
      reasons: {},
      pending: true,
      voted: true,
    })
    expect(select.ballot(forMair, 'round')).toEqual({
      marks: { x: 2, y: 1 },
      reasons: {},
      pending: false,
      voted: true,
    })
  })

  it('why I marked something goes with the mark, and ends when it changes', () => {
    const before = waiting(
      voting(),
      commands.castBallot('round', {}, [
        { reason: 'why-x', option: 'x', text: 'Nearest' },
        { reason: 'why-y', option: 'y', text: 'Cheapest' },
      ]),
      commands.castBallot('round', { x: 1, y: 1 }),
    )
    expect(select.ballot(before, 'round')?.reasons).toEqual({
      y: { reason: 'why-y', text: 'Cheapest' },
    })
  })

  it('somebody else’s vote leaves mine the very same (peers 12)', () => {
    const before = voting()
    const mine = select.ballot(before, 'round')?.marks
    const after = then(before, ['patch', 'rounds', 'round', { cast: 7 }])
    expect(select.ballot(after, 'round')?.marks).toBe(mine)
  })
})

describe('what was tidied', () => {
  const ids = (rows: readonly { id: string }[] = []) => rows.map((each) => each.id)
  const joined = (): Held =>
    held([
      ['put', 'ideas', 'a', IDEA],
      ['put', 'ideas', 'b', { ...IDEA, seq: 2, joined_into: 'a' }],
      ['put', 'ideas', 'c', { ...IDEA, seq: 3, joined_into: 'elsewhere' }],
    ])

  it('stands beneath the idea that says the same, where that is on the board', () => {
    const [a, c] = select.ideasOfStage(joined(), 'stage')
    expect([a?.id, c?.id]).toEqual(['a', 'c'])
    expect(ids(a?.joined)).toEqual(['b'])
    expect(c?.joined).toBeUndefined()
  })

  it('is the very same row as long as nothing of it changed', () => {
    const before = joined()
    const [one] = select.ideasOfStage(before, 'stage')
    const [same] = select.ideasOfStage(
      then(before, ['patch', 'ideas', 'c', { text: 'x' }]),
      'stage',
    )
    expect(same).toBe(one)
    const [other] = select.ideasOfStage(
      then(before, ['patch', 'ideas', 'b', { text: 'x' }]),
      'stage',
    )
    expect(other).not.toBe(one)
  })

  it('goes by the tidied words', () => {
    expect(select.ideaWords({ text: 'A buss' })).toBe('A buss')
    expect(select.ideaWords({ text: 'A buss', tidied: 'A bus' })).toBe('A bus')
  })

  it('keeps the words it was voted under, and says which it bears now', () => {
    const option = { ...OPTION, source: 'idea', option: 'a', seq: 1, voted_words: 'A buss' }
    const { board } = held([
      ['put', 'ideas', 'a', { ...IDEA, text: 'A buss', tidied: 'A bus' }],
      ['put', 'options', 'round.a', option],
    ])
    expect(select.options(board, 'round')).toMatchObject([
      { words: 'A buss', now: 'A bus', gone: false },
    ])
  })

  it('keeps the title of a theme that was voted on and is no more', () => {
    const option = { ...OPTION, source: 'theme', option: 't', seq: 1, voted_words: 'Buses' }
    const { board } = held([['put', 'options', 'round.t', option]])
    expect(select.options(board, 'round')).toMatchObject([{ words: 'Buses', now: '', gone: false }])
  })
})
