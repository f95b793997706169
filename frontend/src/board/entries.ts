// Entries: what people put on record under a stage, and what may be asked about it.
//
// A need, a piece of evidence, a milestone: each is made, said anew under its id, taken back and put
// back in one way (E1 to E4). A row is what the board says of it, with what waits done to it.

import type { Command, CommandData, CommandType } from '../protocol/commands'
import type { BoardRecords, EntryBase, EntryKind, Role, SpendLineSays } from '../protocol/records'

import { mint } from './ids'
import { workshop, type Held, type Pending } from './select'

/** The collection of each kind of entry, and the command that makes one or says it anew. */
const KINDS = {
  need: { collection: 'needs', asks: 'StateNeed' },
  evidence: { collection: 'evidence', asks: 'AddEvidence' },
  persona: { collection: 'personas', asks: 'DescribePersona' },
  journey_step: { collection: 'journey_steps', asks: 'MapJourneyStep' },
  asset: { collection: 'assets', asks: 'MapAsset' },
  barrier: { collection: 'barriers', asks: 'RaiseBarrier' },
  delivery_option: { collection: 'delivery_options', asks: 'DescribeDeliveryOption' },
  criterion: { collection: 'criteria', asks: 'DescribeCriterion' },
  score: { collection: 'scores', asks: 'ScoreOption' },
  estimate: { collection: 'estimates', asks: 'RecordEstimate' },
  pledge: { collection: 'pledges', asks: 'MakePledge' },
  spend_line: { collection: 'spend_lines', asks: 'CorrectSpendLine' },
  milestone: { collection: 'milestones', asks: 'SetMilestone' },
  risk: { collection: 'risks', asks: 'RecordRisk' },
} as const satisfies Record<EntryKind, { collection: keyof BoardRecords; asks: CommandType }>

type CollectionOf<K extends EntryKind> = (typeof KINDS)[K]['collection']
type RecordOf<K extends EntryKind> = BoardRecords[CollectionOf<K>]

/** The collection that an entry of a kind is in. */
export const collectionOf = (kind: EntryKind): keyof BoardRecords => KINDS[kind].collection

/** What an entry says, without what every entry has. */
export type Says<K extends EntryKind> = Omit<RecordOf<K>, keyof EntryBase>

export type EntryRow<K extends EntryKind = EntryKind> = Says<K> & {
  readonly id: string
  readonly kind_of: K
  readonly stage: string
  readonly at: number
  /** The event that brought it; 0 while it is on its way. */
  readonly seq: number
  readonly lang: string | null
  readonly redacted: boolean
  readonly author: string | null
  readonly author_organisation: string | null
  /** I made it, or the person I act for did. */
  readonly mine: boolean
  readonly pending: boolean
  /** Only I see it: taken back, off the board, or in a stage whose entries are not shown yet. */
  readonly withdrawn: boolean
  readonly hidden: boolean
  readonly hidden_reason: string | null
}

/** Make an entry, or with the id of one say it anew. */
export function enter(
  kind: EntryKind,
  id: string,
  stage: string,
  says: Readonly<Record<string, unknown>>,
): Command {
  if (kind !== 'spend_line')
    return { type: KINDS[kind].asks, data: { ...says, [kind]: id, stage } } as unknown as Command
  const { reason, ...spent } = says
  const amount = spent as unknown as SpendLineSays
  // Only what is on record already is corrected, and says why.
  return typeof reason === 'string'
    ? { type: 'CorrectSpendLine', data: { spend_line: id, stage, says: amount, reason } }
    : recordSpending(stage, [amount], [id])
}

/** Put amounts on record, all of them or none. */
export const recordSpending = (
  stage: string,
  amounts: readonly SpendLineSays[],
  ids: readonly string[] = amounts.map(mint),
): Command<'RecordSpending'> => ({
  type: 'RecordSpending',
  data: { stage, rows: amounts.map((says, at) => ({ spend_line: ids[at] ?? mint(), says })) },
})

/**
 * What a refused command said, where it is about this form: the entry it says anew, or a new one of
 * this kind in the stage.
 */
export function refusedOf(
  held: Held,
  { type, data }: Command,
  kind: EntryKind,
  stage: string,
  entry: string | undefined,
): Readonly<Record<string, unknown>> | undefined {
  if (type === 'RecordSpending')
    return kind === 'spend_line' ? ofOneRow(data, stage, entry) : undefined
  if (type !== KINDS[kind].asks) return undefined
  if (type === 'CorrectSpendLine')
    return data.spend_line === entry ? { ...data.says, reason: data.reason } : undefined
  const said = data as unknown as Readonly<Record<string, string>>
  const id = said[kind] ?? ''
  const isKnown = held.board[KINDS[kind].collection].has(id) || held.mine.entries.has(id)
  const isAbout = entry === undefined ? !isKnown && said.stage === stage : id === entry
  return isAbout ? said : undefined
}

function ofOneRow(
  { stage, rows }: CommandData['RecordSpending'],
  ofStage: string,
  entry: string | undefined,
): Readonly<Record<string, unknown>> | undefined {
  const [row] = rows
  const isAbout = entry === undefined && rows.length === 1 && stage === ofStage
  return isAbout && row !== undefined ? { ...row.says } : undefined
}

