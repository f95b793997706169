import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { addGroups, addReport, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import FromGroup from './FromGroup.svelte'

function show(me: string, seen: boolean) {
  const room = makeRoom({ me })
  const { blue } = addGroups(room, ['ann', 'esme'])
  const seq = addReport(room, 'idea0')
  render(FromGroup, { context: inScene(room), props: { group: blue, seq, seen } })
  return { seq, blue }
}

it('names the group and opens its board at the report, for those who see that board', () => {
  const { seq, blue } = show('ann', true)
  expect(screen.getByText(/From group Blue, breakout 1/)).toBeTruthy()
  expect(screen.getByRole('link').getAttribute('href')).toBe(`#replay?group=${blue}#at=${seq}`)
})

it('opens everyone’s board for those who do not', () => {
  const { seq } = show('dafydd', false)
  expect(screen.getByRole('link').getAttribute('href')).toBe(`#replay#at=${seq}`)
})

it('says nothing of a group that may not be known', () => {
  const room = makeRoom()
  render(FromGroup, { context: inScene(room), props: { group: id('blue'), seq: 5, seen: false } })
  expect(screen.queryByText(/From group/)).toBeNull()
})
