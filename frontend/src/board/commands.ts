// What may be asked of the room, a function a command: it names what is wanted and mints the
// identifiers of what is new. `room.send(...)` takes what these return.
//
// Where several things need the new identifier (a round and the link to it), it can be read from
// the command: `command.data.round`.

import type {
  Command,
  CommandData,
  Listing,
  Marks,
  OptionPlan,
  ReasonPlan,
  StagePlan,
} from '../protocol/commands'
import type {
  Capacity,
  Concern,
  Contribution,
  Door,
  Identifier,
  Intake,
  Interest,
  Reported,
  ReportState,
  Role,
  Shape,
  Shown,
  Supposition,
} from '../protocol/records'

import { mint } from './ids'

export type {
  Command,
  CommandData,
  CommandType,
  Counts,
  Listing,
  Marks,
  OptionPlan,
  ReasonPlan,
  StagePlan,
} from '../protocol/commands'

type Without<T, K extends keyof T> = Readonly<Omit<T, K>>

// --- the workshop ---------------------------------------------------------

export const retitleWorkshop = (title: string, question: string): Command<'RetitleWorkshop'> => ({
  type: 'RetitleWorkshop',
  data: { title, question },
})

export const changeShape = (shape: Shape): Command<'ChangeShape'> => ({
  type: 'ChangeShape',
  data: { shape },
})

/** The code is made by the server's page, so that look-alikes are left out in one place. */
export const issueJoinCode = (code: string): Command<'IssueJoinCode'> => ({
  type: 'IssueJoinCode',
  data: { code },
})

/** Plan a dated sitting; with the id of one, change its plan. Times in ms UTC. */
export const planSession = (
  title: string,
  starts_at: number,
  ends_at: number,
  session = mint(),
): Command<'PlanSession'> => ({ type: 'PlanSession', data: { session, title, starts_at, ends_at } })

export const cancelSession = (session: string): Command<'CancelSession'> => ({
  type: 'CancelSession',
  data: { session },
})

export const publishRecording = (): Command<'PublishRecording'> => ({
  type: 'PublishRecording',
  data: {},
})

export const unpublishRecording = (): Command<'UnpublishRecording'> => ({
  type: 'UnpublishRecording',
  data: {},
})

export const closeWorkshop = (): Command<'CloseWorkshop'> => ({ type: 'CloseWorkshop', data: {} })

export const reopenWorkshop = (): Command<'ReopenWorkshop'> => ({
  type: 'ReopenWorkshop',
  data: {},
})

// --- the agenda -----------------------------------------------------------

/** Put a new stage before another one, or at the end. */
export const addStage = (
  plan: Without<StagePlan, 'stage'>,
  before: string | null = null,
): Command<'AddStage'> => ({ type: 'AddStage', data: { plan: { ...plan, stage: mint() }, before } })

/** Change a stage; the plan says all of it, also what stays. */
export const reviseStage = (plan: StagePlan): Command<'ReviseStage'> => ({
  type: 'ReviseStage',
  data: { plan },
})

export const moveStage = (stage: string, before: string | null): Command<'MoveStage'> => ({
  type: 'MoveStage',
  data: { stage, before },
})

export const skipStage = (stage: string): Command<'SkipStage'> => ({
  type: 'SkipStage',
  data: { stage },
})

/** Hold a skipped stage after all. */
export const restoreStage = (stage: string): Command<'RestoreStage'> => ({
  type: 'RestoreStage',
  data: { stage },
})

/** Open as the live stage, or with `until` (ms UTC) beside it. */
export const openStage = (stage: string, until: number | null = null): Command<'OpenStage'> => ({
  type: 'OpenStage',
  data: { stage, until },
})

export const closeStage = (stage: string): Command<'CloseStage'> => ({
  type: 'CloseStage',
  data: { stage },
})

export const extendStage = (stage: string, minutes: number): Command<'ExtendStage'> => ({
  type: 'ExtendStage',
  data: { stage, minutes },
})

export const shortenStage = (stage: string, minutes: number): Command<'ShortenStage'> => ({
  type: 'ShortenStage',
  data: { stage, minutes },
})

export const startTimer = (stage: string, seconds: number): Command<'StartTimer'> => ({
  type: 'StartTimer',
  data: { stage, seconds },
})

export const stopTimer = (stage: string): Command<'StopTimer'> => ({
  type: 'StopTimer',
  data: { stage },
})

