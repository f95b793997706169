// What is in the collections (SPEC.md, collections and their records), as the renderers of
// codesign/projections/records and mine.py write it.
//
// A field marked with ? is not sent to every view or not in every state: a missing field means
// "not for you", null means "there is none".

import type { ChoiceRecords } from './choices'
import type { DeliveryModel, EntryBase } from './entryBase'

export type { DeliveryModel, EntryBase } from './entryBase'
export type Shape = 'quick' | 'half_day' | 'full'
export type StageKind =
  | 'welcome'
  | 'needs'
  | 'money'
  | 'ideas'
  | 'themes'
  | 'vote'
  | 'redesign'
  | 'choices'
  | 'agree'
  | 'plan'
  | 'close'
export type View = 'facilitator' | 'partner' | 'participant' | 'public'
export type Role =
  'facilitator' | 'co_facilitator' | 'table_helper' | 'participant' | 'commissioner' | 'observer'
/** The ways of voting that add up marks and decide nothing by themselves. */
export type SimpleMethod = 'agree' | 'dots' | 'approval'
/** Those that judge every option as a proposal of its own. */
export type DecisionRule =
  | 'temperature_check'
  | 'simple_majority'
  | 'absolute_majority'
  | 'super_majority'
  | 'unanimity'
  | 'consensus'
  | 'consent'
  | 'fist_to_five'
export type RankedMethod = 'ranked_irv' | 'condorcet' | 'schulze' | 'borda' | 'stv'
export type BudgetMethod = 'budget_greedy' | 'budget_equal_shares'
export type Method =
  SimpleMethod | DecisionRule | 'score' | 'quadratic' | RankedMethod | BudgetMethod
/** What happens when options stand equal where one must come first. */
export type TieRule = 'show_tie' | 'chair_casts' | 'lower_cost' | 'earliest_submitted' | 'lot'
export type TallyShown = 'live' | 'at_close' | 'at_reveal'
/** Who votes: everybody for themselves, or each organisation through who speaks for it. */
export type Electorate = 'participants' | 'organisations'
/** What a mandate lets its holder do for the organisation. */
export type Capacity =
  'delegated_authority' | 'subject_to_governance' | 'officer_view' | 'community_view'
/** Whether voters may say why, or must of a mark that stops a proposal. */
/** A new wording, a vote of the others, or who raised it let it go. */
export type WorryAnswer = 'integrated' | 'not_upheld' | 'withdrawn'
export type Reasons = 'none' | 'optional' | 'required'
/** How votes reach a count: one's own device, a helper typing for one, or counted by people. */
export type Channel = 'device' | 'helper' | 'proxy' | Counted
export type Counted = 'table' | 'hands' | 'paper'
export type OptionSource = 'idea' | 'theme' | 'text'
export type Interest = 'pecuniary' | 'employment' | 'potential_bidder' | 'other'
export type Contribution =
  | 'idea'
  | 'theme'
  | 'option'
  | 'round'
  | 'decision'
  | 'report'
  | 'note'
  | 'annotation'
  | 'response'
  | 'reason'
  | 'redesign'
  | 'amendment'
  | 'objection'
  | EntryKind
  | 'position'
  | 'condition'
  | 'formal_decision'
  | 'equality_impact'
/** What a redesign means for people of a protected characteristic. */
export type Impact = 'positive' | 'neutral' | 'negative' | 'unknown'
/** Who must say yes: the room and every required organisation, or one of the two. */
export type AgreementRule = 'dual_key' | 'room' | 'organisations'
/** Where an organisation stands. */
export type Level =
  'will_deliver' | 'endorse' | 'consent' | 'consent_with_reservations' | 'stand_aside' | 'object'
/** How an organisation said so. */
export type PositionGiven = 'room' | 'link' | 'written'
export type FormalOutcome = 'approved' | 'approved_with_changes' | 'deferred' | 'refused'
/** How much a worry weighs: the last two keep an agreement from being made. */
export type Severity = 'concern' | 'objection' | 'block'
export type OutputFormat = 'html' | 'odt' | 'docx' | 'pdf' | 'xlsx' | 'csv' | 'md'
export type AmendmentState = 'open' | 'accepted' | 'rejected' | 'withdrawn' | 'superseded'
export type ObjectionState = 'open' | 'integrated' | 'withdrawn' | 'not_upheld' | 'recorded'
/** What is entered under a stage, revised and taken back in one and the same way (E1). */
export type EntryKind =
  | 'need'
  | 'evidence'
  | 'persona'
  | 'journey_step'
  | 'asset'
  | 'barrier'
  | 'delivery_option'
  | 'criterion'
  | 'score'
  | 'estimate'
  | 'pledge'
  | 'spend_line'
  | 'milestone'
  | 'risk'
