// The choices of a redesign and what they cost: their records (codesign/projections/records:
// choices, appraisal, money) and what may be asked of them.

import type { DeliveryModel, EntryBase } from './entryBase'

export type Sift = 'carried_forward' | 'discounted'
export type CriterionGroup =
  'desirability' | 'viability' | 'feasibility' | 'critical_success_factor'
export type EstimateSide = 'cost' | 'fiscal' | 'economic' | 'social'
export type CostType = 'capital' | 'revenue' | 'in_kind'
export type Party = 'organisation' | 'individuals' | 'society'
export type PledgeKind = 'pooled' | 'aligned' | 'in_kind' | 'grant' | 'devolved'
export type PledgeStanding = 'indicative' | 'subject_to_approval'

/** A way to deliver a redesign, and what became of it. */
export interface DeliveryOptionRecord extends EntryBase {
  readonly redesign: string
  readonly label: string
  readonly model: DeliveryModel
  /** Carrying on as now, and the least that could be done. */
  readonly bau: boolean
  readonly do_minimum: boolean
  readonly scope: string
  readonly solution: string
  readonly delivery: string
  readonly implementation: string
  readonly funding: string
  readonly status: 'considered' | 'carried_forward' | 'discounted' | 'preferred' | 'rejected'
  /** Why it has that status, and the event that gave it. */
  readonly reason: string
  readonly status_seq: number | null
  readonly round: string | null
}

export interface CriterionRecord extends EntryBase {
  readonly redesign: string
  readonly name: string
  readonly about: string
  readonly group: CriterionGroup
}

/** A score of 0 to 100; one of an earlier lock is `void`. */
export interface ScoreRecord extends EntryBase {
  readonly redesign: string
  readonly delivery_option: string
  readonly criterion: string
  readonly lock: number
  readonly void: boolean
  readonly points: number
  readonly reason: string
}

/** Where another option draws level; weights in hundredths of a point, `moved_by` per mille. */
export interface BreakPointRecord {
  readonly criterion: string
  readonly at: number
  readonly moved_by: number
  readonly ahead: readonly string[]
}

/** How the options of a redesign compare, under the redesign's id; results in hundredths. */
export interface AppraisalRecord {
  readonly stage: string
  readonly lock: number
  readonly locked_at: number
  /** Not for the public. */
  readonly locked_by?: string | null
  readonly seq: number
  readonly criteria: readonly {
    readonly criterion: string
    readonly weight: number
    readonly gate: number | null
  }[]
  readonly void_scores: number
  /** The best first. */
  readonly standings: readonly {
    readonly option: string
    readonly result: number
    readonly barred_by: readonly string[]
  }[]
  readonly unscored: readonly string[]
  readonly winners: readonly string[]
  readonly below: readonly BreakPointRecord[]
  readonly above: readonly BreakPointRecord[]
  /** Weights that, moved by a fifth of themselves, change who wins. */
  readonly flips: readonly {
    readonly criterion: string
    readonly by: number
    readonly winners: readonly string[]
    readonly results: Readonly<Record<string, number>>
  }[]
  /** What would matter how much to each organisation, and how often each option has which place. */
  readonly own_weights: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly ranks: Readonly<Record<string, readonly number[]>>
}

export interface YearEstimate {
  readonly year: number
  /** Minor units, or with a reach the phase-in per mille. */
  readonly amount: number
  readonly cashable?: number
}

/** Whom a benefit reaches: people, shares per mille, minor units a person and year. */
export interface Reach {
  readonly population: number
  readonly affected: number
  readonly engaged: number
  readonly impact: number
  readonly deadweight: number
  readonly unit_value: number
}

/** A cost or a benefit of an option: rough until a post has checked it. */
export interface EstimateRecord extends EntryBase {
  readonly redesign: string
  readonly delivery_option: string
  readonly side: EstimateSide
  readonly cost_type: CostType | null
  readonly party: Party
  readonly organisation: string | null
  readonly by_year: readonly YearEstimate[]
  readonly reach: Reach | null
  readonly grade: number
  readonly price_base: number
  readonly what: string
  readonly source: string
  readonly checked_by: string | null
  readonly checked_on: string | null
  readonly checked_seq: number | null
}

type Sides<T> = Readonly<Record<EstimateSide | 'cashable', T>>

/** The discount rate from year `since` on, per ten thousand a year. */
export interface Band {
  readonly since: number
  readonly rate: number
}

/** What a grade adds to costs, takes from benefits, and may err by: per mille. */
export interface GradeTerms {
  readonly on_costs: number
  readonly on_benefits: number
  readonly known_error: number
}

/** What money is reckoned by; `seq` is null for the illustrative defaults. */
export interface RatesRecord {
  readonly name: string
  readonly source: string
  readonly dated: string
  readonly bands: readonly Band[]
  /** From 1, the best evidence, to 6. */
  readonly grades: readonly GradeTerms[]
  readonly seq: number | null
}

