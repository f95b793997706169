import { expect, it } from 'vitest'

import { makeRoom } from '../../gallery/fixtures'
import { emptyBoard } from '../board/board'

import { COLOURS, markOf, nameOf, organisationChoices, SHAPES } from './people'

it('marks an organisation the same everywhere, whatever it is called', () => {
  const [one, other] = [markOf('abc', 'Upland Health Board'), markOf('abc', 'New name')]
  expect([one.colour, one.shape]).toEqual([other.colour, other.shape])
})

it('spreads organisations over colours and shapes', () => {
  const marks = Array.from({ length: 200 }, (_, at) => markOf(`organisation-${at}`, 'x'))
  expect(new Set(marks.map((each) => each.colour)).size).toBe(COLOURS)
  expect(new Set(marks.map((each) => each.shape)).size).toBe(SHAPES)
})

it('takes initials from the words that tell organisations apart', () => {
  expect(markOf('a', 'Royal Borough of Kingston').initials).toBe('RB')
  expect(markOf('a', 'The Forum').initials).toBe('FO')
  expect(markOf('a', 'Élan-Derwent').initials).toBe('ÉD')
  expect(markOf('a', '').initials).toBe('?')
})

it('says of a removed name that it was removed, and of nobody nothing', () => {
  const room = makeRoom()
  const [ann = ''] = room.board.participants.keys()
  expect(nameOf(room.board, ann)).toBe('Ann Hughes')
  room.patch('participants', ann, { name: '', erased: true })
  expect(nameOf(room.board, ann)).toBe('Name removed')
  expect(nameOf(room.board, null)).toBe('')
})

it('offers organisations by their names, in whichever order they came', () => {
  const of = (...names: string[]) => {
    const board = emptyBoard()
    const organisations = board.organisations as Map<string, unknown>
    for (const name of names) organisations.set(`id of ${name}`, { name })
    return organisationChoices(board).map((each) => each.label)
  }
  expect(of('Valley Buses', 'Care Ltd')).toEqual(['Care Ltd', 'Valley Buses'])
  expect(of('Care Ltd', 'Valley Buses')).toEqual(['Care Ltd', 'Valley Buses'])
})