/** What a figure rests on. */
export type Basis = 'actual' | 'budget' | 'apportioned' | 'estimate'
export type Intervention = 'prevention' | 'early_help' | 'reactive' | 'transfer' | 'overhead'
export type Controllability = 'local' | 'part' | 'national'
/** The divisions of COFOG; empty where a line is not classified. */
export type Cofog = '' | '01' | '02' | '03' | '04' | '05' | '06' | '07' | '08' | '09' | '10'
export type MilestoneType = 'pre_procurement' | 'approval' | 'engagement' | 'delivery'
export type MilestoneStatus = 'scheduled' | 'met' | 'partially_met' | 'not_met'
export type Characteristic =
  | 'age'
  | 'disability'
  | 'gender_reassignment'
  | 'pregnancy_maternity'
  | 'race'
  | 'religion_belief'
  | 'sex'
  | 'sexual_orientation'
  | 'marriage_civil_partnership'
  | 'care_experience'
  | 'socio_economic'
  | 'armed_forces'
  | 'carers'
export type EvidenceKind =
  | 'statistic'
  | 'study'
  | 'what_works'
  | 'testimony'
  | 'inspection'
  | 'complaint'
  | 'lived_experience'
export type Lane = 'user' | 'staff'
export type AssetKind = 'building' | 'land' | 'equipment' | 'people' | 'network' | 'data'
/** How new people come in: at once, after waiting to be let in, or not at all. */
export type Door = 'open' | 'lobby' | 'locked'
/** What becomes of new ideas: shown at once, held until let through, or not taken. */
export type Intake = 'open' | 'held' | 'locked'
/** What the room display shows: the stage, always the board, the last result, or nothing. */
export type DisplayShows = 'follow' | 'board' | 'results' | 'blank'
/** What the hall is like. */
export type Hall = 'dark' | 'light'
export type Shown = 'stage' | 'idea' | 'theme' | 'round' | 'decision'
export type Reported = 'idea' | 'theme' | 'decision' | 'participant' | 'workshop'
export type Concern = 'safeguarding' | 'hurtful' | 'private' | 'other'
export type ReportState = 'new' | 'looking' | 'done'
export type Responded = 'theme' | 'decision'
/** Where somebody stands with what the room asked for. */
export type Stance = 'done' | 'doing' | 'looking' | 'not_doing'

/** What an official register calls an organisation. */
export interface Identifier {
  readonly scheme: string
  readonly id: string
}

/** The one record `workshop.workshop`. */
export interface WorkshopRecord {
  readonly title: string
  readonly question: string
  readonly shape: Shape
  readonly timezone: string
  readonly language: string
  readonly sensitive: boolean
  /** Whose services this is about, and its GSS code; empty where not said. */
  readonly place: string
  readonly area: string
  /** The organisation whose facilitators publish. */
  readonly lead: string | null
  readonly published: boolean
  readonly closed: boolean
  /** Since when every screen rests, ms UTC. */
  readonly paused_at: number | null
  readonly intake: Intake
  readonly live_stage: string | null
  readonly people: number
  /** The breakout people are in or came back from, until its stage closes. */
  readonly breakout: string | null
  /** What happens next, as the facilitators word it; empty where they did not yet. */
  readonly next_steps: string
  /** What everybody is asked on leaving; empty where nothing is asked. */
  readonly exit_question: string
  /** What this workshop takes up of another that is public; left out where it takes up nothing. */
  readonly ancestor?: Ancestor
  /** For practice: nothing here happened in a real meeting. */
  readonly practice: boolean
  /** The rest is the facilitator's. */
  readonly join_code?: string
  readonly door?: Door
  /** Opens the room display without a login; empty where nothing does. */
  readonly display_code?: string
  readonly display_shows?: DisplayShows
  readonly hall?: Hall
  /** The workshop whose board this one began as, and at which version. */
  readonly practice_of?: string
  readonly practice_version?: number
}

/** Another workshop at a version of its record, and the agreed design of it that came along. */
export interface Ancestor {
  readonly workshop: string
  readonly version: number
  readonly redesign: string | null
  readonly redesign_version: number | null
  readonly hash: string
}

/** A dated sitting. */
export interface SessionRecord {
  readonly title: string
  readonly starts_at: number
  readonly ends_at: number
  readonly venue: string
  /** Not the public's. */
  readonly call_link?: string
}

/** A stage; where `closed_to_you`, nothing else of it is told. */
export interface StageRecord {
  readonly kind: StageKind
  readonly title: string
  readonly order: number
  readonly open: boolean
  readonly until: number | null
  readonly timer_ends_at: number | null
  readonly closed_to_you: boolean
  readonly purpose?: string
  readonly minutes?: number
  readonly anonymous?: boolean
  readonly private?: boolean
  readonly revealed?: boolean
  readonly seen_by?: View
  readonly skipped?: boolean
  /** 0 before the first opening. */
  readonly opened_at?: number
  readonly closed_at?: number
  /** The facilitator's, of a private stage: how many ideas wait to be revealed. */
  readonly unrevealed?: number
}

