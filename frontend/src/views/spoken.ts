// A screen's own words in the language that is spoken. They are fetched with the screen, and another
// language over them by who reads it; what that does not say is said in English.

import { over, words, type Partly } from './words'

type Screens = Readonly<Record<string, Partly<object>>>

const said: Record<string, Screens> = {}

/** Let screens speak a language, known by its tag. */
export function sayIn(tag: string, screens: Screens): void {
  said[tag] = screens
}

/** The words of a screen, as they are spoken whenever they are said. */
export function spoken<W extends object>(screen: string, english: W): W {
  let tag = ''
  let now = english
  return new Proxy(english, {
    get(_, name) {
      if (tag !== words.tag) {
        tag = words.tag
        now = over(english, said[tag]?.[screen] ?? {})
      }
      return Reflect.get(now, name) as unknown
    },
  })
}
