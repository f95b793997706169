// Which language the room speaks to this reader: the one the server found them to read, who chose it
// here or on a page, or whose device asks for it.
//
// It does not follow the workshop's language by itself: a translation that no native speaker has
// read yet is for who asks for it.

import { speak, type Translation } from './words'

export const LANGUAGES = [
  { code: 'en', name: 'English' },
  { code: 'cy', name: 'Cymraeg' },
] as const

export type Language = (typeof LANGUAGES)[number]['code']

// The same that the server's pages read and set.
const COOKIE = 'codesign-language'
const YEAR_S = 365 * 24 * 60 * 60

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

/** Remember a choice on this device, for the pages around the room too; a page loaded now speaks it. */
export function chooseLanguage(language: Language): void {
  const secure = location.protocol === 'https:' ? '; secure' : ''
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR_S}; samesite=lax${secure}`
}