export interface OrganisationRecord {
  readonly name: string
  readonly identifiers: readonly Identifier[]
  /** Partners' and facilitators'. */
  readonly potential_provider?: boolean
  /** Where somebody holds its mandate: in what capacity. */
  readonly capacity?: Capacity
  /** Who speaks for it, and their post, empty where nobody said; never to the public. */
  readonly voice?: string
  readonly post?: string
}

export interface ParticipantRecord {
  readonly name: string
  readonly organisation: string | null
  readonly role: Role
  readonly device: boolean
  readonly left: boolean
  readonly erased: boolean
  /** The rest is the facilitator's. */
  /** Named for desk work. */
  readonly desk_work: boolean
  /** The last four are the facilitator's. */
  readonly helper?: string | null
  readonly interests?: readonly Interest[]
  /** May vote whatever interest they declared. */
  readonly dispensed?: boolean
  /** Why they may; empty once that was destroyed. */
  readonly dispensation?: string
  /** Of which area they said they are. */
  readonly area?: string | null
  /** Who votes in their place; null where nobody does. */
  readonly proxy?: string | null
  readonly joined_at?: number
  readonly table?: string
}

/** An area people can say they are of. */
export interface AreaRecord {
  readonly name: string
}

/** The facilitator's: who is expected. Who has come is also among the participants. */
export interface DoorListRecord {
  readonly name: string
  readonly organisation: string | null
  readonly table: string
  readonly area: string | null
}

export interface IdeaRecord {
  readonly stage: string
  readonly text: string
  readonly theme: string | null
  readonly at: number
  readonly said_at: number | null
  readonly seq: number
  readonly words_seq: number
  readonly lang: string | null
  readonly redacted: boolean
  /** The group on whose board it is; null for everybody's. */
  readonly group: string | null
  /** The needs it answers. */
  readonly needs: readonly string[]
  /** What a report copied, and from which group. */
  readonly from_idea: string | null
  readonly from_group: string | null
  /** Not in an anonymous stage. */
  readonly organisation?: string | null
  /** It came on a card that nobody signed; not told in an anonymous stage. */
  readonly on_card?: boolean
  /** Not in an anonymous stage, and never to the public. */
  readonly author?: string | null
  /** The facilitator's. */
  readonly hidden_reason?: string | null
  /** Clearer words of the facilitators, where they gave such; `text` is the author's. */
  readonly tidied?: string
  readonly tidied_seq?: number
  /** The idea that says the same for this one too, where it was put with one. */
  readonly joined_into?: string
  readonly joined_seq?: number
}

export interface ThemeRecord {
  readonly title: string
  readonly stage: string | null
  readonly seq: number
  readonly split_from: string | null
  readonly redacted: boolean
  readonly group: string | null
  readonly from_theme: string | null
  readonly from_group: string | null
}

/** A fraction of whole numbers. */
export interface Share {
  readonly parts: number
  readonly whole: number
}

/** What a round may set about its way of voting (SPEC.md, ways of voting); money in minor units. */
export interface Terms {
  readonly quorum?: Share | null
  readonly majority?: Share
  readonly blocks_at_most?: number
  readonly stand_asides?: Share
  readonly abstain_fails?: boolean
  readonly fingers?: number
  readonly below_at_most?: number
  readonly highest?: number
  readonly credits?: number
  readonly seats?: number
  readonly top?: number
  readonly amount?: number
  readonly ballot?: 'approval' | 'knapsack'
  readonly misfit?: 'skip' | 'stop'
  readonly satisfaction?: 'cost' | 'cardinality'
  readonly completion?: 'none' | 'add1' | 'utilitarian' | 'add1_utilitarian'
  readonly unit?: number
  readonly support_at_least?: number
}

/** Money of a budget fenced for some of its options. */
export interface RingFence {
  readonly name: string
  readonly options: readonly string[]
  /** null sets no limit. */
  readonly at_most: number | null
  readonly at_least: number
}

