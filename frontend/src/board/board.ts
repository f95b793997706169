// What the browser holds: records in collections under their ids. It knows four operations and no
// rules: what an audience may see was decided before it was sent.
//
// Records are values: a change puts another record in the place of the first, so that whoever kept
// one can tell by identity whether it changed. The collections change in place.

import type { AnyRecord, Op } from '../protocol/ops'
import type { BoardRecords, MineRecords } from '../protocol/records'

export type { AnyRecord, Op } from '../protocol/ops'
export type {
  AppraisalRecord,
  BreakPointRecord,
  CostBenefitRecord,
  CostType,
  CriterionGroup,
  CriterionRecord,
  DeliveryOptionRecord,
  EstimateRecord,
  EstimateSide,
  PledgeKind,
  PledgeRecord,
  ScoreRecord,
} from '../protocol/choices'
export type {
  AgreementRecord,
  AgreementRule,
  AmendmentRecord,
  AmendmentState,
  AnnotationRecord,
  BallotRecord,
  BoardRecords,
  BreakoutRecord,
  Capacity,
  Channel,
  Characteristic,
  Clause,
  ClosingRecord,
  Concern,
  ConditionRecord,
  Contribution,
  Counted,
  DecisionRecord,
  DeliveryModel,
  Design,
  DisplayRecord,
  DisplayShows,
  Door,
  DoorListRecord,
  Explanation,
  FormalDecisionRecord,
  FormalOutcome,
  Fraction,
  GroupRecord,
  Hall,
  IdeaRecord,
  Identifier,
  Impact,
  Intake,
  Interest,
  Level,
  Method,
  MineRecords,
  MyIdeaRecord,
  ObjectionRecord,
  ObjectionState,
  OptionRecord,
  OptionSource,
  OrganisationRecord,
  Outcome,
  ParticipantRecord,
  PositionGiven,
  PositionRecord,
  Reasons,
  RedesignRecord,
  RedesignVersionRecord,
  ReportBackRecord,
  Reported,
  ReportRecord,
  ReportState,
  Responded,
  ResponseRecord,
  ResultRecord,
  Role,
  RoundRecord,
  SessionRecord,
  Severity,
  Shape,
  Share,
  Shown,
  SimpleMethod,
  SpotlightRecord,
  StageKind,
  StageRecord,
  Stance,
  TallyShown,
  Terms,
  ThemeRecord,
  TieRule,
  TotalsRecord,
  Turnout,
  View,
  WorkshopRecord,
} from '../protocol/records'

export type Collections<R> = { readonly [C in keyof R]: ReadonlyMap<string, R[C]> }

/** Everything an audience sees, to be read. */
export type Board = Collections<BoardRecords>

/** Everything that is mine alone, to be read. */
export type MineBoard = Collections<MineRecords>

/** Collections to be changed; which there are is fixed when they are made. */
export type Store = Readonly<Record<string, Map<string, AnyRecord>>>

/** Collections as a snapshot brings them. */
export type Plain = Readonly<Record<string, Readonly<Record<string, AnyRecord>>>>

/** The collections of a board, in the order of the wire's specification. */
export const BOARD_COLLECTIONS = [
  'workshop',
  'sessions',
  'stages',
  'organisations',
  'areas',
  'participants',
  'door_list',
  'ideas',
  'themes',
  'rounds',
  'options',
  'totals',
  'results',
  'reasons',
  'decisions',
  'redesigns',
  'redesign_versions',
  'amendments',
  'objections',
  'agreements',
  'positions',
  'conditions',
  'formal_decisions',
  'responses',
  'outputs',
  'spotlight',
  'breakouts',
  'groups',
  'report_backs',
  'annotations',
  'needs',
  'evidence',
  'personas',
  'journey_steps',
  'assets',
  'barriers',
  'delivery_options',
  'criteria',
  'scores',
  'estimates',
  'pledges',
  'appraisals',
  'cost_benefits',
  'pools',
  'spend_lines',
  'milestones',
  'risks',
  'equality_impacts',
] as const satisfies readonly (keyof BoardRecords)[]

