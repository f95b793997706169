import { readFileSync } from 'node:fs'

import { describe, expect, it } from 'vitest'

import * as agreements from './agreements'
import * as plans from './breakoutPlans'
import * as breakouts from './breakouts'
import * as commands from './commands'
import type { Command } from './commands'
import * as worries from './worries'
import * as choices from './choices'
import * as entries from './entries'
import * as recordings from './recordings'
import * as redesigns from './redesigns'

// Which fields each command has, and whether each must be given: written from
// codesign/domain/commands by tests/protocol/golden.py.
const fields = JSON.parse(readFileSync('../tests/protocol/frames/commands.json', 'utf8')) as Record<
  string,
  Record<string, boolean>
>

// The server's own, and what is asked by forms before there is a room and to prepare it.
const NOT_ASKED_HERE = [
  'CreateWorkshop',
  'JoinWorkshop',
  'NamePlace',
  'NameLead',
  'MarkSensitive',
  'TellAccessNeed',
  'DeleteAccessNeed',
  'EndTimer',
  'EndBreakout',
  'PublishResult',
  'OpenBallotBox',
  'BeginPractice',
  'NameAncestor',
  // By the server's page, so that look-alikes are left out in one place.
  'IssueDisplayCode',
  // Asked by pages for after the room.
  'PublishOutput',
  'WithdrawOutput',
  'RestoreTheme',
  'CorrectOrganisation',
  'GiveResponse',
  'WithdrawResponse',
  'IssueLink',
  'NameSignatory',
  'EndSignatory',
  'RevokeLink',
  // By the page on which a practice room is thrown away.
  'ThrowPracticeAway',
]

const terms = { question: 'Which?', method: 'agree', options: [] } as const
const plan = { kind: 'ideas', title: 'Ideas' } as const

const SPENT = {
  organisation: 'council',
  service: 'Night nursing',
  area: 'Llanfair',
  financial_year: 2026,
  gross: 100,
  income: 0,
  basis: 'estimate',
  driver: '',
  parts: 1,
  whole: 1,
  cofog: '',
  intervention: null,
  controllability: null,
  grade: 6,
  source: '',
  funded_by: null,
} as const

