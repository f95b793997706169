// Which language the room speaks to this reader: the one they chose on this device, else English.
//
// It does not follow the workshop's language by itself: a translation that no native speaker has
// read yet is for who asks for it.

import { speak, type Translation } from './words'

export const LANGUAGES = [
  { code: 'en', name: 'English' },
  { code: 'cy', name: 'Cymraeg' },
] as const

export type Language = (typeof LANGUAGES)[number]['code']

const KEY = 'codesign.language'

// Fetched by who reads it; who reads English pays nothing for it.
const translations: Readonly<Record<string, () => Promise<Translation>>> = {
  cy: async () => {
    const [{ cy }] = await Promise.all([import('./words.cy'), import('./screens.cy')])
    return cy
  },
}

/** Let the screen speak a language where it is known; to be awaited before anything is shown. */
export async function speakIn(language: string | undefined): Promise<void> {
  const fetch = translations[language?.split('-')[0] ?? '']
  try {
    speak(await fetch?.())
  } catch {
    // English is better than an empty page.
    speak()
  }
}

/** The language chosen on this device, if any. */
export function chosenLanguage(): string | undefined {
  try {
    return localStorage.getItem(KEY) ?? undefined
  } catch {
    // A browser that keeps nothing.
    return undefined
  }
}

/** Remember a choice on this device; the page speaks it once it is loaded again. */
export function chooseLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Then it cannot be chosen here.
  }
}