// --- how the room is run ---------------------------------------------------

export const pauseRoom = (): Command<'PauseRoom'> => ({ type: 'PauseRoom', data: {} })

export const resumeRoom = (): Command<'ResumeRoom'> => ({ type: 'ResumeRoom', data: {} })

export const setDoor = (door: Door): Command<'SetDoor'> => ({ type: 'SetDoor', data: { door } })

export const setIntake = (intake: Intake): Command<'SetIntake'> => ({
  type: 'SetIntake',
  data: { intake },
})

/** Show everybody a thing; without one, nothing any more. */
export const turnSpotlight = (
  kind: Shown | null = null,
  id: string | null = null,
): Command<'TurnSpotlight'> => ({ type: 'TurnSpotlight', data: { kind, id } })

/** Put back what an act at the desk changed; a closed vote is asked again, under a fresh id. */
export const takeBack = (act: number): Command<'TakeBack'> => ({
  type: 'TakeBack',
  data: { act, round: mint() },
})

export const raiseHand = (participant: string): Command<'RaiseHand'> => ({
  type: 'RaiseHand',
  data: { participant },
})

export const lowerHand = (participant: string): Command<'LowerHand'> => ({
  type: 'LowerHand',
  data: { participant },
})

export const makeReport = (
  about: Reported,
  id: string,
  concern: Concern,
  text: string,
): Command<'MakeReport'> => ({
  type: 'MakeReport',
  data: { report: mint(), about, id, concern, text },
})

export const markReport = (report: string, state: ReportState): Command<'MarkReport'> => ({
  type: 'MarkReport',
  data: { report, state },
})

/** Write a private note; with the id of one, reword it. */
export const writeNote = (text: string, note = mint()): Command<'WriteNote'> => ({
  type: 'WriteNote',
  data: { note, text },
})

export const withdrawNote = (note: string): Command<'WithdrawNote'> => ({
  type: 'WithdrawNote',
  data: { note },
})

// --- people ---------------------------------------------------------------

/** Add an organisation; with the id of one, correct its entry. */
export const addOrganisation = (
  name: string,
  identifiers: readonly Identifier[] = [],
  potential_provider = false,
  organisation = mint(),
): Command<'AddOrganisation'> => ({
  type: 'AddOrganisation',
  data: { organisation, name, identifiers, potential_provider },
})

/** Take an organisation off the list that was added by mistake. */
export const removeOrganisation = (organisation: string): Command<'RemoveOrganisation'> => ({
  type: 'RemoveOrganisation',
  data: { organisation },
})

/** Add a person at the door or a table; for one without a device a helper acts. */
export const addParticipant = (
  name: string,
  organisation: string | null = null,
  helper: string | null = null,
  {
    device = false,
    table = '',
    area = null,
  }: { readonly device?: boolean; readonly table?: string; readonly area?: string | null } = {},
): Command<'AddParticipant'> => ({
  type: 'AddParticipant',
  data: { participant: mint(), name, organisation, helper, device, table, area },
})

/** Put people on the door list, all or none; with the id of one, correct their line. */
export const listPeople = (
  people: readonly (Without<Listing, 'participant'> & { readonly participant?: string })[],
): Command<'ListPeople'> => ({
  type: 'ListPeople',
  data: { people: people.map((each) => ({ participant: mint(), ...each })) },
})

export const unlistParticipant = (participant: string): Command<'UnlistParticipant'> => ({
  type: 'UnlistParticipant',
  data: { participant },
})

/** Tick a person of the door list who has come. */
export const recordArrival = (participant: string, device: boolean): Command<'RecordArrival'> => ({
  type: 'RecordArrival',
  data: { participant, device },
})

export const seatParticipant = (
  participant: string,
  table: string,
): Command<'SeatParticipant'> => ({ type: 'SeatParticipant', data: { participant, table } })

export const changeDevice = (participant: string, device: boolean): Command<'ChangeDevice'> => ({
  type: 'ChangeDevice',
  data: { participant, device },
})

/** Give a seat to somebody who will run the workshop; their link leads to it. */
export const inviteFacilitator = (name: string, role: Role): Command<'InviteFacilitator'> => ({
  type: 'InviteFacilitator',
  data: { participant: mint(), name, role },
})

