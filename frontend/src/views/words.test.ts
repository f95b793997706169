import { expect, it } from 'vitest'

import { closingWords } from './closeStage/closingWords'
import { deskWords } from './desk/deskWords'
import { responseWords } from './responses/responseWords'
import { tidiedWords } from './tidied/tidiedWords'
import { speak, words } from './words'

// The words of the code that people in the room must never meet.
const NEVER =
  /\b(electorate|roll|ballots?|cast|quorum|inquorate|approval|consent|objections?|stand aside|dual.key|knapsack|envelope|mandate|capacity|stale|amendments?|appraisal|do-minimum|sensitivity|deadweight|optimism bias|cashable|pooled|apportionment|provenance|scribe|lobby|spotlight|round|option|participant_|websocket|snapshot|delta|epoch|event|command)\b/i

function* said(value: unknown, path = 'words'): Generator<[string, string]> {
  if (typeof value === 'string') yield [path, value]
  else if (typeof value === 'function') {
    for (const samples of [
      [1, 1, 1],
      [3, 2, 1],
      [['Ann', 'Ben', 'Cy']],
      ['Ann', 2],
      ['Ann', 'Ben'],
    ]) {
      try {
        yield [path, String((value as (...args: unknown[]) => unknown)(...samples))]
      } catch {
        // A sentence about names asked with a number, or the other way round.
      }
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* said(inner, `${path}.${key}`)
  }
}

const all = () => [
  ...said(words),
  ...said(deskWords, 'desk'),
  ...said(closingWords, 'closing'),
  ...said(responseWords, 'responses'),
  ...said(tidiedWords, 'tidied'),
]

it('says nothing in the words of the code', () => {
  const found = all().filter(([, sentence]) => NEVER.test(sentence))
  expect(found).toEqual([])
})

it('leaves no sentence empty', () => {
  const found = all().filter(([, sentence]) => sentence.trim() === '')
  expect(found).toEqual([])
})

it('falls back to English where a language is not known', () => {
  speak('tlh')
  expect(words.saving.saved).toBe('Saved')
  speak('en')
  expect(words.vote.dotsLeft(3)).toBe('3 dots left')
  expect(words.vote.dotsLeft(1)).toBe('1 dot left')
})
