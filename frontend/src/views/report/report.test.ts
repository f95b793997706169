import { fireEvent, render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import { inDanger } from './emergency'
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

it('names the number to call where the workshop is, in its language too, and none it is not sure of', () => {
  expect(inDanger('Europe/London', 'en')).toEqual([
    { lang: 'en', text: 'If somebody is in danger right now, call 999.' },
  ])
  expect(inDanger('Europe/London', 'cy').map((each) => each.lang)).toEqual(['cy', 'en'])
  expect(inDanger('Europe/Berlin', 'de')[0]?.text).toContain('call 112')
  expect(inDanger('America/Toronto', 'en')[0]?.text).toContain('call 911')
  expect(inDanger('America/Sao_Paulo', 'pt')[0]?.text).toContain('call the emergency services')
})
