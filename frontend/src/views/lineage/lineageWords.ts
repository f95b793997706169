// Where a thing came from and what became of it, in plain words.

import type { How, Thing } from '../../sync/lineage'

import { STATUS } from '../choices/choicesWords'
import { dayInWords } from '../entries/days'
import { agreeWords } from '../agreeStage/agreeWords'
import { redesignWords } from '../redesigns/redesignWords'
import { KINDS as PLEDGES, SIDES } from '../whoPays/whoPaysWords'
import { count } from '../words'

import type { Direction } from './tree'

export const lineageWords = {
  title: 'Where this came from, and what became of it',
  back: 'Where this came from',
  on: 'What became of it',
  none: {
    back: 'It began here: nothing on record led to it.',
    on: 'Nothing has come of it so far.',
  },
  loading: 'Looking it up …',
  failed: 'This could not be fetched. Close it and try again.',
  nothing: 'Nothing is told of where this came from.',
  removed: '[words removed]',
  close: 'Close',
  before: 'Back to what you looked at before',
  follow: (called: string): string => `Look from here: ${called}`,
  ended: 'no longer',
  more: (n: number): string => `${n} more`,
  thenShow: 'Only up to this moment',
  toTheEnd: 'Up to the end of the recording',

  collections: {
    needs: 'Need',
    evidence: 'What is known',
    personas: 'Invented person',
    journey_steps: 'Step of a journey',
    assets: 'What is there already',
    barriers: 'What stands in the way',
    spend_lines: 'Amount spent',
    ideas: 'Idea',
    themes: 'Theme',
    rounds: 'Vote',
    reasons: 'Reason',
    decisions: 'Decision',
    responses: 'Answer',
    redesign_versions: 'Redesign',
    amendments: 'Suggested change',
    objections: 'Worry',
    delivery_options: 'Choice',
    criteria: 'What matters',
    scores: 'Score',
    estimates: 'Figure',
    pledges: 'What is put in',
    positions: 'Where an organisation stands',
    conditions: 'Condition',
    agreements: 'Agreement',
    formal_decisions: 'Formal decision',
    equality_impacts: 'What it means for people',
    risks: 'Risk',
    milestones: 'Step of the plan',
  } as Readonly<Record<string, string>>,

  /** How a thing is told below the one it was reached from: towards its beginnings, and onwards. */
  how: {
    supports: { back: 'Known from', on: 'Shows the need' },
    answers: { back: 'To meet the need', on: 'Met by' },
    under: { back: 'Gathered from', on: 'Put under the theme' },
    same_as: { back: 'Put together with', on: 'Put together with' },
    copied: { back: 'Brought from a group', on: 'Brought to everybody' },
    merged: { back: 'Joined from', on: 'Joined into' },
    split: { back: 'Divided off from', on: 'Divided off' },
    voted_on: { back: 'What was voted on', on: 'Put to the vote' },
    asked_again: { back: 'Asked before', on: 'Asked again' },
    reason: { back: 'Said in the vote', on: 'Reasons given' },
    answered_in: { back: 'Because of the worry', on: 'Asked about in a vote' },
    decided: { back: 'After the vote', on: 'Decided' },
    response: { back: 'In answer to', on: 'What was answered' },
    draws_on: { back: 'Made from', on: 'Taken up in' },
    version: { back: 'The version before', on: 'The next version' },
    suggested: { back: 'A change to', on: 'Changes suggested' },
    accepted: { back: 'Changed as was suggested', on: 'Taken in' },
    worry: { back: 'A worry about', on: 'Worries' },
    integrated: { back: 'Changed to answer', on: 'Answered by' },
    not_upheld: { back: 'The group chose to go on', on: 'The group chose to go on' },
    option: { back: 'A choice for', on: 'Choices' },
    criterion: { back: 'Matters for', on: 'What matters' },
    scored: { back: 'A score of', on: 'Scores' },
    estimated: { back: 'A figure for', on: 'Figures' },
    preferred_by: { back: 'Preferred by the vote', on: 'Preferred' },
    pledged: { back: 'Put into', on: 'What organisations put in' },
    position: { back: 'Said of', on: 'Where organisations stand' },
    replaced: { back: 'Stood before', on: 'Stands since' },
    condition: { back: 'A condition of', on: 'Conditions' },
    room_vote: { back: 'The room’s vote', on: 'Counts towards' },
    agreed: { back: 'On the strength of', on: 'Agreed' },
    formal_decision: { back: 'Decided on', on: 'Formal decisions' },
    equality: { back: 'What it means of', on: 'What it means for people' },
    risk: { back: 'A risk of', on: 'Risks' },
    milestone: { back: 'To carry out', on: 'The plan' },
    waits_for: { back: 'Waits for', on: 'Others wait for it' },
    step: { back: 'The journey of', on: 'Steps of the journey' },
  } satisfies Readonly<Record<How, Readonly<Record<Direction, string>>>>,
}

/** A thing by its words. */
export const calledIn = (thing: Thing): string => thing.words || lineageWords.removed

/** What tells a thing apart beside its words; empty where nothing does. */
export function moreOf(thing: Thing): string {
  const { more } = thing
  if (more === null || more === '') return ''
  switch (thing.collection) {
    case 'redesign_versions':
    case 'agreements':
      return redesignWords.version(Number(more))
    case 'scores':
      return count(Number(more), 'point', 'points')
    case 'milestones':
      return dayInWords(String(more))
    case 'needs':
      return String(more)
    default:
      return CODES[thing.collection]?.[more] ?? ''
  }
}

const CODES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  positions: agreeWords.levels,
  formal_decisions: agreeWords.outcomes,
  equality_impacts: agreeWords.characteristics,
  amendments: redesignWords.amendment,
  objections: redesignWords.objection,
  delivery_options: STATUS,
  estimates: SIDES,
  pledges: PLEDGES,
}
