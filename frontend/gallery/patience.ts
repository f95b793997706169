// Tests wait for what is fetched when it is first shown, on a machine that may have other work.

import { configure } from '@testing-library/svelte'

configure({ asyncUtilTimeout: 4_000 })