export interface RoundRecord {
  readonly stage: string | null
  readonly question: string
  readonly method: Method
  readonly open_roll: boolean
  readonly open_options: boolean
  readonly tally: TallyShown
  readonly dots: number
  readonly dots_per_option: number
  /** Those of its method, and no others. */
  readonly terms: Terms
  readonly tie: TieRule
  readonly reasons: Reasons
  readonly electorate: Electorate
  /** The interests that keep people from this vote. */
  readonly barring: readonly Interest[]
  /** In the place of how many others one person may vote. */
  readonly proxies_at_most: number
  /** The orders in which the chair settled ties, the favoured first. */
  readonly cast_by_chair: readonly (readonly string[])[]
  /** The worry of another round it is about: whether to go on though it stands. */
  readonly worry: string | null
  /** Of each at most one option is funded. */
  readonly exclusions: readonly (readonly string[])[]
  readonly ring_fences: readonly RingFence[]
  readonly rerun_of: string | null
  readonly binding: boolean
  /** Nobody sees who chose what; see V1 to V4. */
  readonly secret: boolean
  readonly opened_at: number
  readonly opened_seq: number
  readonly open: boolean
  readonly closed_seq: number | null
  /** 0 while open. */
  readonly closed_at: number
  /** A counted round that takes late paper until it is closed again. */
  readonly reopened: boolean
  readonly recount_reason: string | null
  readonly counted: boolean
  /** How many votes of a secret one are missing from its box, so that it cannot be counted. */
  readonly ballots_missing: number
  readonly tally_shown: boolean
  readonly void_reason: string | null
  readonly roll: number
  readonly cast: number
  readonly redacted: boolean
  readonly group: string | null
  /** The facilitator's: how many voted in each way. */
  readonly turnout?: Turnout
}

/** How many voted in each way; a way nobody used is not there. */
export type Turnout = Readonly<Partial<Record<Channel, number>>>

/** The facilitator's, under `round.totals`: votes that people counted. */
export interface TotalsRecord {
  readonly round: string
  readonly totals: string
  readonly counted: Counted
  readonly table: string
  readonly voters: readonly string[]
  readonly people: number
  readonly cast: number
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly by: string | null
  readonly confirmed_by: string | null
  readonly withdrawn_reason: string | null
  readonly at: number
  readonly said_at: number | null
  readonly seq: number
  /** The number on a single voting sheet; 0 for a count of many. */
  readonly paper: number
}

/** Under `round.option`. An option made of an idea or a theme has no words of its own. */
export interface OptionRecord {
  readonly round: string
  readonly option: string
  readonly source: OptionSource
  readonly text: string
  readonly seq: number
  /** In minor units; 0 where it has none. */
  readonly cost: number
  /** The options without which it is not funded. */
  readonly needs: readonly string[]
  readonly redacted: boolean
  /** The words it was put to the vote under, where its idea or theme bears others now. */
  readonly voted_words?: string
  /** The option of the round asked before, in whose place these words are. */
  readonly reworded_from?: string
  /** Where everybody may see how the votes stand. */
  readonly counts?: Readonly<Record<string, number>>
}

/** Why somebody marked an option as they did; told as soon as everybody may see how votes stand. */
export interface ReasonRecord {
  readonly round: string
  readonly option: string
  readonly mark: number
  readonly text: string
  readonly at: number
  readonly seq: number
  readonly redacted: boolean
  /** Of a worry: what became of it; null while it is open. */
  readonly answer?: WorryAnswer | null
  /** In which other round it was answered. */
  readonly answered_in?: string | null
  readonly answered_seq?: number | null
  /** Not in an anonymous stage. */
  readonly organisation?: string | null
  /** Not in an anonymous stage, and never to the public. */
  readonly author?: string | null
}

/** Under the round's id. */
export interface ResultRecord {
  readonly algorithm: string
  readonly version: number
  readonly first: number
  readonly last: number
  readonly roll: number
  readonly cast: number
  readonly counts: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly ranking: readonly (readonly string[])[]
  /** Empty where it was not recorded, or would tell the public of single people. */
  readonly turnout: Turnout
  /** Empty of a count that was recorded without one. */
  readonly explanation: Explanation | Readonly<Record<string, never>>
  /** How the options would stand otherwise, as the facilitator showed it. */
  readonly what_ifs: readonly WhatIf[]
  readonly seq: number
}

/** By which groups of its voters a vote is split. */
export type SplitBy = 'organisation' | 'role' | 'area'

export type Supposes = 'without' | 'alike' | 'passes_against' | 'as_approval' | 'first_choices'

/** One other assumption: about which kind of groups, and the one that is left out. */
export interface Supposition {
  readonly supposes: Supposes
  readonly by: SplitBy | null
  readonly of: string | null
}

export interface WhatIf extends Supposition {
  readonly ranking: readonly (readonly string[])[]
  readonly seq: number
}

/** Numerator and denominator; one that no browser holds exactly comes as its digits. */
export type Fraction = readonly [number | string, number | string]

/** A condition that was asked: `have` at least, or at most, `limit`. */
export interface Clause {
  readonly name: string
  readonly have: number
  readonly limit: number
  readonly bound: 'at_least' | 'at_most'
  readonly holds: boolean
}

/** A tie that mattered: `first` is who came first by the rule, null where it broke nothing. */
export interface Tie {
  readonly about: 'winner' | 'last_place' | 'next_project'
  readonly among: readonly string[]
  readonly rule: TieRule
  readonly first: string | null
}

