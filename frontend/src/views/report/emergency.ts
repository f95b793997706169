// Whom to call where somebody is in danger, by where and in which language the workshop is held.
// Numbers: ITU-T E.129 national numbering plans; 112 is the European number (2009/136/EC).

const SENTENCES: Readonly<Record<string, (number: string) => string>> = {
  en: (number) => `If somebody is in danger right now, call ${number}.`,
  cy: (number) => `Os oes rhywun mewn perygl nawr, ffoniwch ${number}.`,
}
const WITHOUT_NUMBER: Readonly<Record<string, string>> = {
  en: 'If somebody is in danger right now, call the emergency services.',
  cy: 'Os oes rhywun mewn perygl nawr, ffoniwch y gwasanaethau brys.',
}
// The first that begins the name of the time zone counts. No number is better than a wrong one, so
// regions whose countries differ are not here.
const NUMBERS: readonly (readonly [zone: string, number: string])[] = [
  ['Europe/London', '999'],
  ['Europe/Belfast', '999'],
  ['Europe/Jersey', '999'],
  ['Europe/Guernsey', '999'],
  ['Europe/Isle_of_Man', '999'],
  ['Europe/', '112'],
  ['Australia/', '000'],
  ['Pacific/Auckland', '111'],
  ['Pacific/Honolulu', '911'],
  ...[
    ['New_York', 'Detroit', 'Indiana/', 'Kentucky/', 'Chicago', 'North_Dakota/', 'Denver'],
    ['Boise', 'Phoenix', 'Los_Angeles', 'Anchorage', 'Juneau', 'St_Johns', 'Halifax'],
    ['Moncton', 'Toronto', 'Montreal', 'Winnipeg', 'Regina', 'Edmonton', 'Vancouver'],
  ]
    .flat()
    .map((city) => [`America/${city}`, '911'] as const),
]

export interface Sentence {
  readonly lang: string
  readonly text: string
}

/** What to do in danger: in the workshop's language, and in that of the screen where it differs. */
export function inDanger(timezone: string, language: string): Sentence[] {
  const number = NUMBERS.find(([zone]) => timezone.startsWith(zone))?.[1]
  const own = language.split('-')[0] ?? 'en'
  return [...new Set([own, 'en'])].flatMap((lang) => {
    const text = number === undefined ? WITHOUT_NUMBER[lang] : SENTENCES[lang]?.(number)
    return text === undefined ? [] : [{ lang, text }]
  })
}
