import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'

import { ManualClock, settled } from './fakes'
import { Outbox } from './outbox'

let clock: ManualClock
let changes: number

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  clock = new ManualClock()
  changes = 0
})

/** A page of a person, with what it finds on disk. */
async function page(person = 'anna', workshop = 'workshop'): Promise<Outbox> {
  const outbox = new Outbox({
    workshop,
    person,
    now: clock.now,
    later: clock.later,
    changed: () => changes++,
  })
  await outbox.load()
  return outbox
}

function ask(outbox: Outbox, id: string, text = id): void {
  const data = { idea: id, stage: 'stage', text }
  outbox.add({ id, type: 'SubmitIdea', data, actingFor: null, askedAt: clock.now() })
}

const ids = (some: readonly { id: string }[]) => some.map((each) => each.id)
const REFUSAL = { code: 'stage_closed', message: 'This stage is closed.' }

describe('the outbox', () => {
  it('keeps what waits over a reload, in its order, with its words', async () => {
    const before = await page()
    for (const each of ['c', 'a', 'b']) ask(before, each)
    await settled()
    const after = await page()
    expect(ids(after.waiting)).toEqual(['c', 'a', 'b'])
    expect(after.waiting[0]).toMatchObject({ data: { text: 'c' }, actingFor: null })
    expect(after.kept).toBe('disk')
  })

  it('keeps the order when the clock of this device is set back', async () => {
    const before = await page()
    ask(before, 'first')
    clock.sleep(-60_000)
    ask(before, 'second')
    await settled()
    const after = await page()
    ask(after, 'third')
    await settled()
    expect(ids((await page()).waiting)).toEqual(['first', 'second', 'third'])
  })

  it('forgets what is answered', async () => {
    const before = await page()
    ask(before, 'a')
    ask(before, 'b')
    before.answered('a')
    expect(ids(before.waiting)).toEqual(['b'])
    await settled()
    expect(ids((await page()).waiting)).toEqual(['b'])
  })

  it('keeps a refused command with its words until it is dismissed', async () => {
    const before = await page()
    ask(before, 'a', 'A bus')
    before.refuse('a', REFUSAL)
    expect(ids(before.waiting)).toEqual([])
    await settled()
    const after = await page()
    expect(after.refused).toMatchObject([{ id: 'a', data: { text: 'A bus' }, ...REFUSAL }])
    after.dismiss('a')
    expect(after.refused).toEqual([])
    await settled()
    expect((await page()).refused).toEqual([])
  })

  it('tells of every change', async () => {
    const outbox = await page()
    changes = 0
    ask(outbox, 'a')
    outbox.refuse('a', REFUSAL)
    outbox.dismiss('a')
    expect(changes).toBe(3)
  })

  it('what was asked before the disk answered is kept and stays in its order', async () => {
    const before = await page()
    ask(before, 'old')
    await settled()
    const after = new Outbox({
      workshop: 'workshop',
      person: 'anna',
      now: clock.now,
      later: clock.later,
      changed: () => changes++,
    })
    clock.sleep(5)
    ask(after, 'new')
    await after.load()
    expect(ids(after.waiting)).toEqual(['old', 'new'])
  })

  it('is one person’s, in one workshop', async () => {
    ask(await page('anna'), 'a')
    ask(await page('mair'), 'm')
    ask(await page('anna', 'other'), 'o')
    await settled()
    expect(ids((await page('anna')).waiting)).toEqual(['a'])
    expect(ids((await page('mair')).waiting)).toEqual(['m'])
  })

  it('refuses nothing it does not hold', async () => {
    const outbox = await page()
    outbox.refuse('strange', REFUSAL)
    expect(outbox.refused).toEqual([])
  })
})

describe('two tabs of one person (peers 9)', () => {
  it('neither removes what the other waits for', async () => {
    const [one, other] = [await page(), await page()]
    ask(one, 'a')
    ask(other, 'b')
    await settled()
    one.answered('a')
    await settled()
    expect(ids((await page()).waiting)).toEqual(['b'])
    other.answered('b')
    await settled()
    expect(ids((await page()).waiting)).toEqual([])
  })

  it('what a closed tab left is taken over, once', async () => {
    const [one, other] = [await page(), await page()]
    ask(one, 'a')
    await settled()
    one.close()
    await other.load()
    await other.load()
    expect(ids(other.waiting)).toEqual(['a'])
  })
})

describe('what another tab was answered', () => {
  it('is not sent again from here: taken, or refused with its words given back there', async () => {
    const one = await page()
    ask(one, 'taken')
    ask(one, 'refused')
    ask(one, 'waits')
    await settled()
    const other = await page()
    one.answered('taken')
    one.refuse('refused', REFUSAL)
    await settled()
    await other.load()
    expect(ids(other.waiting)).toEqual(['waits'])
    expect(ids(other.refused)).toEqual(['refused'])
    one.dismiss('refused')
    await settled()
    await other.load()
    expect(other.refused).toEqual([])
  })

  it('is known to the tab that asked', async () => {
    const one = await page()
    ask(one, 'a')
    await settled()
    const other = await page()
    other.refuse('a', REFUSAL)
    await settled()
    await one.load()
    expect(ids(one.waiting)).toEqual([])
    expect(ids(one.refused)).toEqual(['a'])
  })

  it('is not mixed up with what this tab could not write down', async () => {
    const one = await page()
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    ask(one, 'a')
    await settled()
    await one.load()
    expect(ids(one.waiting)).toEqual(['a'])
  })
})

describe('what waits for long (peers 5)', () => {
  it('is said after five seconds without an answer, and no more once one came', async () => {
    const outbox = await page()
    ask(outbox, 'a')
    ask(outbox, 'b')
    await clock.advance(4_999)
    expect(outbox.isLate).toBe(false)
    changes = 0
    await clock.advance(1)
    expect(outbox.isLate).toBe(true)
    expect(changes).toBe(1)
    outbox.answered('a')
    expect(outbox.isLate).toBe(false)
    await clock.advance(5_000)
    expect(outbox.isLate).toBe(true)
    outbox.refuse('b', REFUSAL)
    expect(outbox.isLate).toBe(false)
    await clock.advance(60_000)
    expect(outbox.isLate).toBe(false)
  })
})

describe('where nothing can be kept on disk', () => {
  it('keeps it in memory and says so', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const outbox = await page()
    ask(outbox, 'a')
    await settled()
    expect(outbox.kept).toBe('memory')
    expect(ids(outbox.waiting)).toEqual(['a'])
    outbox.answered('a')
    expect(outbox.waiting).toEqual([])
    expect(changes).toBe(3)
  })

  it('gives up on a disk that does not answer', async () => {
    vi.stubGlobal('indexedDB', { open: () => new EventTarget() })
    const opening = page()
    await clock.advance(3_000)
    expect((await opening).kept).toBe('memory')
  })

  it('gives up on a disk that stops answering', async () => {
    const outbox = await page()
    vi.spyOn(IDBIndex.prototype, 'getAll').mockReturnValue(new EventTarget() as never)
    const loading = outbox.load()
    await clock.advance(3_000)
    await loading
    expect(outbox.kept).toBe('memory')
  })

  it('says so when the disk fails later, and goes on', async () => {
    const outbox = await page()
    outbox.add({ id: 'a', type: 'T', data: () => 'no value', actingFor: null, askedAt: 1 })
    await settled()
    expect(outbox.kept).toBe('memory')
    expect(ids(outbox.waiting)).toEqual(['a'])
  })
})
