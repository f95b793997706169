// What may be asked (SPEC.md, commands and their data): names and fields as in
// codesign/domain/commands. A field with ? has a default there and may be left out.

import type { ChoiceCommands } from './choices'
import type {
  AssetSays,
  BarrierSays,
  AgreementRule,
  Capacity,
  Characteristic,
  Concern,
  Contribution,
  Counted,
  Design,
  DisplayShows,
  Door,
  Electorate,
  EntryKind,
  EvidenceSays,
  FormalOutcome,
  Hall,
  Identifier,
  Impact,
  Intake,
  Interest,
  JourneyStepSays,
  Level,
  Method,
  MilestoneSays,
  ObjectionState,
  NeedSays,
  OptionSource,
  PersonaSays,
  OutputFormat,
  Reasons,
  Reported,
  ReportState,
  Responded,
  RiskSays,
  Role,
  Severity,
  Shape,
  Shown,
  SpendLineSays,
  StageKind,
  Stance,
  Supposition,
  TallyShown,
  Terms,
  TieRule,
  View,
} from './records'

/** A stage as it is planned; `stage` is its id, minted here. */
export interface StagePlan {
  readonly stage: string
  readonly kind: StageKind
  readonly title: string
  readonly purpose?: string
  readonly minutes?: number
  readonly anonymous?: boolean
  readonly private?: boolean
  readonly seen_by?: View
}

/** Something to vote on: an idea or a theme under its own id, or words of its own. */
export interface OptionPlan {
  readonly option: string
  readonly source: OptionSource
  readonly text?: string
  readonly cost?: number
  readonly needs?: readonly string[]
}

/** Why one marks an option as one does; `reason` is its id, minted here. */
export interface ReasonPlan {
  readonly reason: string
  readonly option: string
  readonly text: string
}

/** Other words in the place of the option `of`; `option` is their id, minted here. */
export interface Rewording {
  readonly of: string
  readonly option: string
  readonly text: string
}

/** Money of a budget fenced for some of its options, in minor units. */
export interface RingFencePlan {
  readonly name: string
  readonly options: readonly string[]
  readonly at_most?: number | null
  readonly at_least?: number
}

/** A line of the door list; `participant` is an id, minted here. */
export interface Listing {
  readonly participant: string
  readonly name: string
  readonly organisation?: string | null
  readonly table?: string
  readonly area?: string | null
}

/** Named whole numbers by option, as a result has them. */
export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>

/** A group of a breakout; an empty prompt is the breakout's. */
export interface GroupPlan {
  readonly group: string
  readonly name: string
  readonly place?: string
  readonly prompt?: string
}

/** At random, every group mixed from all organisations, or organisations kept together. */
export type Spread = 'random' | 'mixed' | 'together'

/** Marks by option, as the way of voting has them (SPEC.md); null takes one back. */
export type Marks = Readonly<Record<string, number | null>>

/** The id of an entry, under its kind, and the stage it belongs to. */
export type Entered<K extends EntryKind> = { readonly [id in K]: string } & {
  readonly stage: string
}

/** What a redesign means for people of a characteristic. */
export interface ImpactPlan {
  readonly equality_impact: string
  readonly characteristic: Characteristic
  readonly impact: Impact
  readonly evidence?: string
  readonly mitigation?: string
  readonly due?: string
}

/** A worry that comes with a position. */
export interface WorryPlan {
  readonly objection: string
  readonly severity: Severity
  readonly reason: string
}

/** A condition on which a position holds. */
export interface ConditionPlan {
  readonly condition: string
  readonly text: string
  readonly owner?: string
  readonly due?: string
}

