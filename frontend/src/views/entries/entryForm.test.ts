import { fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, it } from 'vitest'

import { id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'
import { forgetDrafts } from '../drafts'
import { NEED_FIELDS } from '../needStage/needFields'

import EntryForm from './EntryForm.svelte'
import { entryWords } from './entryWords'

afterEach(() => {
  silence()
  forgetDrafts('')
})

const write = (name: RegExp, value: string) =>
  fireEvent.input(screen.getByRole('textbox', { name }), { target: { value } })

it('says where the button was pressed that it has what was written, until one writes again', async () => {
  const room = makeRoom()
  const needs = { kind: 'need', stage: id('ideas'), fields: NEED_FIELDS, sees: '' } as const
  render(EntryForm, { props: { ...needs, save: 'Add this need' }, context: inScene(room) })
  expect(screen.getByRole('status').textContent).toBe('')

  await write(/Who is it about/, 'People who work late')
  await write(/What do they need/, 'a way home')
  await fireEvent.click(screen.getByRole('button', { name: 'Add this need' }))
  expect(room.asked).toHaveLength(1)
  expect(screen.getByRole('status').textContent).toBe(entryWords.sent)

  await write(/Who is it about/, 'Carers')
  expect(screen.getByRole('status').textContent).toBe('')
})

it('says nothing of the kind while something is missing', async () => {
  const room = makeRoom()
  const needs = { kind: 'need', stage: id('ideas'), fields: NEED_FIELDS, sees: '' } as const
  render(EntryForm, { props: { ...needs, save: 'Add this need' }, context: inScene(room) })
  await fireEvent.click(screen.getByRole('button', { name: 'Add this need' }))
  expect(room.asked).toHaveLength(0)
  expect(screen.getByRole('status').textContent).toBe('')
})
