import { beforeEach, describe, expect, it, vi } from 'vitest'

import type * as module from './drafts'

type Drafts = typeof module

let drafts: Drafts

/** A page with nothing in its memory. */
async function reloaded(): Promise<Drafts> {
  vi.resetModules()
  return await import('./drafts')
}

/** A tab beside this one: the browser's storage is shared, the tab's is its own. */
async function anotherTab(): Promise<Drafts> {
  sessionStorage.clear()
  return await reloaded()
}

beforeEach(async () => {
  drafts = await reloaded()
})

describe('a draft', () => {
  it('is kept until it is emptied', () => {
    drafts.keepDraft('a', 'A night bus')
    expect(drafts.draft('a')).toBe('A night bus')
    drafts.keepDraft('a', '')
    expect(drafts.draft('a')).toBe('')
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 0])
  })

  it('survives a reload, and a tab that crashed', async () => {
    drafts.keepDraft('a', 'A night bus')
    expect((await reloaded()).draft('a')).toBe('A night bus')
    expect((await anotherTab()).draft('a')).toBe('A night bus')
  })

  it('goes its own way in each tab from there on', async () => {
    drafts.keepDraft('a', 'A night bus')
    const other = await anotherTab()
    other.keepDraft('a', 'A night bus at nine')
    expect(drafts.draft('a')).toBe('A night bus')
    drafts.keepDraft('a', '')
    expect(other.draft('a')).toBe('A night bus at nine')
    expect((await anotherTab()).draft('a')).toBe('A night bus at nine')
  })

  it('is kept in memory where storage is full or forbidden', () => {
    const refuse = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(refuse)
    drafts.keepDraft('c', 'Still here')
    expect(drafts.draft('c')).toBe('Still here')
    vi.stubGlobal('sessionStorage', undefined)
    vi.stubGlobal('localStorage', undefined)
    drafts.keepDraft('c', 'Still here, too')
    expect(drafts.draft('c')).toBe('Still here, too')
    drafts.forgetDrafts('c')
    expect(drafts.draft('c')).toBe('')
  })

  it('is forgotten after a day in no tab', async () => {
    vi.useFakeTimers({ now: 1_760_000_000_000 })
    drafts.keepDraft('a', 'A night bus')
    localStorage.setItem('draft.broken', 'not ours')
    localStorage.setItem('else', 'not ours')
    vi.setSystemTime(Date.now() + 24 * 60 * 60_000)
    const other = await anotherTab()
    expect(other.draft('a')).toBe('')
    other.forgetOldDrafts()
    expect(Object.keys(localStorage)).toEqual(['else'])
    vi.useRealTimers()
  })

  it('is one person’s in one workshop', () => {
    const config = { page: 'room', workshop: 'w', title: '' } as const
    expect(drafts.draftKey({ config, me: 'ann' }, 'stage', 'ben')).toBe('w.ann.stage.ben')
    expect(drafts.draftKey({ config, me: null }, 'stage')).toBe('w..stage')
  })
})

describe('a form', () => {
  it('sent or let go of forgets its own drafts, of this visit and of earlier ones', async () => {
    drafts.keepDraft('ask.question', 'Which?')
    drafts.keepDraft('stage.title', 'Ideas')
    const after = await reloaded()
    after.keepDraft('ask.own', 'One\nTwo')
    after.forgetDrafts('ask.')
    expect(['ask.question', 'ask.own', 'stage.title'].map(after.draft)).toEqual(['', '', 'Ideas'])
    expect((await reloaded()).draft('ask.question')).toBe('')
  })

  it('begins with what was kept, and keeps what is typed', () => {
    drafts.keepDraft('ask.question', 'Which?')
    const field = document.createElement('textarea')
    const heard = vi.fn()
    field.addEventListener('input', heard)
    const stop = drafts.keptAs('ask.question')(field)
    expect(field.value).toBe('Which?')
    expect(heard).toHaveBeenCalledOnce()
    field.value = 'Which first?'
    field.dispatchEvent(new Event('input'))
    expect(drafts.draft('ask.question')).toBe('Which first?')
    stop?.()
    field.value = 'nobody hears'
    field.dispatchEvent(new Event('input'))
    expect(drafts.draft('ask.question')).toBe('Which first?')
  })

  it('opened on something that exists keeps what stands there', () => {
    const field = document.createElement('input')
    field.value = 'Ideas'
    drafts.keptAs('stage.title')(field)
    expect(field.value).toBe('Ideas')
  })
})

describe('words that another tab sent', () => {
  const removed = (text: string) =>
    new StorageEvent('storage', {
      key: 'draft.a',
      oldValue: JSON.stringify({ text, at: 0 }),
      newValue: null,
    })

  it('are gone here too, if they are the same', () => {
    drafts.keepDraft('a', 'A night bus')
    const act = vi.fn()
    const stop = drafts.onDraftTaken('a', act)
    dispatchEvent(removed('A day bus'))
    dispatchEvent(new StorageEvent('storage', { key: 'draft.a', newValue: '{}' }))
    expect(act).not.toHaveBeenCalled()
    dispatchEvent(removed('A night bus'))
    expect(act).toHaveBeenCalledOnce()
    expect(drafts.draft('a')).toBe('')
    stop()
    drafts.keepDraft('a', 'A night bus')
    dispatchEvent(removed('A night bus'))
    expect(act).toHaveBeenCalledOnce()
  })
})
