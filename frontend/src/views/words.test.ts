import { expect, it } from 'vitest'

import { NEVER } from '../../gallery/never'

import { areaWords } from './areas/areaWords'
import { ballotWords } from './ballot/ballotWords'
import { speakIn } from './language'
import { proxyWords } from './proxies/proxyWords'
import { reasonWords } from './reasonBox/reasonWords'
import { countedWords } from './roundResult/countedWords'
import { resultWords } from './roundResult/resultWords'
import * as cyScreens from './screens.cy'
import { words } from './words'
import { cy } from './words.cy'
import { worryWords } from './worries/worryWords'

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

// A new file of words is read by being one.
const files: Readonly<Record<string, object>> = import.meta.glob('./**/*Words.ts', { eager: true })

const all = () => [
  ...said(words),
  ...Object.entries(files).flatMap(([file, exported]) => [...said(exported, file)]),
]

it('says nothing in the words of the code', () => {
  const found = all().filter(([, sentence]) => NEVER.test(sentence))
  expect(found).toEqual([])
})

it('leaves no sentence empty', () => {
  // Where a sentence depends on something, a file beside its screen may say nothing at all.
  const found = [
    ...said(words),
    ...[...leaves(files)].filter((each): each is [string, string] => typeof each[1] === 'string'),
  ].filter(([, sentence]) => sentence.trim() === '')
  expect(found).toEqual([])
})

it('falls back to English where a language is not known', async () => {
  await speakIn('tlh')
  expect(words.saving.saved).toBe('Saved')
  await speakIn('en')
  expect(words.vote.dotsLeft(3)).toBe('3 dots left')
  expect(words.vote.dotsLeft(1)).toBe('1 dot left')
})

it('speaks Welsh where a workshop does, and English where Welsh has no words yet', async () => {
  await speakIn('cy')
  expect(words.tag).toBe('cy-GB')
  expect(words.vote.dotsLeft(3)).toBe('3 o ddotiau ar ôl')
  expect(words.vote.dotsLeft(1)).toBe('1 dot ar ôl')
  expect(words.here.typing(['Ann', 'Emyr'])).toBe('Mae Ann ac Emyr yn ysgrifennu')
  expect(words.desk.title).toBe('Your desk')
  await speakIn('en')
})

it('says in Welsh why something was not taken in, where it knows the refusal', async () => {
  const why = (code: string, message: string) => words.rejected.because(code, message)
  expect(why('round_closed', 'This vote is closed.')).toBe('This vote is closed.')
  await speakIn('cy')
  expect(why('round_closed', 'This vote is closed.')).toMatch(/^Mae’r bleidlais hon wedi cau/)
  expect(why('empty_text', 'Line 3: Write a few words.')).toMatch(/^Llinell 3: Does dim/)
  expect(why('of_a_newer_server', 'Something else.')).toBe('Something else.')
  await speakIn('en')
})

// A stage that mixes languages is worse than either: these parts are whole.
const IN_WELSH = [
  'common',
  'saving',
  'here',
  'roles',
  'me',
  'paused',
  'hand',
  'timer',
  'kinds',
  'purposes',
  'rejected',
  'ideas',
  'welcome',
] as const

it.each(IN_WELSH)('has a Welsh wording for all of “%s”', (part) => {
  expect(keysOf(cy[part])).toEqual(keysOf(words[part]))
})

// Of areas, what those who run the workshop are told is said in English.
const SCREENS = [
  ['proxies', proxyWords, cyScreens.proxies],
  ['worries', worryWords, cyScreens.worry],
  ['ballots', ballotWords, cyScreens.ballot],
  ['reasons', reasonWords, cyScreens.reason],
  ['results', resultWords, cyScreens.result],
  ['results of all ways of voting', countedWords, cyScreens.counted],
] as const

it.each(SCREENS)('has a Welsh wording for all of the screen of %s', (_, english, welsh) => {
  expect(keysOf(welsh)).toEqual(keysOf(english))
  const sentences = new Map([...leaves(english)])
  for (const [path, said] of leaves(welsh)) {
    const before = sentences.get(path)
    if (typeof said === 'function' && typeof before === 'function')
      expect([path, said.length]).toEqual([path, before.length])
  }
})

it('says what a screen says in the language spoken just then', async () => {
  expect(proxyWords.open('Ann')).toBe('Vote for Ann')
  await speakIn('cy')
  expect(proxyWords.open('Ann')).toBe('Pleidleisio dros Ann')
  expect(countedWords.outcome.carried('Bws')).toBe('Derbyniwyd “Bws”.')
  expect(ballotWords.rank.add(2)).toBe('Ei roi yn 2il')
  expect(areaWords.ratherNot).toBe('Byddai’n well gennyf beidio â dweud')
  expect(areaWords.add).toBe('Add an area')
  await speakIn('en')
  expect(proxyWords.open('Ann')).toBe('Vote for Ann')
})

it('says in Welsh what is said in English, with as many figures and names', () => {
  const english = new Map([...leaves(words)])
  for (const [path, welsh] of leaves(cy)) {
    const said = english.get(path)
    expect([path, typeof welsh]).toEqual([path, typeof said])
    if (typeof welsh === 'string') expect(welsh.trim()).not.toBe('')
    if (typeof welsh === 'function' && typeof said === 'function')
      expect([path, welsh.length]).toEqual([path, said.length])
  }
})

function keysOf(part: unknown): string[] {
  return [...leaves(part)].map(([path]) => path).sort()
}

function* leaves(value: unknown, path = ''): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value]
  else for (const [key, inner] of Object.entries(value)) yield* leaves(inner, `${path}.${key}`)
}
