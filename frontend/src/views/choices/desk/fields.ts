// The fields of the forms for choices.

import type { DeliveryOptionRecord } from '../../../protocol/choices'

import type { Field } from '../../entries/fields'

import { choicesWords, GROUPS, MODELS } from '../choicesWords'
import type { Listed } from '../comparison'
import { choicesDeskWords as words } from './deskWords'

const listed = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }))

export const optionFields: readonly Field[] = [
  { name: 'label', label: words.label, as: 'line', needed: true },
  { name: 'model', label: words.model, as: 'choice', choices: listed(MODELS), needed: true },
  { name: 'bau', label: words.bau, as: 'yes' },
  { name: 'do_minimum', label: words.doMinimum, as: 'yes' },
  { name: 'scope', label: choicesWords.filter.scope, as: 'text', rare: true },
  { name: 'solution', label: choicesWords.filter.solution, as: 'text', rare: true },
  { name: 'delivery', label: choicesWords.filter.delivery, as: 'text', rare: true },
  { name: 'implementation', label: choicesWords.filter.implementation, as: 'text', rare: true },
  { name: 'funding', label: choicesWords.filter.funding, as: 'text', rare: true },
]

export const siftFields = (options: readonly Listed<DeliveryOptionRecord>[]): Field[] => [
  {
    name: 'delivery_option',
    label: words.which,
    as: 'choice',
    choices: options.map(({ id, label }) => ({ value: id, label })),
    needed: true,
  },
  {
    name: 'sift',
    label: words.sift,
    as: 'choice',
    choices: [
      { value: 'carried_forward', label: words.forward },
      { value: 'discounted', label: words.discount },
    ],
    needed: true,
  },
  { name: 'reason', label: words.siftReason, as: 'text', needed: true },
]

export const criterionFields: readonly Field[] = [
  { name: 'name', label: words.name, as: 'line', needed: true },
  { name: 'group', label: words.group, as: 'choice', choices: listed(GROUPS), needed: true },
  { name: 'about', label: words.about, as: 'text', rare: true },
]
