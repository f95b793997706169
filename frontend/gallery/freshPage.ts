// Every test begins as on a page just opened, though test files share one page: opening one for each
// of them takes longer than the tests do. What a page fetches when it is first shown is here before
// the test, or it would pass or fail by how busy the machine is.

import { configure } from '@testing-library/svelte'
import { afterEach, beforeEach, vi } from 'vitest'

import { silence } from '../src/a11y/announcer'
import { fetchAhead } from '../src/views/fetched/part'

configure({ asyncUtilTimeout: 4_000 })

// What Svelte warns of is a fault of ours that shows nothing yet. Thrown, it fails the run with the
// place it comes from, also out of a timer that outlives its test.
console.warn = (...told: unknown[]) => {
  throw new Error(told.join(' '))
}

beforeEach(async () => {
  vi.stubGlobal('requestIdleCallback', (rested: () => void) => {
    rested()
  })
  await fetchAhead()
  vi.unstubAllGlobals()
}, 60_000)

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  silence()
  sessionStorage.clear()
  localStorage.clear()
})