/** How a result came about; every option by its id, and what only some ways of voting tell with ?. */
export interface Explanation {
  readonly quorum: Clause | null
  readonly winners: readonly string[]
  readonly undecided: readonly string[]
  readonly ties: readonly Tie[]
  /** Decision rules. */
  readonly verdicts?: Readonly<
    Record<
      string,
      {
        readonly outcome: 'carried' | 'tied' | 'not_carried' | 'inquorate' | 'advisory'
        readonly clauses: readonly Clause[]
      }
    >
  >
  /** `score`. */
  readonly scores?: Readonly<
    Record<
      string,
      { readonly mean: Fraction | null; readonly median: Fraction | null; readonly voters: number }
    >
  >
  /** `quadratic`: what each could spend, and what all spent together. */
  readonly credits?: number
  /** `quadratic` in credits, budgets in minor units. */
  readonly spent?: number
  /** `ranked_irv`. */
  readonly rounds?: readonly {
    readonly standing: Readonly<Record<string, number>>
    readonly exhausted: number
    readonly dropped: readonly string[]
    readonly tie: Tie | null
  }[]
  /** `condorcet`, `schulze`, `borda`: how many prefer the first to the second. */
  readonly pairs?: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** `condorcet`: the smallest group that beats everybody outside it. */
  readonly smith?: readonly string[]
  /** `schulze`: the strongest path from the first to the second. */
  readonly strength?: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** `borda`. */
  readonly points?: Readonly<Record<string, number>>
  /** `stv`. */
  readonly seats?: number
  readonly quota?: number
  readonly stages?: readonly {
    readonly standing: Readonly<Record<string, Fraction>>
    readonly exhausted: Fraction
    readonly elected: readonly string[]
    readonly dropped: string | null
    readonly tie: Tie | null
  }[]
  /** Budgets. */
  readonly amount?: number
  /** What each voter had in the count that was kept; null by greedy. */
  readonly endowment?: Fraction | null
  readonly raised?: number
  readonly funded?: readonly {
    readonly option: string
    readonly cost: number
    readonly supporters: number
    /** What each supporter paid; null by greedy. */
    readonly share: Fraction | null
    /** How many paid less: all they had left. */
    readonly paid_all: number
    readonly tie: Tie | null
  }[]
  readonly not_funded?: readonly {
    readonly option: string
    readonly cost: number
    readonly supporters: number
    readonly reason:
      | 'does_not_fit'
      | 'count_stopped'
      | 'supporters_cannot_pay'
      | 'too_few_supporters'
      | 'excluded'
      | 'prerequisite_not_funded'
      | 'ring_fence_full'
      | 'kept_for_others'
    /** What its supporters had left together. */
    readonly had: Fraction | null
  }[]
}

export interface DecisionRecord {
  readonly text: string
  readonly reasons: string
  readonly round: string | null
  readonly options: readonly string[]
  readonly at: number
  readonly seq: number
  readonly withdrawn_reason: string | null
  readonly redacted: boolean
}

/** What somebody does about a theme or a decision. */
export interface ResponseRecord {
  readonly about: Responded
  readonly id: string
  readonly organisation: string | null
  readonly stance: Stance
  readonly why: string
  /** Who, by their post. */
  readonly post: string
  readonly by_when: string
  readonly at: number
  readonly seq: number
  readonly redacted: boolean
}

/** The one record `spotlight.spotlight`, while everybody is shown something. */
export interface SpotlightRecord {
  readonly kind: Shown
  readonly id: string
  readonly seq: number
}

/** The room parted into groups; before it was ever held, the facilitator's. */
export interface BreakoutRecord {
  readonly stage: string
  readonly number: number
  readonly prompt: string
  readonly minutes: number
  /** People choose their group themselves. */
  readonly choosing: boolean
  readonly open: boolean
  readonly boards_open: boolean
  readonly opened_at: number
  readonly closed_at: number
  readonly ends_at: number | null
  /** When everybody is called back. */
  readonly back_at: number | null
  readonly message: string
  readonly message_at: number
}

export interface GroupRecord {
  readonly breakout: string
  /** Of its breakout. */
  readonly number: number
  readonly order: number
  readonly name: string
  readonly place: string
  readonly prompt: string
  readonly ends_at: number | null
  /** The last two never to the public. */
  readonly reporter?: string | null
  readonly members?: readonly string[]
}

/** What a group brought to everybody's board: the ids of the copies. */
export interface ReportBackRecord {
  readonly group: string
  readonly ideas: readonly string[]
  readonly themes: readonly string[]
  readonly at: number
  readonly seq: number
}

/** What somebody wrote beside a moment of the recording. */
export interface AnnotationRecord {
  /** The version it is about. */
  readonly moment: number
  readonly text: string
  readonly seen_by: View
  readonly at: number
  readonly seq: number
  readonly redacted: boolean
  readonly group: string | null
  /** Never to the public. */
  readonly author?: string | null
}

/** Who needs what, so that why. */
export interface NeedSays {
  readonly user_group: string
  readonly what: string
  readonly so_that: string
  /** Of how many, in words. */
  readonly scale: string
  readonly characteristics: readonly Characteristic[]
}