const every: Command[] = [
  commands.retitleWorkshop('Getting about', 'How?'),
  commands.changeShape('full'),
  commands.issueJoinCode('ABC234'),
  commands.planSession('Evening', 1, 2),
  commands.cancelSession('session'),
  commands.publishRecording(),
  commands.unpublishRecording(),
  commands.closeWorkshop(),
  commands.reopenWorkshop(),
  commands.addStage(plan),
  commands.reviseStage({ ...plan, stage: 'stage' }),
  commands.moveStage('stage', null),
  commands.skipStage('stage'),
  commands.openStage('stage'),
  commands.closeStage('stage'),
  commands.extendStage('stage', 5),
  commands.startTimer('stage', 60),
  commands.stopTimer('stage'),
  plans.planBreakout({ stage: 'stage', groups: [{ group: 'group', name: 'Blue' }] }),
  plans.cancelBreakout('breakout'),
  plans.assignPerson('breakout', 'anna', 'group'),
  plans.spreadPeople('breakout', 'mixed', false),
  plans.openBreakout('breakout'),
  plans.callBack('breakout', 60),
  plans.startGroupTimer('breakout', 300),
  plans.stopGroupTimer('breakout', 'group'),
  plans.openBoards('breakout'),
  plans.closeBoards('breakout'),
  plans.tellGroups('breakout', 'Two minutes left'),
  recordings.annotateMoment(3, 'Here it turned', 'participant'),
  recordings.withdrawAnnotation('annotation'),
  recordings.withdrawDisplayCode(),
  recordings.directDisplay('board', 'light'),
  breakouts.chooseGroup('group'),
  breakouts.nameReporter('group', 'anna'),
  breakouts.reportBack('group', ['idea'], ['theme']),
  breakouts.withdrawReportBack('report'),
  commands.addOrganisation('Council'),
  commands.removeOrganisation('organisation'),
  commands.addParticipant('Mair'),
  commands.listPeople([{ name: 'Mair' }]),
  commands.unlistParticipant('mair'),
  commands.recordArrival('mair', true),
  commands.seatParticipant('mair', '3'),
  commands.changeDevice('mair', true),
  commands.leaveWorkshop('anna'),
  commands.returnToWorkshop('anna'),
  commands.renameParticipant('anna', 'Ann'),
  commands.chooseOrganisation('anna', null),
  commands.changeRole('anna', 'observer'),
  commands.assignHelper('mair', null),
  commands.declareInterest('anna', 'other'),
  commands.eraseParticipant('anna'),
  commands.submitIdea('stage', 'A bus'),
  commands.recordCard('stage', 'A bench'),
  commands.rewordIdea('idea', 'A bus'),
  commands.withdrawIdea('idea'),
  commands.hideIdea('idea', 'why'),
  commands.restoreIdea('idea'),
  commands.revealIdeas('stage'),
  commands.redactContribution('idea', 'idea', 'why'),
  commands.groupIdeas('theme', ['idea']),
  commands.formTheme('Transport', null),
  commands.nameTheme('theme', 'Transport'),
  commands.ungroupIdeas(['idea']),
  commands.mergeThemes('theme', ['other']),
  commands.splitTheme('theme', 'Buses', ['idea']),
  commands.dissolveTheme('theme'),
  commands.openRound(terms),
  commands.addOption('round', commands.textOption('Neither')),
  commands.withdrawOption('round', 'option'),
  commands.showWhatIf('round', { supposes: 'alike', by: 'role', of: null }),
  commands.hideWhatIf('round', { supposes: 'alike', by: 'role', of: null }),
  commands.castBallot('round', { option: 1 }),
  worries.withdrawWorry('reason'),
  worries.putWorry('reason', 'Go on?'),
  worries.askInOtherWords('round', 'option', 'A bus at ten', ['reason']),
  commands.addArea('Mill Lane'),
  commands.removeArea('mill'),
  commands.chooseArea('ann', 'mill'),
  commands.nameProxy('ann', 'bilal'),
  commands.withdrawProxy('ann'),
  commands.giveMandate('council', 'ann', 'delegated_authority'),
  commands.withdrawMandate('council'),
  commands.dispenseInterest('ann', 'She knows the road'),
  commands.withdrawDispensation('ann'),
  commands.castForChair('round', ['option', 'other']),
  commands.recordTotals({ round: 'round', counted: 'hands', people: 1, cast: 0, counts: {} }),
  commands.confirmTotals('round', 'totals'),
  commands.withdrawTotals('round', 'totals', 'why'),
  commands.closeRound('round'),
  commands.reopenCount('round', 'why'),
  commands.revealResult('round'),
  commands.voidRound('round', 'why'),
  commands.rerunRound('round'),
  commands.recordDecision({ text: 'A bus' }),
  commands.withdrawDecision('decision', 'why'),
  commands.restoreStage('stage'),
  commands.shortenStage('stage', 5),
  commands.pauseRoom(),
  commands.resumeRoom(),
  commands.setDoor('lobby'),
  commands.setIntake('held'),
  commands.turnSpotlight('idea', 'idea'),
  commands.takeBack(7),
  commands.raiseHand('anna'),
  commands.lowerHand('anna'),
  commands.makeReport('idea', 'idea', 'safeguarding', 'A child is named'),
  commands.markReport('report', 'looking'),
  commands.writeNote('Rang the duty desk'),
  commands.withdrawNote('note'),
  commands.inviteFacilitator('Gwen', 'co_facilitator'),
  commands.admitParticipants(['anna']),
  commands.withdrawAdmission('anna'),
  commands.muteParticipant('anna'),
  commands.unmuteParticipant('anna'),
  commands.removeParticipant('anna', '', false),
  commands.readmitParticipant('anna'),
  commands.handOver('anna', null),
  commands.withdrawInterest('anna', 'other'),
  commands.concealIdeas('stage'),
  commands.letIdeasThrough(['idea']),
  commands.holdIdeasBack(['idea']),
  commands.concealResult('round'),
  commands.restoreRound('round'),
  commands.tidyIdea('idea', 'A bus'),
  commands.untidyIdea('idea'),
  commands.joinIdeas('idea', ['other']),
  commands.partIdeas(['other']),
  commands.wordNextSteps('We write by March.'),
  commands.askExitQuestion('What will you take home?'),
  commands.answerExit('A plan'),
  commands.giveContact('anna@example.org'),
  commands.withdrawContact('anna'),
  redesigns.draftRedesign({ title: 'Help at night' }, null),
  redesigns.reviseRedesign('redesign', 1, { title: 'Help' }, 'why'),
  redesigns.withdrawRedesign('redesign', 'why'),
  redesigns.restoreRedesign('redesign'),
  redesigns.proposeAmendment({
    redesign: 'redesign',
    version: 1,
    design: { title: 'Help' },
    reason: 'why',
    stage: null,
  }),
  redesigns.rebaseAmendment('amendment', 2, { title: 'Help' }),
  redesigns.acceptAmendment('amendment'),
  redesigns.rejectAmendment('amendment', 'why'),
  redesigns.withdrawAmendment('amendment'),
  redesigns.reopenAmendment('amendment'),
  redesigns.raiseObjection('redesign', 1, { severity: 'concern', reason: 'why', stage: null }),
  redesigns.resolveObjection({ objection: 'objection', resolution: 'withdrawn' }),
  redesigns.reopenObjection('objection'),
  choices.describeDeliveryOption({ stage: 's', redesign: 'r', label: 'As now', model: 'other' }),
  choices.siftDeliveryOption('option', 'discounted', 'No powers'),
  choices.describeCriterion({ stage: 's', redesign: 'r', name: 'Fast', group: 'viability' }),
  choices.lockCriteria('redesign', 'stage', [{ criterion: 'c', weight: 100 }]),
  choices.scoreOption({ delivery_option: 'o', criterion: 'c', points: 71, reason: 'Near' }),
  choices.giveOwnWeights('redesign', 'organisation', []),
  choices.selectPreferredOption({
    redesign: 'r',
    delivery_option: 'o',
    reason: 'Soonest',
    rejected: [{ delivery_option: 'p', reason: 'Slow' }],
  }),
  choices.withdrawPreference('redesign'),
  choices.recordEstimate({
    stage: 's',
    delivery_option: 'o',
    side: 'cost',
    what: 'A team',
    by_year: [{ year: 2026, amount: 100 }],
    price_base: 2026,
  }),
  choices.checkEstimate('estimate', 'Head of Finance', '2026-03-31'),
  choices.uncheckEstimate('estimate'),
  choices.setRates({ source: 'Green Book', dated: '2026-02', bands: [], grades: [] }),
  choices.dropRates(),
  choices.makePledge({ stage: 's', redesign: 'r', organisation: 'o', kind: 'pooled' }),
  choices.confirmPledge('pledge', 'Cabinet', '2026-01-15'),
  choices.unconfirmPledge('pledge'),
  entries.enter('need', 'need', 'stage', {
    user_group: 'All',
    what: 'Rest',
    so_that: '',
    scale: '',
    characteristics: [],
  }),
  entries.enter('evidence', 'e', 'stage', {
    kind: 'study',
    statement: 'Many',
    source: '',
    link: '',
    as_of: '',
    area: '',
    grade: 6,
    needs: [],
  }),
  entries.enter('persona', 'persona', 'stage', { name: 'Nell', about: '' }),
  entries.enter('journey_step', 'step', 'stage', {
    persona: 'persona',
    place: 1,
    lane: 'user',
    step: 'Rings',
    touchpoint: '',
    organisations: [],
    emotion: 0,
    contacts: 1,
    duplicate: false,
    cost_per_contact: null,
  }),
  entries.enter('asset', 'asset', 'stage', {
    kind: 'land',
    name: 'Field',
    owner: null,
    uprn: '',
    area: '',
    condition: '',
    availability: '',
  }),
  entries.enter('barrier', 'barrier', 'stage', {
    rule: 'Consent',
    owner_body: '',
    effect: '',
    freedom_sought: '',
  }),
  entries.recordSpending('stage', [SPENT]),
  entries.enter('spend_line', 'line', 'stage', { ...SPENT, reason: 'Year end' }),
  entries.enter('milestone', 'milestone', 'stage', { title: 'Cabinet decides' }),
  entries.enter('risk', 'risk', 'stage', { description: 'No drivers', likelihood: 3, impact: 2 }),
  entries.withdrawEntry('need', 'need'),
  entries.restoreEntry('need', 'need'),
  entries.answerNeeds('idea', ['need']),
  entries.grantDeskWork('anna'),
  entries.endDeskWork('anna'),
  agreements.assessEquality('redesign', []),
  agreements.setAgreementTerms({ redesign: 'redesign', required: ['council'] }),
  agreements.nameRoomVote('redesign', 1, 'round'),
  agreements.takePosition({
    redesign: 'redesign',
    version: 1,
    hash: 'hash',
    organisation: 'council',
    level: 'consent',
    conditions: [agreements.conditionPlan({ text: 'A second driver' })],
  }),
  agreements.withdrawPosition('position', 'why'),
  agreements.markCondition('condition', true),
  agreements.agreeRedesign('redesign', 1),
  agreements.setAgreementAside('redesign', 'why'),
  agreements.recordFormalDecision({
    redesign: 'redesign',
    outcome: 'approved',
    body: 'Cabinet',
    on: '2026-01-15',
  }),
  agreements.withdrawFormalDecision('decision', 'why'),
]