/** The data of every command a browser sends; what only the server asks is not here. */
export interface CommandData extends ChoiceCommands {
  CreateWorkshop: {
    readonly facilitator: string
    readonly facilitator_name: string
    readonly title: string
    readonly question?: string
    readonly shape?: Shape
    readonly timezone?: string
    readonly language?: string
    readonly sensitive?: boolean
    readonly join_code: string
    readonly agenda?: readonly StagePlan[]
  }
  RetitleWorkshop: { readonly title: string; readonly question: string }
  ChangeShape: { readonly shape: Shape }
  IssueJoinCode: { readonly code: string }
  PlanSession: {
    readonly session: string
    readonly title: string
    readonly starts_at: number
    readonly ends_at: number
    readonly venue?: string
    readonly call_link?: string
  }
  CancelSession: { readonly session: string }
  NamePlace: { readonly place: string; readonly area?: string }
  NameLead: { readonly organisation: string | null }
  MarkSensitive: { readonly sensitive: boolean }
  TellAccessNeed: { readonly need: string; readonly text: string; readonly name?: string }
  DeleteAccessNeed: { readonly need: string }
  PublishRecording: Readonly<Record<string, never>>
  UnpublishRecording: Readonly<Record<string, never>>
  CloseWorkshop: Readonly<Record<string, never>>
  ReopenWorkshop: Readonly<Record<string, never>>

  AddStage: { readonly plan: StagePlan; readonly before?: string | null }
  ReviseStage: { readonly plan: StagePlan }
  MoveStage: { readonly stage: string; readonly before?: string | null }
  SkipStage: { readonly stage: string }
  RestoreStage: { readonly stage: string }
  OpenStage: { readonly stage: string; readonly until?: number | null }
  CloseStage: { readonly stage: string }
  ExtendStage: { readonly stage: string; readonly minutes: number }
  ShortenStage: { readonly stage: string; readonly minutes: number }
  StartTimer: { readonly stage: string; readonly seconds: number }
  StopTimer: { readonly stage: string }

  PauseRoom: Readonly<Record<string, never>>
  ResumeRoom: Readonly<Record<string, never>>
  SetDoor: { readonly door: Door }
  SetIntake: { readonly intake: Intake }
  TurnSpotlight: { readonly kind?: Shown | null; readonly id?: string | null }
  WithdrawDisplayCode: Readonly<Record<string, never>>
  DirectDisplay: { readonly shows: DisplayShows; readonly hall?: Hall }
  AnnotateMoment: {
    readonly annotation: string
    readonly moment: number
    readonly text: string
    readonly seen_by?: View
    readonly group?: string | null
  }
  WithdrawAnnotation: { readonly annotation: string }
  RaiseHand: { readonly participant: string }
  LowerHand: { readonly participant: string }
  MakeReport: {
    readonly report: string
    readonly about: Reported
    readonly id?: string
    readonly concern: Concern
    readonly text: string
  }
  TakeBack: { readonly act: number; readonly round?: string | null }
  MarkReport: { readonly report: string; readonly state: ReportState }
  WriteNote: { readonly note: string; readonly text: string }
  WithdrawNote: { readonly note: string }

  AddOrganisation: {
    readonly organisation: string
    readonly name: string
    readonly identifiers?: readonly Identifier[]
    readonly potential_provider?: boolean
  }
  RemoveOrganisation: { readonly organisation: string }
  JoinWorkshop: {
    readonly participant: string
    readonly name: string
    readonly organisation?: string | null
    readonly observer?: boolean
  }
  AddParticipant: {
    readonly participant: string
    readonly name: string
    readonly organisation?: string | null
    readonly helper?: string | null
    readonly device?: boolean
    readonly table?: string
    readonly area?: string | null
  }
  InviteFacilitator: { readonly participant: string; readonly name: string; readonly role?: Role }
  AdmitParticipants: { readonly participants: readonly string[] }
  WithdrawAdmission: { readonly participant: string }
  MuteParticipant: { readonly participant: string }
  UnmuteParticipant: { readonly participant: string }
  RemoveParticipant: {
    readonly participant: string
    readonly reason?: string
    readonly ban?: boolean
  }
  ReadmitParticipant: { readonly participant: string }
  ListPeople: { readonly people: readonly Listing[] }
  UnlistParticipant: { readonly participant: string }
  RecordArrival: {
    readonly participant: string
    readonly device?: boolean
    readonly helper?: string | null
  }
  SeatParticipant: { readonly participant: string; readonly table: string }
  ChangeDevice: { readonly participant: string; readonly device: boolean }
  LeaveWorkshop: { readonly participant: string }
  ReturnToWorkshop: { readonly participant: string }
  RenameParticipant: { readonly participant: string; readonly name: string }
  ChooseOrganisation: { readonly participant: string; readonly organisation: string | null }
  ChangeRole: { readonly participant: string; readonly role: Role }
  HandOver: { readonly participant: string; readonly then?: Role | null }
  AssignHelper: { readonly participant: string; readonly helper: string | null }
  DeclareInterest: { readonly participant: string; readonly interest: Interest }
  WithdrawInterest: { readonly participant: string; readonly interest: Interest }
  EraseParticipant: { readonly participant: string }

