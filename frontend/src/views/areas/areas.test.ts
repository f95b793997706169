// Areas people are from: named at the desk, said by whoever likes to.
import { configure, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, it } from 'vitest'

import { CONFIG, id, makeRoom } from '../../../gallery/fixtures'
import { inScene } from '../../../gallery/inScene'
import { silence } from '../../a11y/announcer'
import DeskAreas from '../desk/DeskAreas.svelte'

import MyArea from './MyArea.svelte'

configure({ defaultHidden: true })
afterEach(silence)

it('asks nobody where the workshop has no areas', () => {
  const room = makeRoom({ me: 'ann' })
  render(MyArea, { props: { me: id('ann') }, context: inScene(room, CONFIG) })
  expect(screen.queryByRole('combobox')).toBeNull()
})

it('lets a person say it and take it back, and says what for and who sees it', async () => {
  const room = makeRoom({ me: 'ann' })
  room.put('areas', id('mill'), { name: 'Mill Lane' })
  room.putMine('areas', id('ann'), { area: id('mill') })
  render(MyArea, { props: { me: id('ann') }, context: inScene(room, CONFIG) })
  const select = screen.getByLabelText<HTMLSelectElement>('Which area I am from')
  expect(select.value).toBe(id('mill'))
  expect(screen.getByText('Only those who run the workshop')).toBeTruthy()
  await fireEvent.change(select, { target: { value: '' } })
  expect(room.last).toEqual({ type: 'ChooseArea', data: { participant: id('ann'), area: null } })
})

it('is named at the desk, and taken off while nobody is of it', async () => {
  const room = makeRoom({ me: 'farah', role: 'facilitator' })
  room.put('areas', id('mill'), { name: 'Mill Lane' })
  room.put('areas', id('top'), { name: 'Top of the valley' })
  room.patch('participants', id('ann'), { area: id('mill') })
  render(DeskAreas, { context: inScene(room, CONFIG) })
  expect(screen.getByText('1 person')).toBeTruthy()
  expect(screen.queryByRole('button', { name: 'Take off: Mill Lane' })).toBeNull()
  await fireEvent.click(screen.getByRole('button', { name: 'Take off: Top of the valley' }))
  expect(room.last).toEqual({ type: 'RemoveArea', data: { area: id('top') } })
  await fireEvent.click(screen.getByRole('button', { name: 'Add an area' }))
  expect(screen.getByRole('alert')).toBeTruthy()
  await fireEvent.input(screen.getByLabelText('Name of the area'), { target: { value: 'Quay' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Add an area' }))
  expect(room.last).toMatchObject({ type: 'AddArea', data: { name: 'Quay' } })
  await fireEvent.change(screen.getByLabelText('Person'), { target: { value: id('ann') } })
  await fireEvent.change(screen.getByLabelText('Area'), { target: { value: id('top') } })
  const command = { type: 'ChooseArea', data: { participant: id('ann'), area: id('top') } }
  expect(room.last).toEqual(command)
})
