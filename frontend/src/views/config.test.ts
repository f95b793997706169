import { expect, it } from 'vitest'

import { pageConfig } from './config'

it('reads what the page says about itself', () => {
  document.body.innerHTML =
    '<script type="application/json" id="config">{"page":"room","workshop":"w","title":"\\u003cBuses"}</script>'
  expect(pageConfig(document)?.title).toBe('<Buses')
  document.body.replaceChildren()
  expect(pageConfig(document)).toBeUndefined()
})
