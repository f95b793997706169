// Why a connection is closed (SPEC.md, close codes): below 4500 come back, from 4500 on stop.

export const CloseCode = {
  goingAway: 4000,
  tooSlow: 4008,
  noPong: 4009,
  roomFailed: 4010,
  versionNotSpoken: 4500,
  badTicket: 4501,
  badFrame: 4502,
  noHello: 4503,
  tooManyUnanswered: 4504,
  tooManyConnections: 4505,
  notInside: 4506,
} as const

/** Whether the server asks not to come back by itself. Anything else is a line that was lost. */
export function meansStop(code: number): boolean {
  return code >= 4500 && code <= 4999
}