export const MINE_COLLECTIONS = [
  'ballots',
  'proxies',
  'areas',
  'ideas',
  'entries',
  'closing',
  'standings',
  'hands',
  'held',
  'reports',
  'notes',
  'access_needs',
  'heard',
  'display',
  'acts',
] as const satisfies readonly (keyof MineRecords)[]

/** Make an empty board. */
export function emptyBoard(): Board & Store {
  return emptyOf(BOARD_COLLECTIONS, () => new Map<string, never>())
}

/** Make what is mine, empty. */
export function emptyMine(): MineBoard & Store {
  return emptyOf(MINE_COLLECTIONS, () => new Map<string, never>())
}

/** Make a map for every collection named. */
export function emptyOf<C extends string, M>(
  collections: readonly C[],
  make: (collection: C) => M,
): Record<C, M> {
  return Object.fromEntries(collections.map((each) => [each, make(each)])) as Record<C, M>
}

/**
 * Do what the operations say, in their order (D3).
 *
 * Doing them again changes nothing, and puts no other record in the place of an equal one (D2), so
 * that nobody is told of a change that is none.
 */
export function applyOps(store: Store, ops: readonly Op[]): void {
  const cleared = ops.findIndex(([kind]) => kind === 'clear')
  if (cleared < 0) {
    for (const op of ops) applyOp(store, op)
    return
  }
  // What follows a clear is drawn on fresh maps and then compared: most of what is mine is the same
  // after a lost line, and a half-filled ballot must not notice.
  const fresh = emptyOf(Object.keys(store), () => new Map<string, AnyRecord>())
  applyOps(fresh, ops.slice(cleared + 1))
  replaceWith(store, fresh)
}

/** Make the same collections anew; the records are the very same. */
export function copyOf(store: Store): Board & Store {
  const copies = Object.entries(store).map(([collection, held]) => [collection, new Map(held)])
  return Object.fromEntries(copies) as Board & Store
}

/** Make collections of what a snapshot brings. */
export function storeOf(plain: Plain): Board & Store {
  const store = emptyBoard()
  for (const collection of BOARD_COLLECTIONS)
    for (const [id, record] of Object.entries(plain[collection] ?? {}))
      (store as Store)[collection]?.set(id, record)
  return store
}

/** Make the store what another one is; records that are equal stay the very same. */
export function replaceWith(store: Store, other: Store): void {
  for (const [collection, held] of Object.entries(store)) {
    const records = other[collection] ?? new Map<string, never>()
    for (const id of [...held.keys()]) if (!records.has(id)) held.delete(id)
    for (const [id, record] of records) putIfOther(held, id, record)
  }
}

function applyOp(store: Store, op: Op): void {
  if (op[0] === 'clear') return
  const [, collection, id] = op
  const records = store[collection]
  // A newer server may have collections this page knows nothing of (F6).
  if (records === undefined) return
  switch (op[0]) {
    case 'put':
      putIfOther(records, id, op[3])
      break
    case 'patch':
      patch(records, id, op[3])
      break
    case 'remove':
      records.delete(id)
      break
  }
}

function putIfOther(records: Map<string, AnyRecord>, id: string, record: AnyRecord): void {
  if (!same(records.get(id), record)) records.set(id, record)
}

function patch(records: Map<string, AnyRecord>, id: string, fields: AnyRecord): void {
  const before = records.get(id)
  // Only when operations are done a second time: the record went away later in the same range.
  if (before !== undefined) putIfOther(records, id, { ...before, ...fields })
}

/** Tell whether two plain values say the same. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (!isObject(one) || !isObject(other)) return false
  // Without making lists of names: a jump in a long recording compares thousands of records.
  for (const name in other) if (!(name in one)) return false
  for (const name in one) if (!(name in other) || !same(one[name], other[name])) return false
  return true
}

// Lists too: their names are their places.
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
