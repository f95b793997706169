// How numbers and times are written. To make such a form takes hundreds of times as long as to use
// it, and a list has one on each of its lines: it is made when it is first needed, and once.

const made = new Map<string, unknown>()

export function numberForm(tag: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return once(`number ${tag}`, options, () => new Intl.NumberFormat(tag, options))
}

export function timeForm(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once(`time ${tag}`, options, () => new Intl.DateTimeFormat(tag, options))
}

function once<F>(what: string, options: object, make: () => F): F {
  const key = `${what} ${JSON.stringify(options)}`
  const form = (made.get(key) as F | undefined) ?? make()
  made.set(key, form)
  return form
}