export const admitParticipants = (
  participants: readonly string[],
): Command<'AdmitParticipants'> => ({ type: 'AdmitParticipants', data: { participants } })

export const withdrawAdmission = (participant: string): Command<'WithdrawAdmission'> => ({
  type: 'WithdrawAdmission',
  data: { participant },
})

export const muteParticipant = (participant: string): Command<'MuteParticipant'> => ({
  type: 'MuteParticipant',
  data: { participant },
})

export const unmuteParticipant = (participant: string): Command<'UnmuteParticipant'> => ({
  type: 'UnmuteParticipant',
  data: { participant },
})

export const removeParticipant = (
  participant: string,
  reason: string,
  ban: boolean,
): Command<'RemoveParticipant'> => ({
  type: 'RemoveParticipant',
  data: { participant, reason, ban },
})

export const readmitParticipant = (participant: string): Command<'ReadmitParticipant'> => ({
  type: 'ReadmitParticipant',
  data: { participant },
})

export const leaveWorkshop = (participant: string): Command<'LeaveWorkshop'> => ({
  type: 'LeaveWorkshop',
  data: { participant },
})

export const returnToWorkshop = (participant: string): Command<'ReturnToWorkshop'> => ({
  type: 'ReturnToWorkshop',
  data: { participant },
})

export const renameParticipant = (
  participant: string,
  name: string,
): Command<'RenameParticipant'> => ({ type: 'RenameParticipant', data: { participant, name } })

export const chooseOrganisation = (
  participant: string,
  organisation: string | null,
): Command<'ChooseOrganisation'> => ({
  type: 'ChooseOrganisation',
  data: { participant, organisation },
})

export const changeRole = (participant: string, role: Role): Command<'ChangeRole'> => ({
  type: 'ChangeRole',
  data: { participant, role },
})

/** Make somebody else a facilitator and take another role, or with null leave. */
export const handOver = (participant: string, then: Role | null): Command<'HandOver'> => ({
  type: 'HandOver',
  data: { participant, then },
})

export const assignHelper = (
  participant: string,
  helper: string | null,
): Command<'AssignHelper'> => ({ type: 'AssignHelper', data: { participant, helper } })

export const declareInterest = (
  participant: string,
  interest: Interest,
): Command<'DeclareInterest'> => ({ type: 'DeclareInterest', data: { participant, interest } })

export const withdrawInterest = (
  participant: string,
  interest: Interest,
): Command<'WithdrawInterest'> => ({ type: 'WithdrawInterest', data: { participant, interest } })

export const eraseParticipant = (participant: string): Command<'EraseParticipant'> => ({
  type: 'EraseParticipant',
  data: { participant },
})

// --- ideas and themes -----------------------------------------------------

export const submitIdea = (stage: string, text: string): Command<'SubmitIdea'> => ({
  type: 'SubmitIdea',
  data: { idea: mint(), stage, text },
})

/** An idea from a card that nobody signed. */
export const recordCard = (stage: string, text: string): Command<'RecordCard'> => ({
  type: 'RecordCard',
  data: { idea: mint(), stage, text },
})

export const rewordIdea = (idea: string, text: string): Command<'RewordIdea'> => ({
  type: 'RewordIdea',
  data: { idea, text },
})

export const withdrawIdea = (idea: string): Command<'WithdrawIdea'> => ({
  type: 'WithdrawIdea',
  data: { idea },
})

export const hideIdea = (idea: string, reason: string): Command<'HideIdea'> => ({
  type: 'HideIdea',
  data: { idea, reason },
})

export const restoreIdea = (idea: string): Command<'RestoreIdea'> => ({
  type: 'RestoreIdea',
  data: { idea },
})

export const revealIdeas = (stage: string): Command<'RevealIdeas'> => ({
  type: 'RevealIdeas',
  data: { stage },
})

export const concealIdeas = (stage: string): Command<'ConcealIdeas'> => ({
  type: 'ConcealIdeas',
  data: { stage },
})

export const letIdeasThrough = (ideas: readonly string[]): Command<'LetIdeasThrough'> => ({
  type: 'LetIdeasThrough',
  data: { ideas },
})

export const holdIdeasBack = (ideas: readonly string[]): Command<'HoldIdeasBack'> => ({
  type: 'HoldIdeasBack',
  data: { ideas },
})

