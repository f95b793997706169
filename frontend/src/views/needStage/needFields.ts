// What is asked about a need, and about a piece of evidence.

import type { EntryRow } from '../../board/entries'

import { characteristics, grades, kindsOfEvidence } from '../entries/entryWords'
import { listed, type Field } from '../entries/fields'
import { inShort } from '../short'

import { needWords } from './needWords'

export const NEED_FIELDS: readonly Field[] = [
  {
    name: 'user_group',
    as: 'line',
    label: needWords.userGroup,
    hint: needWords.userGroupHint,
    needed: true,
  },
  { name: 'what', as: 'text', label: needWords.what, needed: true },
  { name: 'so_that', as: 'text', label: needWords.soThat, hint: needWords.soThatHint },
  { name: 'scale', as: 'line', label: needWords.scale, rare: true },
  {
    name: 'characteristics',
    as: 'many',
    label: needWords.characteristics,
    choices: listed(characteristics),
    rare: true,
  },
]

/** With the needs one may choose among. */
export const evidenceFields = (needs: readonly EntryRow<'need'>[]): readonly Field[] => [
  { name: 'statement', as: 'text', label: needWords.statement, needed: true },
  {
    name: 'kind',
    as: 'choice',
    label: needWords.evidenceKind,
    choices: listed(kindsOfEvidence),
    otherwise: 'lived_experience',
    needed: true,
  },
  { name: 'source', as: 'line', label: needWords.source, hint: needWords.sourceHint },
  { name: 'as_of', as: 'date', label: needWords.asOf, hint: needWords.asOfHint },
  {
    name: 'grade',
    as: 'choice',
    label: needWords.grade,
    choices: grades.map((label, at) => ({ value: String(at + 1), label })),
    otherwise: '6',
    rare: true,
  },
  { name: 'link', as: 'link', label: needWords.link, rare: true },
  { name: 'area', as: 'line', label: needWords.area, most: 100, rare: true },
  {
    name: 'needs',
    as: 'many',
    label: needWords.speaksOf,
    choices: needs.map((each) => ({
      value: each.id,
      label: inShort(`${each.user_group}: ${each.what}`),
    })),
    rare: true,
  },
]
