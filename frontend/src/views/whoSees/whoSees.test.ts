import { expect, it } from 'vitest'

import { stageRecord } from '../../../gallery/fixtures'
import type { StageRecord } from '../../protocol/records'

import { whoSees } from './whoSees'

const stage = (fields: Partial<StageRecord>) => ({
  ...stageRecord('ideas', fields),
  id: 's',
  pending: false,
})

it('says who reads it, and whether with a name', () => {
  expect(whoSees(stage({}), '')).toBe('Everybody here can read this, with your name')
  expect(whoSees(stage({ anonymous: true }), '')).toBe(
    'Everybody here can read this, without your name',
  )
  expect(whoSees(stage({ seen_by: 'partner' }), 'Ann')).toBe(
    'Only people from partner organisations can read this, with the name Ann',
  )
  expect(whoSees(stage({ seen_by: 'facilitator', anonymous: true }), 'Ann')).toBe(
    'Only the facilitators can read this, without the name Ann',
  )
})

it('says until when it stays with who wrote it', () => {
  expect(whoSees(stage({ private: true }), '')).toBe(
    'Only you can see this until everything is shown together',
  )
  expect(whoSees(stage({ private: true, anonymous: true }), '')).toContain('without names')
  expect(whoSees(stage({ private: true, revealed: true }), '')).toContain('Everybody here')
})