/** Take an entry back; those at the desk say why. */
export const withdrawEntry = (
  kind: EntryKind,
  id: string,
  reason = '',
): Command<'WithdrawEntry'> => ({ type: 'WithdrawEntry', data: { kind, id, reason } })

export const restoreEntry = (kind: EntryKind, id: string): Command<'RestoreEntry'> => ({
  type: 'RestoreEntry',
  data: { kind, id },
})

/** Say which needs an idea answers, all of them. */
export const answerNeeds = (idea: string, needs: readonly string[]): Command<'AnswerNeeds'> => ({
  type: 'AnswerNeeds',
  data: { idea, needs },
})

/** Name somebody for desk work. */
export const grantDeskWork = (participant: string): Command<'GrantDeskWork'> => ({
  type: 'GrantDeskWork',
  data: { participant },
})

export const endDeskWork = (participant: string): Command<'EndDeskWork'> => ({
  type: 'EndDeskWork',
  data: { participant },
})

/** Every entry of a kind that I may see, with my own that nobody else sees; oldest first. */
export function entries<K extends EntryKind>(
  held: Held,
  kind: K,
  who: string | null,
): EntryRow<K>[] {
  const rows = new Map<string, EntryRow<K>>()
  for (const [id, record] of held.board[KINDS[kind].collection])
    rows.set(id, onBoard(kind, id, record as RecordOf<K>, who))
  for (const [id, own] of held.mine.entries) {
    if (own.kind !== kind || own.author !== who) continue
    const shown = rows.get(id)
    const { withdrawn, hidden, redacted } = own
    const mine = { mine: true, withdrawn, hidden, redacted }
    rows.set(
      id,
      shown === undefined
        ? {
            ...bare(kind, id, own.stage, own.at),
            ...(own.says as unknown as Says<K>),
            author: who,
            ...mine,
          }
        : { ...shown, ...mine },
    )
  }
  for (const each of held.pending) done(rows, kind, each, held.me, who)
  return [...rows.values()]
}

/** The same of one stage, with what stands first and in the order it came. */
export const entriesOf = <K extends EntryKind>(
  held: Held,
  kind: K,
  stage: string,
  who: string | null,
): EntryRow<K>[] => entries(held, kind, who).filter((each) => each.stage === stage)

/** Whether somebody may enter figures, plans and texts, at any time (E2). */
export function doesDeskWork(held: Held, role: Role | null, who: string | null): boolean {
  if (role === 'facilitator' || role === 'co_facilitator' || role === 'commissioner') return true
  return role !== null && held.board.participants.get(who ?? '')?.desk_work === true
}

/** Whether what anybody enters is taken now. */
export const isTaken = (held: Held): boolean => workshop(held.board)?.intake === 'open'

function onBoard<K extends EntryKind>(
  kind: K,
  id: string,
  record: RecordOf<K>,
  who: string | null,
): EntryRow<K> {
  const { author = null, author_organisation = null, hidden_reason = null } = record
  const mine = author !== null && author === who
  const hidden = hidden_reason !== null
  return {
    ...bare(kind, id, record.stage, record.at),
    ...record,
    author,
    author_organisation,
    hidden_reason,
    mine,
    hidden,
    withdrawn: hidden,
  }
}

function bare<K extends EntryKind>(kind: K, id: string, stage: string, at: number) {
  return {
    id,
    kind_of: kind,
    stage,
    at,
    seq: 0,
    lang: null,
    redacted: false,
    author: null,
    author_organisation: null,
    mine: false,
    pending: false,
    withdrawn: false,
    hidden: false,
    hidden_reason: null,
  }
}

/** Do to the rows what was asked and has no answer yet. */
function done<K extends EntryKind>(
  rows: Map<string, EntryRow<K>>,
  kind: K,
  { command, actingFor, askedAt }: Pending,
  me: string | null,
  who: string | null,
): void {
  if (command.type === 'RecordSpending' && kind === 'spend_line') {
    for (const { spend_line: id, says } of command.data.rows) {
      const fresh = bare(kind, id, command.data.stage, askedAt)
      const mine = (actingFor ?? me) === who
      rows.set(id, { ...fresh, ...says, reason: '', mine, pending: true } as unknown as EntryRow<K>)
    }
  } else if (command.type === 'CorrectSpendLine' && kind === 'spend_line') {
    const { spend_line: id, says, reason } = command.data
    const before = rows.get(id)
    if (before !== undefined)
      rows.set(id, { ...before, ...says, reason, withdrawn: false, pending: true })
  } else if (command.type === KINDS[kind].asks) {
    const { [kind]: key, stage, ...says } = command.data as unknown as Record<string, unknown>
    const id = key as string
    const fresh = { ...bare(kind, id, stage as string, askedAt), author: actingFor ?? me }
    const before = rows.get(id) ?? { ...fresh, mine: (actingFor ?? me) === who }
    rows.set(id, { ...before, ...says, withdrawn: false, pending: true } as EntryRow<K>)
  } else if (command.type === 'WithdrawEntry' || command.type === 'RestoreEntry') {
    const row = rows.get(command.data.id)
    const withdrawn = command.type === 'WithdrawEntry'
    if (row !== undefined) rows.set(row.id, { ...row, withdrawn, pending: true })
  }
}
