// Something that looks like a QR code and leads nowhere.

const SIDE = 25

export function square(): string {
  const modules: string[] = []
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) if (isDark(x, y)) modules.push(`M${x} ${y}h1v1h-1z`)
  }
  const size = SIDE + 8
  return `<svg viewBox="-4 -4 ${size} ${size}"><path fill="#fff" d="M-4-4h${size}v${size}h-${size}z"/><path d="${modules.join('')}"/></svg>`
}

function isDark(x: number, y: number): boolean {
  for (const [left, top] of [
    [0, 0],
    [SIDE - 7, 0],
    [0, SIDE - 7],
  ] as const) {
    const [dx, dy] = [x - left, y - top]
    if (dx >= -1 && dx <= 7 && dy >= -1 && dy <= 7) {
      const ring = Math.max(Math.abs(dx - 3), Math.abs(dy - 3))
      return ring !== 2 && ring !== 4
    }
  }
  return (x * 31 + y * 17 + x * y * 7) % 5 < 2
}
