// How Welsh counts and joins: figures before “o” with the plural, “a” or “ac” before the last.

export const some = (n: number, one: string, many: string): string =>
  n === 1 ? one : `${n} o ${many}`

// “a” before a consonant, “ac” before a vowel.
export const and = (name: string): string =>
  /^[aeiouwyâêîôûŵŷ]/i.test(name) ? `ac ${name}` : `a ${name}`

export const list = (names: readonly string[]): string =>
  names.length < 2
    ? (names[0] ?? '')
    : `${names.slice(0, -1).join(', ')} ${and(names.at(-1) ?? '')}`