  RecordCard: { readonly idea: string; readonly stage: string; readonly text: string }
  SubmitIdea: { readonly idea: string; readonly stage: string; readonly text: string }
  RewordIdea: { readonly idea: string; readonly text: string }
  WithdrawIdea: { readonly idea: string }
  HideIdea: { readonly idea: string; readonly reason: string }
  RestoreIdea: { readonly idea: string }
  RevealIdeas: { readonly stage: string }
  ConcealIdeas: { readonly stage: string }
  LetIdeasThrough: { readonly ideas: readonly string[] }
  HoldIdeasBack: { readonly ideas: readonly string[] }
  RedactContribution: {
    readonly kind: Contribution
    readonly id: string
    readonly reason: string
    readonly text?: string
  }
  GroupIdeas: {
    readonly theme: string
    readonly ideas: readonly string[]
    readonly title?: string
    readonly stage?: string | null
  }
  NameTheme: { readonly theme: string; readonly title: string }
  UngroupIdeas: { readonly ideas: readonly string[] }
  MergeThemes: { readonly theme: string; readonly merged: readonly string[] }
  SplitTheme: {
    readonly theme: string
    readonly into: string
    readonly title: string
    readonly ideas: readonly string[]
  }
  DissolveTheme: { readonly theme: string }

  PlanBreakout: {
    readonly breakout: string
    readonly stage: string
    readonly groups: readonly GroupPlan[]
    readonly prompt?: string
    readonly minutes?: number
    readonly choosing?: boolean
  }
  CancelBreakout: { readonly breakout: string }
  AssignPeople: {
    readonly breakout: string
    readonly places: Readonly<Record<string, string | null>>
  }
  SpreadPeople: {
    readonly breakout: string
    readonly how: Spread
    readonly seed: number
    readonly everybody?: boolean
  }
  ChooseGroup: { readonly group: string }
  OpenBreakout: { readonly breakout: string }
  CallBack: { readonly breakout: string; readonly seconds?: number }
  StartGroupTimer: {
    readonly breakout: string
    readonly seconds: number
    readonly group?: string | null
  }
  StopGroupTimer: { readonly breakout: string; readonly group?: string | null }
  OpenBoards: { readonly breakout: string }
  CloseBoards: { readonly breakout: string }
  NameReporter: { readonly group: string; readonly participant: string | null }
  TellGroups: { readonly breakout: string; readonly text: string }
  ReportBack: {
    readonly report_back: string
    readonly group: string
    readonly ideas?: readonly { readonly of: string; readonly idea: string }[]
    readonly themes?: readonly { readonly of: string; readonly theme: string }[]
  }
  WithdrawReportBack: { readonly report_back: string }

