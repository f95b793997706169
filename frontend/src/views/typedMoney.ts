// Money as people here write it: £1.2m, 1,200, 12.50, 300k; in brackets or with a minus it is negative.

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1_000,
  thousand: 1_000,
  m: 1_000_000,
  mn: 1_000_000,
  million: 1_000_000,
  bn: 1_000_000_000,
  billion: 1_000_000_000,
}
const WRITTEN = /^(\d{1,3}(?:[, ]\d{3})+|\d+)?(?:\.(\d+))?([a-z]*)$/
// Beyond every budget of a public body.
const MOST = 10 ** 15

/** The amount in whole pence; undefined where it is no amount, or less than a penny is said. */
export function inMinorUnits(typed: string): number | undefined {
  const text = typed
    .trim()
    .toLowerCase()
    .replace(/[\u2212\u2013]/g, '-')
  const bracketed = /^\((.*)\)$/.exec(text)
  const bare = (bracketed?.[1] ?? text)
    .trim()
    .replace(/^(-?)\s*£\s*(-?)/, '$1$2')
    .replace(/\s*p\.?a\.?$/, '')
  const minus = bare.startsWith('-')
  const amount = pence((minus ? bare.slice(1) : bare).trim().replace(/\s+(?=[a-z])/, ''))
  if (amount === undefined || (minus && bracketed !== null)) return undefined
  return amount === 0 || !(minus || bracketed !== null) ? amount : -amount
}

function pence(bare: string): number | undefined {
  const [, whole = '', after = '', unit = ''] = WRITTEN.exec(bare) ?? []
  const factor = FACTORS[unit]
  if (factor === undefined || (whole === '' && after === '')) return undefined
  // In whole numbers, so that £0.29m is not a penny less.
  const digits = `${whole.replace(/[, ]/g, '')}${after}`
  const scaled = BigInt(digits) * BigInt(factor) * 100n
  const unit10 = 10n ** BigInt(after.length)
  if (scaled % unit10 !== 0n) return undefined
  const amount = scaled / unit10
  return amount > BigInt(MOST) ? undefined : Number(amount)
}
