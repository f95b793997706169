// Every test begins as on a page just opened, though test files share one page: opening one for each
// of them takes longer than the tests do. And tests wait for what is fetched when it is first shown,
// on a machine that may have other work.

import { configure } from '@testing-library/svelte'
import { afterEach, vi } from 'vitest'

import { silence } from '../src/a11y/announcer'

configure({ asyncUtilTimeout: 4_000 })

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  silence()
  sessionStorage.clear()
  localStorage.clear()
})
