import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { inScene } from '../../../gallery/inScene'
import { states } from '../../../gallery/states'
import { stages } from '../../board/select'

import ChoicesStage from './ChoicesStage.svelte'
import { comparisons } from './comparison'
import { changes, lead } from './verdict'

function show(name: string) {
  const made = states[name]?.()
  if (made === undefined) throw new Error(name)
  const stage = stages(made.room.board).find((each) => each.kind === 'choices')
  if (stage === undefined) throw new Error('no stage')
  render(ChoicesStage, { props: { stage }, context: inScene(made.room) })
  return made.room
}

it('says who comes first, and in words what would change it, the smallest change first', () => {
  const room = show('choices')
  const [comparison] = comparisons(room.board)
  const appraisal = comparison?.appraisal
  if (comparison === undefined || appraisal === undefined) throw new Error('nothing is compared')

  expect(lead(comparison, appraisal)[0]).toBe(
    'Rapid response with the health board comes first, with 71 of 100.',
  )
  expect(changes(comparison, appraisal)[0]).toEqual({
    sentence:
      'If “Help within two hours at night” mattered a little less, 24.6 of 100 in place of 30, Alliance of local charities would come first.',
    close: true,
  })
  expect(
    screen.getByText(/Alliance of local charities would come first\.$/, {
      selector: '.verdict__close',
    }),
  ).toBeTruthy()
})

it('says that level choices are level, and names no winner', () => {
  show('choices-level')
  expect(screen.getByText(/are level in first place, with 68\.5 of 100 each/)).toBeTruthy()
})

it('teaches what the stage is for while there is nothing to compare', () => {
  show('choices-none')
  expect(screen.getByText('Nothing to compare yet')).toBeTruthy()
})