  OpenRound: {
    readonly round: string
    readonly question: string
    readonly method: Method
    readonly options: readonly OptionPlan[]
    readonly stage?: string | null
    readonly roll?: readonly string[] | null
    readonly open_roll?: boolean
    readonly open_options?: boolean
    readonly tally?: TallyShown
    readonly dots?: number
    readonly dots_per_option?: number
    readonly binding?: boolean
    readonly terms?: Terms
    readonly tie?: TieRule
    readonly reasons?: Reasons
    readonly electorate?: Electorate
    readonly barring?: readonly Interest[]
    readonly proxies_at_most?: number
    readonly ring_fences?: readonly RingFencePlan[]
    readonly exclusions?: readonly (readonly string[])[]
    readonly secret?: boolean
  }
  AddOption: { readonly round: string; readonly plan: OptionPlan }
  ShowWhatIf: Supposition & { readonly round: string }
  HideWhatIf: Supposition & { readonly round: string }
  WithdrawOption: { readonly round: string; readonly option: string }
  CastBallot: {
    readonly round: string
    readonly marks: Marks
    readonly reasons?: readonly ReasonPlan[]
  }
  GiveMandate: {
    readonly organisation: string
    readonly participant: string
    readonly capacity: Capacity
    /** The post they hold in it; without, the one they are known by. */
    readonly post?: string
  }
  DispenseInterest: { readonly participant: string; readonly reason: string }
  WithdrawMandate: { readonly organisation: string }
  WithdrawDispensation: { readonly participant: string }
  AddArea: { readonly area: string; readonly name: string }
  RemoveArea: { readonly area: string }
  ChooseArea: { readonly participant: string; readonly area: string | null }
  NameProxy: { readonly participant: string; readonly holder: string }
  WithdrawProxy: { readonly participant: string }
  CastForChair: { readonly round: string; readonly order: readonly string[] }
  RecordTotals: {
    readonly totals: string
    readonly round: string
    readonly counted: Counted
    readonly people: number
    readonly cast: number
    readonly counts: Counts
    readonly table?: string
    /** null: everybody of whom nothing is counted yet. */
    readonly voters?: readonly string[] | null
    /** The number on a single voting sheet; 0 for a count of many. */
    readonly paper?: number
  }
  ConfirmTotals: { readonly totals: string; readonly round: string }
  WithdrawTotals: { readonly totals: string; readonly round: string; readonly reason: string }
  CloseRound: { readonly round: string }
  RevealResult: { readonly round: string }
  ConcealResult: { readonly round: string }
  ReopenCount: { readonly round: string; readonly reason: string }
  VoidRound: { readonly round: string; readonly reason: string }
  RestoreRound: { readonly round: string }
  RerunRound: {
    readonly round: string
    readonly rerun_of: string
    readonly rewordings?: readonly Rewording[]
    /** The worries that the new words answer. */
    readonly integrates?: readonly string[]
  }
  WithdrawWorry: { readonly reason: string }
  PutWorry: { readonly round: string; readonly reason: string; readonly question: string }
  RecordDecision: {
    readonly decision: string
    readonly text: string
    readonly reasons?: string
    readonly round?: string | null
    readonly options?: readonly string[]
  }
  WithdrawDecision: { readonly decision: string; readonly reason: string }

  TidyIdea: { readonly idea: string; readonly text: string }
  UntidyIdea: { readonly idea: string }
  JoinIdeas: { readonly idea: string; readonly joined: readonly string[] }
  PartIdeas: { readonly ideas: readonly string[] }
  RestoreTheme: { readonly theme: string; readonly ideas?: readonly string[] }
  CorrectOrganisation: { readonly participant: string; readonly organisation: string | null }

  GrantDeskWork: { readonly participant: string }
  EndDeskWork: { readonly participant: string }
  WithdrawEntry: { readonly kind: EntryKind; readonly id: string; readonly reason?: string }
  RestoreEntry: { readonly kind: EntryKind; readonly id: string }
  StateNeed: Entered<'need'> & Partial<NeedSays> & Pick<NeedSays, 'user_group' | 'what'>
  AddEvidence: Entered<'evidence'> &
    Partial<EvidenceSays> &
    Pick<EvidenceSays, 'kind' | 'statement'>
  DescribePersona: Entered<'persona'> & Partial<PersonaSays> & Pick<PersonaSays, 'name'>
  MapJourneyStep: Entered<'journey_step'> &
    Partial<JourneyStepSays> &
    Pick<JourneyStepSays, 'persona' | 'step'>
  MapAsset: Entered<'asset'> & Partial<AssetSays> & Pick<AssetSays, 'kind' | 'name'>
  RaiseBarrier: Entered<'barrier'> & Partial<BarrierSays> & Pick<BarrierSays, 'rule'>
  RecordSpending: {
    readonly stage: string
    readonly rows: readonly { readonly spend_line: string; readonly says: SpendLineSays }[]
  }
  CorrectSpendLine: Entered<'spend_line'> & {
    readonly says: SpendLineSays
    readonly reason: string
  }
  SetMilestone: Entered<'milestone'> & Partial<MilestoneSays> & Pick<MilestoneSays, 'title'>
  RecordRisk: Entered<'risk'> &
    Partial<RiskSays> &
    Pick<RiskSays, 'description' | 'likelihood' | 'impact'>
  AnswerNeeds: { readonly idea: string; readonly needs: readonly string[] }