/** What is known, where from, and which needs it speaks of; `grade` 1 is the strongest of 6. */
export interface EvidenceSays {
  readonly kind: EvidenceKind
  readonly statement: string
  readonly source: string
  readonly link: string
  /** A year, a month or a day: 2026, 2026-03, 2026-03-31; empty where nobody knows. */
  readonly as_of: string
  readonly area: string
  readonly grade: number
  readonly needs: readonly string[]
}

/** An invented person to think with. */
export interface PersonaSays {
  readonly name: string
  readonly about: string
}

/** A step of a persona's journey; `emotion` is -2 to 2. */
export interface JourneyStepSays {
  readonly persona: string
  readonly place: number
  readonly lane: Lane
  readonly step: string
  readonly touchpoint: string
  readonly organisations: readonly string[]
  readonly emotion: number
  readonly contacts: number
  readonly duplicate: boolean
  /** Minor units; null where nobody knows. */
  readonly cost_per_contact: number | null
}

export interface AssetSays {
  readonly kind: AssetKind
  readonly name: string
  readonly owner: string | null
  readonly uprn: string
  readonly area: string
  readonly condition: string
  readonly availability: string
}

/** A rule that stands in the way, and the freedom sought. */
export interface BarrierSays {
  readonly rule: string
  readonly owner_body: string
  readonly effect: string
  readonly freedom_sought: string
}

/** An amount spent, in minor units; `parts` of `whole` of it count here (E6). */
export interface SpendLineSays {
  readonly organisation: string
  readonly service: string
  readonly area: string
  /** The calendar year it begins in: 2026 for 2026/27. */
  readonly financial_year: number
  readonly gross: number
  readonly income: number
  readonly basis: Basis
  readonly driver: string
  readonly parts: number
  readonly whole: number
  readonly cofog: Cofog
  readonly intervention: Intervention | null
  readonly controllability: Controllability | null
  readonly grade: number
  readonly source: string
  readonly funded_by: string | null
}

export interface MilestoneSays {
  readonly title: string
  readonly owner: string | null
  readonly post: string
  readonly due: string
  readonly type: MilestoneType
  readonly depends_on: readonly string[]
  readonly status: MilestoneStatus
  readonly redesign: string | null
}

/** Both scales are 1 to 5. */
export interface RiskSays {
  readonly redesign: string | null
  readonly description: string
  readonly likelihood: number
  readonly impact: number
  readonly response: string
  readonly owner: string | null
  readonly post: string
}

/** The room display's own: how to join, and what it is told to show. */
export interface DisplayRecord {
  readonly join_code: string
  readonly door: Door
  readonly shows: DisplayShows
  readonly hall: Hall
  /** How many hands are up. */
  readonly hands: number
}

/** Mine, under `round.voter`: present means may vote. */
export interface BallotRecord {
  readonly round: string
  readonly voter: string
  readonly marks: Readonly<Record<string, number>>
  /** How this person's vote was counted without a ballot; null where it was not. */
  readonly counted: Counted | null
  /** By option: why I marked it so, with the id under which it can be worded anew. */
  readonly reasons?: Readonly<Record<string, { readonly reason: string; readonly text: string }>>
  /** In a secret round only, where the marks are empty: whether a vote is in the box. */
  readonly voted?: boolean
  /** Who cast it in the voter's place. */
  readonly cast_by?: string
  /** Told to whom the voter named: it is theirs to cast, or the voter has voted after all. */
  readonly held?: 'to_cast' | 'voted_themselves'
}

/** Mine: of which area a person said they are. */
export interface MyAreaRecord {
  readonly area: string
}

/** Mine, under who cannot be there: who votes in their place; told to both. */
export interface ProxyRecord {
  readonly holder: string
}

/** Mine: every idea of my own, also hidden and private ones. */
export interface MyIdeaRecord {
  readonly stage: string
  readonly group: string | null
  readonly author: string
  readonly text: string
  readonly at: number
  readonly hidden: boolean
  readonly withdrawn: boolean
  /** Held until it is let through. */
  readonly waiting: boolean
  readonly redacted: boolean
  readonly tidied?: string
  readonly joined_into?: string
}

/** Mine: every entry of my own that anybody may make, also one taken back or in a private stage. */
export interface MyEntryRecord {
  readonly kind: EntryKind
  readonly stage: string
  readonly author: string | null
  readonly at: number
  /** Taken off the board by the facilitators. */
  readonly hidden: boolean
  readonly withdrawn: boolean
  readonly redacted: boolean
  /** What it says, by its kind. */
  readonly says: NeedSays | EvidenceSays | PersonaSays | JourneyStepSays | AssetSays | BarrierSays
}