/** Destroy the words of a contribution for good; `text` stands in their place. */
export const redactContribution = (
  kind: Contribution,
  id: string,
  reason: string,
  text = '',
): Command<'RedactContribution'> => ({
  type: 'RedactContribution',
  data: { kind, id, reason, text },
})

/** Put ideas under a theme that stands. */
export const groupIdeas = (theme: string, ideas: readonly string[]): Command<'GroupIdeas'> => ({
  type: 'GroupIdeas',
  data: { theme, ideas },
})

/** Form a theme, with or without ideas to start from. */
export const formTheme = (
  title: string,
  stage: string | null,
  ideas: readonly string[] = [],
): Command<'GroupIdeas'> => ({ type: 'GroupIdeas', data: { theme: mint(), title, stage, ideas } })

export const nameTheme = (theme: string, title: string): Command<'NameTheme'> => ({
  type: 'NameTheme',
  data: { theme, title },
})

export const ungroupIdeas = (ideas: readonly string[]): Command<'UngroupIdeas'> => ({
  type: 'UngroupIdeas',
  data: { ideas },
})

/** Join other themes into the first. */
export const mergeThemes = (theme: string, merged: readonly string[]): Command<'MergeThemes'> => ({
  type: 'MergeThemes',
  data: { theme, merged },
})

/** Make a theme of its own from some ideas of a theme. */
export const splitTheme = (
  theme: string,
  title: string,
  ideas: readonly string[],
): Command<'SplitTheme'> => ({ type: 'SplitTheme', data: { theme, into: mint(), title, ideas } })

export const dissolveTheme = (theme: string): Command<'DissolveTheme'> => ({
  type: 'DissolveTheme',
  data: { theme },
})

// --- rounds ---------------------------------------------------------------

export const ideaOption = (idea: string): OptionPlan => ({ option: idea, source: 'idea' })

export const themeOption = (theme: string): OptionPlan => ({ option: theme, source: 'theme' })

export const textOption = (text: string): OptionPlan => ({ option: mint(), source: 'text', text })

export const openRound = (
  terms: Without<CommandData['OpenRound'], 'round'>,
): Command<'OpenRound'> => ({ type: 'OpenRound', data: { ...terms, round: mint() } })

export const addOption = (round: string, plan: OptionPlan): Command<'AddOption'> => ({
  type: 'AddOption',
  data: { round, plan },
})

/** Show everybody how a vote would stand otherwise. */
export const showWhatIf = (round: string, what: Supposition): Command<'ShowWhatIf'> => ({
  type: 'ShowWhatIf',
  data: { round, supposes: what.supposes, by: what.by, of: what.of },
})

export const hideWhatIf = (round: string, what: Supposition): Command<'HideWhatIf'> => ({
  type: 'HideWhatIf',
  data: { round, supposes: what.supposes, by: what.by, of: what.of },
})

/** Take an option off that was added by mistake, before anybody marked it. */
export const withdrawOption = (round: string, option: string): Command<'WithdrawOption'> => ({
  type: 'WithdrawOption',
  data: { round, option },
})

/** Mark options, and say why; those not named keep their mark, null takes one back. */
export const castBallot = (
  round: string,
  marks: Marks,
  reasons: readonly ReasonPlan[] = [],
): Command<'CastBallot'> => ({
  type: 'CastBallot',
  data: { round, marks, ...(reasons.length > 0 && { reasons }) },
})

export const giveMandate = (
  organisation: string,
  participant: string,
  capacity: Capacity,
): Command<'GiveMandate'> => ({
  type: 'GiveMandate',
  data: { organisation, participant, capacity },
})

export const withdrawMandate = (organisation: string): Command<'WithdrawMandate'> => ({
  type: 'WithdrawMandate',
  data: { organisation },
})

export const dispenseInterest = (
  participant: string,
  reason: string,
): Command<'DispenseInterest'> => ({
  type: 'DispenseInterest',
  data: { participant, reason },
})

export const withdrawDispensation = (participant: string): Command<'WithdrawDispensation'> => ({
  type: 'WithdrawDispensation',
  data: { participant },
})

/** Add an area people can say they are of. */
export const addArea = (name: string, area = mint()): Command<'AddArea'> => ({
  type: 'AddArea',
  data: { area, name },
})

export const removeArea = (area: string): Command<'RemoveArea'> => ({
  type: 'RemoveArea',
  data: { area },
})