  PublishOutput: {
    readonly output: string
    readonly programme: string
    readonly document: string
    readonly format: OutputFormat
    readonly version: number
    readonly digest: string
    readonly sha256: string
  }
  WithdrawOutput: { readonly output: string }
  WordNextSteps: { readonly text: string }
  AskExitQuestion: { readonly question: string }
  AnswerExit: { readonly text: string }
  GiveContact: { readonly contact: string; readonly address: string }
  WithdrawContact: { readonly participant: string }
  GiveResponse: {
    readonly response: string
    readonly about: Responded
    readonly id: string
    readonly stance: Stance
    readonly organisation?: string | null
    readonly why?: string
    readonly post?: string
    readonly by_when?: string
  }
  DraftRedesign: {
    readonly redesign: string
    readonly design: Design
    readonly stage?: string | null
  }
  ReviseRedesign: {
    readonly redesign: string
    readonly version: number
    readonly design: Design
    readonly why: string
  }
  WithdrawRedesign: { readonly redesign: string; readonly reason: string }
  RestoreRedesign: { readonly redesign: string }
  ProposeAmendment: {
    readonly amendment: string
    readonly redesign: string
    readonly version: number
    readonly design: Design
    readonly reason: string
    readonly stage?: string | null
  }
  RebaseAmendment: {
    readonly amendment: string
    readonly version: number
    readonly design: Design
  }
  AcceptAmendment: { readonly amendment: string }
  RejectAmendment: {
    readonly amendment: string
    readonly reason: string
    readonly superseded?: boolean
  }
  WithdrawAmendment: { readonly amendment: string }
  ReopenAmendment: { readonly amendment: string }
  RaiseObjection: {
    readonly objection: string
    readonly redesign: string
    readonly version: number
    readonly severity: Severity
    readonly reason: string
    readonly stage?: string | null
  }
  ResolveObjection: {
    readonly objection: string
    readonly resolution: Exclude<ObjectionState, 'open'>
    readonly version?: number | null
    readonly round?: string | null
    readonly reason?: string
  }
  AssessEquality: { readonly redesign: string; readonly impacts: readonly ImpactPlan[] }
  SetAgreementTerms: {
    readonly redesign: string
    readonly required: readonly string[]
    readonly rule?: AgreementRule
    readonly order?: readonly Level[]
  }
  NameRoomVote: {
    readonly redesign: string
    readonly version: number
    readonly round: string | null
  }
  TakePosition: {
    readonly position: string
    readonly redesign: string
    readonly version: number
    readonly hash: string
    readonly organisation: string
    readonly level: Level
    readonly capacity?: Capacity | null
    readonly signatory?: string
    readonly authority?: string
    readonly conditions?: readonly ConditionPlan[]
    readonly worry?: WorryPlan | null
    readonly written?: boolean
  }
  WithdrawPosition: { readonly position: string; readonly reason: string }
  MarkCondition: { readonly condition: string; readonly met: boolean }
  AgreeRedesign: { readonly redesign: string; readonly version: number }
  SetAgreementAside: { readonly redesign: string; readonly reason: string }
  RecordFormalDecision: {
    readonly formal_decision: string
    readonly redesign: string
    readonly outcome: FormalOutcome
    readonly body: string
    readonly on: string
    readonly minute?: string
    readonly call_in_until?: string
    readonly reasons?: string
  }
  WithdrawFormalDecision: { readonly formal_decision: string; readonly reason: string }
  ReopenObjection: { readonly objection: string }
  WithdrawResponse: { readonly response: string }
  IssueLink: { readonly participant: string; readonly link: string; readonly days?: number }
  RevokeLink: { readonly participant: string }
}

export type CommandType = keyof CommandData

/** A command as a view builds it; the room gives it its id and sends it. */
export type Command<T extends CommandType = CommandType> = {
  readonly [K in T]: { readonly type: K; readonly data: CommandData[K] }
}[T]
