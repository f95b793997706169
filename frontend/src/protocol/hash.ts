// The hash of a board (S2): two that differ at one version are a defect.
//
// For tests and for looking into one. The room does not need it, so that nothing here depends on
// `crypto.subtle`, which is missing where the page came over plain HTTP.

import { canonical, type PlainCollections } from './codec'

/** Return SHA-256 over all collections in canonical form. */
export async function boardHash(
  board: Readonly<Record<string, ReadonlyMap<string, object>>>,
): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', canonical(plain(board))))
}

function plain(board: Readonly<Record<string, ReadonlyMap<string, object>>>): PlainCollections {
  const entries = Object.entries(board).map(
    ([collection, records]) => [collection, Object.fromEntries(records)] as const,
  )
  return Object.fromEntries(entries)
}
