import { describe, expect, it } from 'vitest'

import { makeRoom } from '../../../gallery/fixtures'
import { addRedesign } from '../../../gallery/redesigns'

import { amendmentsOf, emptyOutcome, outcomesFrom, redesigns, told } from './redesigns'

describe('redesigns', () => {
  it('are read as they stand now, with what is open first', () => {
    const room = makeRoom()
    const { redesign } = addRedesign(room)
    const [found] = redesigns(room.board)
    expect(found?.id).toBe(redesign)
    expect(found?.now.version).toBe(2)
    expect(amendmentsOf(room.board, redesign).map((each) => each.state)).toEqual([
      'open',
      'accepted',
    ])
  })
})

describe('outcomes', () => {
  it('are what was typed in rows, without what says nothing', () => {
    const typed = { ...emptyOutcome(), statement: ' Fewer falls ', indicator: 'Calls a month' }
    expect(outcomesFrom([typed, { ...emptyOutcome(), target: '200' }])).toEqual([
      { statement: 'Fewer falls', indicator: 'Calls a month' },
    ])
  })

  it('are read whole, so that a change to any part of one is a visible difference', () => {
    const whole = {
      statement: 'Fewer falls',
      target: '200',
      indicator: 'calls a month',
      baseline: '310',
      by: '2027-03',
      source: 'the pendant log',
      owner: 'Head of Care',
    }
    expect(told({ outcomes: [whole, { statement: 'Rest' }] }, 'outcomes')).toBe(
      'Fewer falls; 200 (measured by calls a month, today 310, by March 2027, from the pendant log, answered for by Head of Care)\nRest',
    )
  })
})

describe('a part of a design', () => {
  it('is compared in words, partners by their names', () => {
    const partners = [{ organisation: 'a', part: 'drives' }, { organisation: 'b' }]
    expect(told({ partners }, 'partners', (key) => key.toUpperCase())).toBe('A: drives\nB')
    expect(told({ summary: 'A van' }, 'summary')).toBe('A van')
    expect(told({}, 'ideas')).toBe('')
  })
})