describe('commands', () => {
  it('there is a function for every command a browser may send', () => {
    const asked = new Set<string>(every.map((each) => each.type))
    expect([...asked, ...NOT_ASKED_HERE].sort()).toEqual(Object.keys(fields).sort())
  })

  it.each(every)('$type has the fields the server wants, and no other (C4)', ({ type, data }) => {
    const known = fields[type] ?? {}
    const needed = Object.keys(known).filter((name) => known[name])
    expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(data)))
    expect(Object.keys(data)).toEqual(expect.arrayContaining(needed))
  })

  it('mint what is new, each time anew', () => {
    const [one, other] = [commands.submitIdea('stage', 'A'), commands.submitIdea('stage', 'A')]
    expect(one.data.idea).toHaveLength(22)
    expect(one.data.idea).not.toBe(other.data.idea)
    expect(commands.textOption('Neither').option).toHaveLength(22)
  })

  it('keep the id of what is there', () => {
    expect(commands.planSession('Evening', 1, 2, 'session').data.session).toBe('session')
    expect(commands.recordDecision({ text: 'A bus' }, 'decision').data.decision).toBe('decision')
    expect(commands.ideaOption('idea')).toEqual({ option: 'idea', source: 'idea' })
    expect(commands.themeOption('theme')).toEqual({ option: 'theme', source: 'theme' })
  })
})
