// What a button about a text calls it, for those who do not see what it stands beside.

const MOST_LETTERS = 60

/** The text where it is short; else its first words. */
export function inShort(text: string, most = MOST_LETTERS): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  const start = line.slice(0, most + 1)
  const lastSpace = start.lastIndexOf(' ')
  // Half an emoji is none.
  const whole = start.slice(0, lastSpace > 0 ? lastSpace : most).replace(/[\ud800-\udbff]$/, '')
  return `${whole} …`
}
