import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import ReportForm from './ReportForm.svelte'

it('sends a report with what it is about, says who reads it, and where to turn in danger', async () => {
  const room = makeRoom()
  let done = false
  const props = { about: 'idea' as const, id: id('idea1'), ondone: () => (done = true) }
  render(ReportForm, { props, context: inScene(room, CONFIG) })
  expect(screen.getByText(/Only the facilitators read this/)).toBeTruthy()
  expect(screen.getByText(/call 999/)).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Send to the facilitators' }))
  expect(screen.getByText(/Write a few words first/)).toBeTruthy()
  expect(room.asked).toEqual([])
  await fireEvent.click(screen.getByRole('radio', { name: /something private/ }))
  await fireEvent.input(screen.getByRole('textbox'), { target: { value: 'It names Mair' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Send to the facilitators' }))
  expect(room.last).toMatchObject({
    type: 'MakeReport',
    data: { about: 'idea', id: id('idea1'), concern: 'private', text: 'It names Mair' },
  })
  expect(done).toBe(true)
})
