import { afterEach, expect, it, vi } from 'vitest'

import { copyText } from './copying'

afterEach(() => {
  vi.unstubAllGlobals()
  document.body.replaceChildren()
})

it('copies with the clipboard', async () => {
  const writeText = vi.fn().mockResolvedValue(undefined)
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  expect(await copyText('A night bus')).toBe(true)
  expect(writeText).toHaveBeenCalledWith('A night bus')
})

it.each([true, false])('selects and copies on a page that is not secure: %s', async (works) => {
  vi.stubGlobal('navigator', {})
  let selected = ''
  const execCommand = () => {
    selected = (document.activeElement as HTMLTextAreaElement).value
    return works
  }
  Object.assign(document, { execCommand })
  const button = document.createElement('button')
  document.body.append(button)
  button.focus()
  expect(await copyText('A night bus')).toBe(works)
  expect(selected).toBe('A night bus')
  expect(document.activeElement).toBe(button)
  expect(document.querySelector('textarea')).toBeNull()
})
