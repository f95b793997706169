import { fireEvent, render, screen, within } from '@testing-library/svelte'
import { expect, it } from 'vitest'

import { makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'

import EqualityForm from './EqualityForm.svelte'

const AGE = { id: 'e'.repeat(22), redesign: 'r', characteristic: 'age', impact: 'neutral' } as const
const KNOWN = {
  ...AGE,
  evidence: 'Survey',
  mitigation: '',
  due: '',
  at: 0,
  seq: 1,
  redacted: false,
}

function show() {
  const room = makeRoom({ me: 'farah', role: 'facilitator' })
  const assessed = new Map([['age', KNOWN]])
  render(EqualityForm, { context: inScene(room), props: { redesign: 'r', assessed } })
  return room
}

const of = (name: string) => within(screen.getByRole('group', { name }))

it('does not take “not known” without how and by when one finds out, and says so beside the box', async () => {
  const room = show()
  await fireEvent.change(of('Disability').getByLabelText('What does it mean for them?'), {
    target: { value: 'unknown' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  const box = of('Disability').getByLabelText(/^What is done about it/)
  expect(box.getAttribute('aria-invalid')).toBe('true')
  expect(room.asked).toEqual([])

  await fireEvent.input(box, { target: { value: 'Ask the access group' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  const due = of('Disability').getByLabelText('By when will you know?')
  expect(due.getAttribute('aria-invalid')).toBe('true')
  expect(room.asked).toEqual([])

  await fireEvent.input(due, { target: { value: '2027-06' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(room.last).toMatchObject({
    type: 'AssessEquality',
    data: {
      redesign: 'r',
      impacts: [
        {
          characteristic: 'disability',
          impact: 'unknown',
          evidence: '',
          mitigation: 'Ask the access group',
          due: '2027-06',
        },
      ],
    },
  })
})

it('assesses anew under its id what was changed, and nothing else', async () => {
  const room = show()
  await fireEvent.input(of('Age').getByLabelText('What is known, and where from?'), {
    target: { value: 'Census 2021' },
  })
  await fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect(room.last).toMatchObject({
    data: { impacts: [{ equality_impact: AGE.id, impact: 'neutral', evidence: 'Census 2021' }] },
  })
})
