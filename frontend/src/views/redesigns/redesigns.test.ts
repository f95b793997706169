import { describe, expect, it } from 'vitest'

import { makeRoom } from '../../../gallery/fixtures'
import { addRedesign } from '../../../gallery/redesigns'

import { amendmentsOf, outcomeLines, outcomesFrom, redesigns, told } from './redesigns'

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
  it('are typed one on a line, the target after a semicolon', () => {
    const outcomes = [{ statement: 'Fewer falls', target: '200' }, { statement: 'Rest' }]
    expect(outcomeLines(outcomes)).toBe('Fewer falls; 200\nRest')
    expect(outcomesFrom(' Fewer falls ; 200\n\nRest\n')).toEqual(outcomes)
  })

  it('keep what is known of them besides', () => {
    const known = [{ statement: 'Fewer falls', owner: 'Head of Care' }]
    expect(outcomesFrom('Fewer falls; 100', known)).toEqual([
      { statement: 'Fewer falls', owner: 'Head of Care', target: '100' },
    ])
  })

  it('are compared in words', () => {
    expect(told({ outcomes: [{ statement: 'Rest' }] }, 'outcomes')).toBe('Rest')
    expect(told({ summary: 'A van' }, 'summary')).toBe('A van')
    expect(told({}, 'ideas')).toBe('')
  })
})