/** What an option comes to, under its id: minor units, ratios per mille. */
export interface CostBenefitRecord {
  readonly redesign: string
  readonly estimates: number
  readonly checked: number
  readonly price_base: number
  readonly years: readonly number[]
  readonly parties: readonly {
    /** An organisation's id, `individuals` or `society`. */
    readonly party: string
    readonly by_year: Sides<readonly number[]>
    readonly present: Sides<number>
    readonly net: number
    readonly pledged: number
    readonly gains_more_than_pledged: boolean
  }[]
  readonly by_year: Sides<readonly number[]>
  readonly present: Sides<number>
  /** Negative is a saving to budgets. */
  readonly npbi: number
  readonly nppv: number
  readonly roi: number | null
  readonly bcr: number | null
  readonly bcr_least: number | null
  readonly bcr_most: number | null
  readonly payback: number | null
  readonly rates: RatesRecord
}

export interface YearAmount {
  readonly year: number
  readonly amount: number
}

/** What an organisation puts into a redesign. */
export interface PledgeRecord extends EntryBase {
  readonly redesign: string
  readonly organisation: string
  readonly kind: PledgeKind
  readonly by_year: readonly YearAmount[]
  readonly status: PledgeStanding | 'confirmed'
  readonly host: string | null
  readonly what: string
  readonly conditions: string
  readonly legal_basis: string
  readonly authority: string
  readonly confirmed_on: string | null
  readonly confirmed_seq: number | null
}

/** What is pledged to a redesign, under its id; the pot is confirmed pooled money alone. */
export interface PoolRecord {
  readonly pool: number
  readonly pool_indicative: number
  readonly by_kind: Readonly<
    Partial<Record<PledgeKind, { readonly confirmed: number; readonly indicative: number }>>
  >
}

/** The collections of choices and money. */
export interface ChoiceRecords {
  readonly delivery_options: DeliveryOptionRecord
  readonly criteria: CriterionRecord
  readonly scores: ScoreRecord
  readonly estimates: EstimateRecord
  readonly pledges: PledgeRecord
  readonly appraisals: AppraisalRecord
  readonly cost_benefits: CostBenefitRecord
  readonly pools: PoolRecord
}

export interface CriterionWeight {
  readonly criterion: string
  readonly weight: number
  readonly gate?: number | null
}

/** What may be asked of choices and money, as CommandData. */
export interface ChoiceCommands {
  DescribeDeliveryOption: {
    readonly delivery_option: string
    readonly stage: string
    readonly redesign: string
    readonly label: string
    readonly model: DeliveryModel
    readonly bau?: boolean
    readonly do_minimum?: boolean
    readonly scope?: string
    readonly solution?: string
    readonly delivery?: string
    readonly implementation?: string
    readonly funding?: string
  }
  SiftDeliveryOption: {
    readonly delivery_option: string
    readonly sift: Sift
    readonly reason: string
  }
  DescribeCriterion: {
    readonly criterion: string
    readonly stage: string
    readonly redesign: string
    readonly name: string
    readonly group: CriterionGroup
    readonly about?: string
  }
  LockCriteria: {
    readonly redesign: string
    readonly stage: string
    readonly criteria: readonly CriterionWeight[]
  }
  ScoreOption: {
    readonly score: string
    readonly delivery_option: string
    readonly criterion: string
    readonly points: number
    readonly reason: string
  }
  GiveOwnWeights: {
    readonly redesign: string
    readonly organisation: string
    readonly weights: readonly CriterionWeight[]
  }
  SelectPreferredOption: {
    readonly redesign: string
    readonly delivery_option: string
    readonly reason: string
    readonly rejected: readonly { readonly delivery_option: string; readonly reason: string }[]
    readonly round?: string | null
  }
  WithdrawPreference: { readonly redesign: string }
  RecordEstimate: {
    readonly estimate: string
    readonly stage: string
    readonly delivery_option: string
    readonly side: EstimateSide
    readonly what: string
    readonly by_year: readonly YearEstimate[]
    readonly price_base: number
    readonly party?: Party
    readonly organisation?: string | null
    readonly cost_type?: CostType | null
    readonly reach?: Reach | null
    readonly grade?: number
    readonly source?: string
  }
  CheckEstimate: { readonly estimate: string; readonly post: string; readonly on: string }
  UncheckEstimate: { readonly estimate: string }
  SetRates: {
    readonly source: string
    readonly dated: string
    readonly bands: readonly Band[]
    readonly grades: readonly GradeTerms[]
  }
  DropRates: Record<string, never>
  MakePledge: {
    readonly pledge: string
    readonly stage: string
    readonly redesign: string
    readonly organisation: string
    readonly kind: PledgeKind
    readonly by_year?: readonly YearAmount[]
    readonly standing?: PledgeStanding
    readonly host?: string | null
    readonly what?: string
    readonly conditions?: string
    readonly legal_basis?: string
  }
  ConfirmPledge: { readonly pledge: string; readonly authority: string; readonly on: string }
  UnconfirmPledge: { readonly pledge: string }
}