/** Mine, under the person's id: what is left for after the room. */
export interface ClosingRecord {
  readonly question: string | null
  readonly answer: string | null
  /** Where one is kept informed. */
  readonly contact: string | null
  /** One's own link: when and by whom it was made, and until when it holds. */
  readonly link_at: number | null
  readonly link_by: string | null
  readonly link_expires_at: number | null
}

/** Mine, under the person's id: of oneself only `muted`, of all to those who run the workshop. */
export interface StandingRecord {
  readonly muted: boolean
  readonly waiting?: boolean
  readonly removed?: boolean
  readonly banned?: boolean
  readonly reason?: string
  readonly name?: string
  readonly organisation?: string | null
  readonly at?: number
}

/** Mine, under the person's id: a raised hand, and since when. */
export interface HandRecord {
  readonly at: number
}

/** Mine, for those who run the workshop: an idea that waits, without its author. */
export interface HeldRecord {
  readonly stage: string
  readonly text: string
  readonly at: number
}

/** Mine: a report of my own; to those who run the workshop every one, with who made it. */
export interface ReportRecord {
  readonly about: Reported
  /** Empty about the workshop itself. */
  readonly id: string
  readonly concern: Concern
  readonly text: string
  readonly at: number
  readonly state: ReportState
  readonly redacted: boolean
  readonly by?: string | null
}

/** Mine, for those who run the workshop. */
export interface NoteRecord {
  readonly text: string
  readonly by: string | null
  readonly at: number
  readonly redacted: boolean
}

/** Mine, for those who run the workshop: what somebody needs to take part. */
export interface AccessNeedRecord {
  readonly name: string
  readonly text: string
  readonly at: number
  /** When the server deletes it, ms UTC. */
  readonly kept_until: number
}

/** Mine, for those who run the workshop: who wrote in the open stage or voted in the open round. */
export interface HeardRecord {
  readonly in: string
  readonly participant: string
}

/** Mine, for those who run the workshop: what was done lately and can be taken back (M6). */
export interface ActRecord {
  readonly seq: number
  readonly at: number
  readonly by: string
  /** The name of the event that tells what it was. */
  readonly act: string
  readonly about: string
  readonly value: string
  readonly things: number
}

/** What is to be different for people; parts that say nothing are left out. */
export interface Outcome {
  readonly statement: string
  readonly indicator?: string
  readonly baseline?: string
  readonly target?: string
  readonly by?: string
  readonly source?: string
  readonly owner?: string
}

/** What a version of a redesign says; parts that say nothing are left out. */
export interface Design {
  readonly title?: string
  readonly needs?: readonly string[]
  readonly ideas?: readonly string[]
  readonly themes?: readonly string[]
  readonly decision?: string | null
  readonly user_group?: string
  readonly place?: string
  readonly service?: string
  readonly summary?: string
  readonly outcomes?: readonly Outcome[]
  readonly activities?: string
  readonly service_model?: string
  readonly eligibility?: string
  readonly access?: string
  readonly delivery_model?: DeliveryModel | null
  readonly partners?: readonly { readonly organisation: string; readonly part?: string }[]
  readonly workforce?: string
  readonly assets?: readonly string[]
  readonly social_value?: string
  readonly dependencies?: string
  readonly stops?: string
}

/** Which of its versions a redesign stands at. */
export interface RedesignRecord {
  readonly stage: string | null
  readonly version: number
  readonly withdrawn_reason: string | null
  readonly seq: number
}

/** Who said it; nobody in an anonymous stage, and no person to the public. */
interface Said {
  readonly organisation?: string | null
  readonly author?: string | null
}

/** What a version says, and its hash: SHA-256 of the canonical JSON of its design. */
export interface RedesignVersionRecord extends Said {
  readonly redesign: string
  readonly version: number
  readonly design: Design
  readonly hash: string
  readonly why: string
  readonly amendment: string | null
  readonly at: number
  readonly seq: number
  readonly lang: string | null
  readonly redacted: boolean
}

/** A change somebody suggests to a version: parts as they would be. */
/** A document that was published; the digests are SHA-256 in hexadecimal. */
export interface OutputRecord {
  readonly programme: string
  readonly document: string
  readonly format: OutputFormat
  readonly version: number
  readonly digest: string
  readonly sha256: string
  readonly at: number
  readonly seq: number
}

export interface AmendmentRecord extends Said {
  readonly redesign: string
  readonly version: number
  readonly changes: Design
  readonly reason: string
  readonly state: AmendmentState
  /** The version it made, once accepted. */
  readonly made: number | null
  readonly reply: string
  readonly at: number
  readonly seq: number
  readonly words_seq: number
  readonly settled_seq: number | null
  readonly lang: string | null
  readonly redacted: boolean
}

/** What worries somebody about a version, and what became of it. */
export interface ObjectionRecord extends Said {
  readonly redesign: string
  readonly version: number
  readonly severity: Severity
  readonly reason: string
  readonly state: ObjectionState
  /** The version that answers it. */
  readonly answered_by: number | null
  /** The vote by which the others went on. */
  readonly round: string | null
  readonly reply: string
  readonly at: number
  readonly seq: number
  readonly settled_seq: number | null
  readonly lang: string | null
  readonly redacted: boolean
}