export const chooseArea = (participant: string, area: string | null): Command<'ChooseArea'> => ({
  type: 'ChooseArea',
  data: { participant, area },
})

/** Let somebody vote in a person's place. */
export const nameProxy = (participant: string, holder: string): Command<'NameProxy'> => ({
  type: 'NameProxy',
  data: { participant, holder },
})

export const withdrawProxy = (participant: string): Command<'WithdrawProxy'> => ({
  type: 'WithdrawProxy',
  data: { participant },
})

/** Settle an open tie: the options it is between, the favoured first. */
export const castForChair = (round: string, order: readonly string[]): Command<'CastForChair'> => ({
  type: 'CastForChair',
  data: { round, order },
})

export const closeRound = (round: string): Command<'CloseRound'> => ({
  type: 'CloseRound',
  data: { round },
})

/** Record votes that people counted; with the id of such a count, correct it. */
export const recordTotals = (
  counted: Without<CommandData['RecordTotals'], 'totals'>,
  totals = mint(),
): Command<'RecordTotals'> => ({ type: 'RecordTotals', data: { ...counted, totals } })

export const confirmTotals = (round: string, totals: string): Command<'ConfirmTotals'> => ({
  type: 'ConfirmTotals',
  data: { round, totals },
})

export const withdrawTotals = (
  round: string,
  totals: string,
  reason: string,
): Command<'WithdrawTotals'> => ({ type: 'WithdrawTotals', data: { round, totals, reason } })

/** Let late paper into a counted round; closing it counts it again. */
export const reopenCount = (round: string, reason: string): Command<'ReopenCount'> => ({
  type: 'ReopenCount',
  data: { round, reason },
})

export const revealResult = (round: string): Command<'RevealResult'> => ({
  type: 'RevealResult',
  data: { round },
})

export const concealResult = (round: string): Command<'ConcealResult'> => ({
  type: 'ConcealResult',
  data: { round },
})

export const voidRound = (round: string, reason: string): Command<'VoidRound'> => ({
  type: 'VoidRound',
  data: { round, reason },
})

/** Let a round count again that was set aside; it comes back closed. */
export const restoreRound = (round: string): Command<'RestoreRound'> => ({
  type: 'RestoreRound',
  data: { round },
})

/** Ask the question again; the new round's id is `command.data.round`. */
export const rerunRound = (rerun_of: string): Command<'RerunRound'> => ({
  type: 'RerunRound',
  data: { round: mint(), rerun_of },
})

/** Record what the room decided; with the id of a decision, reword it. */
export const recordDecision = (
  said: Without<CommandData['RecordDecision'], 'decision'>,
  decision = mint(),
): Command<'RecordDecision'> => ({ type: 'RecordDecision', data: { ...said, decision } })

export const withdrawDecision = (
  decision: string,
  reason: string,
): Command<'WithdrawDecision'> => ({ type: 'WithdrawDecision', data: { decision, reason } })

// --- after the room -------------------------------------------------------

/** Give an idea clearer words beside its author's. */
export const tidyIdea = (idea: string, text: string): Command<'TidyIdea'> => ({
  type: 'TidyIdea',
  data: { idea, text },
})

export const untidyIdea = (idea: string): Command<'UntidyIdea'> => ({
  type: 'UntidyIdea',
  data: { idea },
})

/** Put ideas that say the same with the first one. */
export const joinIdeas = (idea: string, joined: readonly string[]): Command<'JoinIdeas'> => ({
  type: 'JoinIdeas',
  data: { idea, joined },
})

export const partIdeas = (ideas: readonly string[]): Command<'PartIdeas'> => ({
  type: 'PartIdeas',
  data: { ideas },
})

export const wordNextSteps = (text: string): Command<'WordNextSteps'> => ({
  type: 'WordNextSteps',
  data: { text },
})

export const askExitQuestion = (question: string): Command<'AskExitQuestion'> => ({
  type: 'AskExitQuestion',
  data: { question },
})

/** Answer what is asked on leaving; without words, take the answer back. */
export const answerExit = (text: string): Command<'AnswerExit'> => ({
  type: 'AnswerExit',
  data: { text },
})

export const giveContact = (address: string): Command<'GiveContact'> => ({
  type: 'GiveContact',
  data: { contact: mint(), address },
})

export const withdrawContact = (participant: string): Command<'WithdrawContact'> => ({
  type: 'WithdrawContact',
  data: { participant },
})