/** How a redesign comes to be agreed, under its id. */
export interface AgreementRecord {
  readonly rule: AgreementRule
  /** The organisations without which it is not agreed. */
  readonly required: readonly string[]
  readonly order: readonly Level[]
  /** The vote by which the room answered, and to which version. */
  readonly round: string | null
  readonly round_version: number | null
  /** What is missing, in one sentence; empty where nothing is. */
  readonly missing: string
  /** Once it was agreed. */
  readonly agreed_version?: number
  readonly agreed_at?: number
  readonly agreed_seq?: number
  /** Why it stands no longer. */
  readonly set_aside?: string | null
}

/** Where an organisation stands on one exact version. */
export interface PositionRecord {
  readonly redesign: string
  readonly version: number
  readonly hash: string
  readonly organisation: string
  readonly level: Level
  readonly suffices: boolean
  readonly capacity: Capacity
  readonly given: PositionGiven
  readonly authority: string
  readonly replaced_by: string | null
  readonly withdrawn_reason: string | null
  readonly at: number
  readonly said_at: number | null
  readonly seq: number
  readonly redacted: boolean
  /** Not the public's. */
  readonly signatory?: string
  readonly by?: string | null
}

export interface ConditionRecord {
  readonly position: string
  readonly text: string
  readonly owner: string
  readonly due: string
  readonly met: boolean
  readonly seq: number
  readonly redacted: boolean
}

/** What a redesign means for people of a protected characteristic. */
export interface EqualityImpactRecord {
  readonly redesign: string
  readonly characteristic: Characteristic
  readonly impact: Impact
  readonly evidence: string
  readonly mitigation: string
  readonly due: string
  readonly at: number
  readonly seq: number
  readonly redacted: boolean
}

/** What a body decided on an agreed version; dates as YYYY-MM-DD. */
export interface FormalDecisionRecord {
  readonly redesign: string
  readonly version: number
  readonly outcome: FormalOutcome
  readonly body: string
  readonly on: string
  readonly minute: string
  readonly call_in_until: string
  readonly reasons: string
  readonly withdrawn_reason: string | null
  readonly at: number
  readonly seq: number
  readonly redacted: boolean
}

export interface BoardRecords extends ChoiceRecords {
  readonly workshop: WorkshopRecord
  readonly sessions: SessionRecord
  readonly stages: StageRecord
  readonly organisations: OrganisationRecord
  readonly areas: AreaRecord
  readonly participants: ParticipantRecord
  readonly door_list: DoorListRecord
  readonly ideas: IdeaRecord
  readonly themes: ThemeRecord
  readonly rounds: RoundRecord
  readonly options: OptionRecord
  readonly totals: TotalsRecord
  readonly results: ResultRecord
  readonly reasons: ReasonRecord
  readonly decisions: DecisionRecord
  readonly redesigns: RedesignRecord
  readonly redesign_versions: RedesignVersionRecord
  readonly amendments: AmendmentRecord
  readonly objections: ObjectionRecord
  readonly agreements: AgreementRecord
  readonly positions: PositionRecord
  readonly conditions: ConditionRecord
  readonly formal_decisions: FormalDecisionRecord
  readonly equality_impacts: EqualityImpactRecord
  readonly responses: ResponseRecord
  readonly outputs: OutputRecord
  readonly spotlight: SpotlightRecord
  readonly breakouts: BreakoutRecord
  readonly groups: GroupRecord
  readonly report_backs: ReportBackRecord
  readonly annotations: AnnotationRecord
  readonly needs: EntryBase & NeedSays
  readonly evidence: EntryBase & EvidenceSays
  readonly personas: EntryBase & PersonaSays
  readonly journey_steps: EntryBase & JourneyStepSays
  readonly assets: EntryBase & AssetSays
  readonly barriers: EntryBase & BarrierSays
  /** `reason` is why it was corrected. */
  readonly spend_lines: EntryBase & SpendLineSays & { readonly reason: string }
  readonly milestones: EntryBase & MilestoneSays
  readonly risks: EntryBase & RiskSays
}

export interface MineRecords {
  readonly ballots: BallotRecord
  readonly proxies: ProxyRecord
  readonly areas: MyAreaRecord
  readonly ideas: MyIdeaRecord
  readonly entries: MyEntryRecord
  readonly closing: ClosingRecord
  readonly standings: StandingRecord
  readonly hands: HandRecord
  readonly held: HeldRecord
  readonly reports: ReportRecord
  readonly notes: NoteRecord
  readonly access_needs: AccessNeedRecord
  readonly heard: HeardRecord
  readonly display: DisplayRecord
  readonly acts: ActRecord
}
