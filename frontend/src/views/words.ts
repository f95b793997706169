// Every word that the room opens with, so that another language can stand beside it. What only one
// screen says stands beside that screen, and is fetched with it.
//
// A language is one object of this shape; sentences with figures or names in them are functions, so
// that each language counts and orders words its own way. The words of the code (round, ballot,
// roll …) have their plain counterparts here and nowhere else.

import type { Counted, Role, StageKind, TallyShown } from '../board/board'

export const count = (n: number, one: string, many: string): string =>
  `${n} ${n === 1 ? one : many}`

export const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`

const en = {
  tag: 'en-GB',
  appName: 'Codesign',
  /** What a sensitive workshop is called in tabs and the history of a shared phone. */
  practice: 'Practice: nothing here counts',
  unnamed: 'Workshop',

  common: {
    messages: 'Messages',
    cancel: 'Cancel',
    close: 'Close',
    save: 'Save',
    more: 'More',
    change: 'Change',
    readOn: 'Read on',
    readLess: 'Show less',
    reason: 'Reason',
    undo: 'Take this back',
    removedName: 'Name removed',
    noOrganisation: 'Resident, or no organisation',
    sourceOf: (time: string): string => `Where this came from: see the recording at ${time}`,
  },

  saving: {
    label: 'Saving',
    saved: 'Saved',
    sending: (n: number): string => `Sending ${n}`,
    connecting: 'Connecting',
    offline: 'Not connected',
    offlineKept: (n: number): string => `Not connected: ${n} kept here, will send`,
    offlineMemory: (n: number): string =>
      `Not connected: ${n} waiting. Keep this page open until they are sent`,
    late: (n: number): string => `Not saved yet: ${n} kept here, will send`,
    lateMemory: (n: number): string =>
      `Not saved yet: ${n} waiting. Keep this page open until they are sent`,
    unstored: (n: number): string => `The server cannot save now: ${n} kept here, will send`,
    unstoredMemory: (n: number): string =>
      `The server cannot save now: ${n} waiting. Keep this page open until they are sent`,
    stopped: 'Stopped',
    stoppedKept: (n: number): string => `Stopped: ${n} kept here`,
    stoppedMemory: (n: number): string => `Stopped: ${n} not sent`,
    blockedNote:
      'Something on this network holds back what happens in the room. Try another network, such as mobile data, or ask the facilitator. What you write is kept here.',
    offlineNote:
      'You can go on reading and writing. What you write is kept and sent when the line is back.',
    unstoredNote:
      'The server cannot save anything at the moment. You can go on reading and writing. What you write is kept here and sent as soon as it can be saved.',
    unstoredRun:
      'The server cannot save anything at the moment. Tell whoever keeps it. What people write stays on their devices and is sent as soon as it can be saved.',
    savesAgain: 'The server saves again.',
    slowed: (n: number, minutes: number): string =>
      minutes > 1
        ? `Sending ${n}: all in about ${minutes} minutes`
        : `Sending ${n}: all within a minute`,
    slowedNote:
      'That was a lot at once. Nothing is lost: it is kept here and goes out bit by bit. You can go on.',
    allSent: 'Everything is sent.',
    behindNote:
      'This room is moving to a newer server. What you see stands still for a moment. You can go on: what you do is kept here and sent once it is there.',
    movedOn: 'The room goes on.',
    backAgain: 'Connected again.',
    stoppedTitle: 'This page has stopped',
    reload: 'Reload the page',
  },

  lineage: {
    back: 'Where this came from',
    on: 'What became of it',
  },

  fetched: {
    coming: 'One moment …',
    failed: 'This part has not arrived. Everything else goes on, and what you wrote is kept.',
    again: 'Try again',
  },

  here: {
    count: (n: number): string => `${n} here`,
    of: (here: number, people: number): string =>
      `${count(people, 'person', 'people')} in this workshop, ${here} here now`,
    isHere: 'here now',
    away: 'not here now',
    noDevice: 'without a device',
    typing: (names: readonly string[]): string =>
      `${list(names)} ${names.length === 1 ? 'is' : 'are'} writing`,
    typingCount: (n: number): string =>
      n === 1 ? 'Somebody is writing' : `${n} people are writing`,
    hiddenFromPublic: 'Names are shown only to people in the workshop.',
  },

  roles: {
    facilitator: 'Facilitator',
    co_facilitator: 'Co-facilitator',
    table_helper: 'Table helper',
    participant: 'Participant',
    commissioner: 'Commissioner',
    observer: 'Observer',
  } satisfies Record<Role, string>,

  me: {
    title: 'You',
    name: 'Your name here',
    rejoin: 'Your own code, to go on from another device',
    rejoinSecret: 'Keep it to yourself: whoever has it is you here.',
    newName: 'Name or pseudonym',
    organisation: 'You speak for',
    erase: 'Remove my name for good',
    eraseText:
      'Your name is destroyed and cannot be brought back. What you wrote and how the room voted stay, without your name.',
    eraseSure: 'Yes, remove my name for good',
    leave: 'Leave this workshop',
    contributed: 'What you contributed, and what became of it',
    recorded: 'What you write is recorded and can be replayed.',
    language: 'Language of this page',
  },

  paused: {
    title: 'Paused',
    text: 'We go on in a moment. What you typed is still here, and nothing is lost.',
    wall: 'We go on in a moment',
    announced: 'The workshop is paused.',
    goesOn: 'The workshop goes on.',
  },

  hand: {
    short: 'Hand',
    up: 'Hand up',
    raise: 'Raise your hand',
    raiseFor: (name: string): string => `Raise a hand for ${name}`,
    lower: 'Hand up: lower it',
    lowerFor: (name: string): string => `Hand up: lower it for ${name}`,
    raised: 'Your hand is up. The facilitator sees it.',
  },

  report: {
    open: 'Report',
    openOf: (text: string): string => `Report “${text}” to the facilitators`,
    about: 'Report something to the facilitators',
    somebody: 'Report somebody to the facilitators',
  },

  agenda: {
    title: 'Stages',
    short: (n: number, all: number): string => `${n} of ${all}`,
    now: 'now',
    alsoOpen: 'also open',
    done: 'closed',
    next: 'to come',
    skipped: 'not held',
    inZones: (here: string, there: string, city: string): string => `${here} (${there} in ${city})`,
    openUntil: (when: string): string => `open until ${when}`,
    looking: (stage: string): string => `You are looking at “${stage}”.`,
    roomIsIn: (stage: string): string => `The room is in “${stage}”.`,
    go: (stage: string): string => `Go to “${stage}”`,
    moved: (stage: string): string => `The room has moved to “${stage}”.`,
    movedKept: 'What you were writing is kept.',
    nowIn: (stage: string): string => `Now: ${stage}`,
    between: 'Between stages',
    over: 'Closed',
    notBegun: 'We begin soon',
    betweenText: (next: string): string =>
      `Nothing to do just now. The facilitator opens “${next}” next.`,
    betweenYours: (next: string): string => `You open “${next}” when the room is ready.`,
    betweenEnd: 'Nothing to do just now. All stages have been held.',
    notYetOpen:
      'This stage has not started. You can read what it is for; the facilitator opens it.',
    closed: 'This stage is closed. You can still read what it brought.',
    workshopClosed: 'This workshop is closed. You can still read everything.',
    toTheEnd: 'What happens next',
    notForYou: 'This stage is for other people in the workshop.',
    notForYouUntil: (when: string): string =>
      `It is open until ${when}. There is nothing for you to do until then.`,
    notForYouOpenEnd:
      'There is nothing for you to do here. You will be taken along when the room moves on.',
    minutes: (n: number): string => count(n, 'minute', 'minutes'),
  },

  timer: {
    label: 'Time left',
    up: 'Time is up',
    left: (minutes: number, seconds: number): string =>
      minutes === 0
        ? `${count(seconds, 'second', 'seconds')} left`
        : seconds === 0
          ? `${count(minutes, 'minute', 'minutes')} left`
          : `${count(minutes, 'minute', 'minutes')} ${count(seconds, 'second', 'seconds')} left`,
  },

  kinds: {
    welcome: 'Welcome',
    needs: 'Needs',
    money: 'Follow the money',
    ideas: 'Ideas',
    themes: 'Themes',
    vote: 'Vote',
    redesign: 'Redesign',
    choices: 'Choices',
    agree: 'Agree',
    plan: 'Plan',
    close: 'Close',
  } satisfies Record<StageKind, string>,

  // What a stage is for, where the facilitator wrote nothing.
  purposes: {
    welcome: 'Arrive, see who is here, and read the question.',
    needs: 'Who needs what, and why? Write one need at a time, in your own words.',
    money: 'See what is spent on this today, and what a change would cost and bring.',
    ideas: 'Write every idea you have, one at a time. Short is fine; rough is fine.',
    themes: 'Put ideas that belong together under one heading. Nothing is lost by it.',
    vote: 'Say what you think, so that the room can see where it stands.',
    redesign: 'Write down together how the service should work.',
    choices: 'Compare the choices side by side.',
    agree: 'What the room decided, and where each organisation stands.',
    plan: 'Who does what by when.',
    close: 'What was decided, and what happens next.',
  } satisfies Record<StageKind, string>,

  sees: {
    held: 'A facilitator reads it first; then everybody here can',
    private: 'Only you can see this until everything is shown together',
    privateAnonymous: 'Only you can see this until everything is shown together, without names',
    everybody: 'Everybody here can read this',
    partners: 'Only people from partner organisations can read this',
    facilitators: 'Only the facilitators can read this',
    withName: 'with your name',
    withNameOf: (name: string): string => `with the name ${name}`,
    withoutName: 'without your name',
    withoutNameOf: (name: string): string => `without the name ${name}`,
    vote: {
      live: 'Nobody is shown how you voted; the totals can be seen as they come in',
      at_close: 'Nobody is shown how you voted; the totals are shown when the vote closes',
      at_reveal:
        'Nobody is shown how you voted; the totals are shown when the facilitator shows them',
    } satisfies Record<TallyShown, string>,
    voteOf: {
      live: 'Nobody else is shown this vote; the totals can be seen as they come in',
      at_close: 'Nobody else is shown this vote; the totals are shown when it closes',
      at_reveal:
        'Nobody else is shown this vote; the totals are shown when the facilitator shows them',
    } satisfies Record<TallyShown, string>,
    secretVote:
      'Nobody can see how you voted, now or later, not even the facilitators; they see that you voted',
    secretVoteOf: 'Nobody can see how they voted, now or later; that they voted can be seen',
    name: 'Everybody in the workshop can see this name',
    themeTitle: 'Everybody here can read this',
    reason: 'The reason is kept on record; only facilitators read it',
    publicReason: 'Everybody here can read the reason',
    decision: 'Everybody here can read this; it goes into the summary',
    question: 'Everybody here can read this',
    agenda: 'Everybody here can read this',
  },

  composer: {
    muted:
      'The facilitators asked you not to write for now. What you typed is kept. You can still read, vote, raise your hand and report something.',
    locked: 'No new ideas are taken at the moment. What you typed is kept here.',
    idea: 'Your idea',
    need: 'What is needed?',
    ideaOf: (name: string): string => `The idea of ${name}`,
    needOf: (name: string): string => `What ${name} needs`,
    needHint: 'For example: “Carers need a bus after 8 pm so that they can get home from work.”',
    add: 'Add',
    addFor: (name: string): string => `Add for ${name}`,
    late: 'This stage is closed. What was on paper by then is added as if it had been written in time.',
    keys: 'Enter adds it. Shift and Enter starts a new line.',
    keysTouch: 'One idea at a time.',
    tooLong: (over: number): string =>
      `This is ${count(over, 'letter', 'letters')} too long. Shorten it, then add it.`,
    left: (n: number): string => `${count(n, 'letter', 'letters')} left`,
    empty: 'There is nothing written yet. Write a few words first.',
    closedTitle: 'Your words are kept',
    closedKept:
      'This stage closed before they were added. Copy them, or ask the facilitator to open it again: then they are back in the box.',
    observers: 'You are here to watch and listen. If you want to take part, tell the facilitator.',
  },

  rejected: {
    title: 'Not taken in',
    /** The server says why in English; another language knows it by the code. */
    because: (_code: string, message: string): string => message,
    yourWords: 'Your words:',
    back: 'Put them back in the box',
    copy: 'Copy them',
    copied: 'Copied',
    letGo: 'Let go',
    understood: 'Understood',
  },

  ideas: {
    yours: (n: number): string => `Yours (${n})`,
    of: (name: string, n: number): string => `From ${name} (${n})`,
    room: (n: number): string => `From the room (${n})`,
    all: (n: number): string => `Ideas (${n})`,
    needs: (n: number): string => `Needs (${n})`,
    newOnes: (n: number): string => count(n, 'new idea', 'new ideas'),
    gone: 'This idea was taken off the board.',
    emptyTitle: 'No ideas here yet',
    emptyText:
      'The first one can be rough. Write it in the box and add it: others will build on it.',
    emptyLooking: 'Ideas appear here as people add them.',
    privateTitle: 'Everybody is writing on their own',
    privateText:
      'Ideas are shown together when the facilitator reveals them. Until then you see only yours.',
    waitingToShow: (n: number): string => `${count(n, 'idea waits', 'ideas wait')} to be shown`,
    sending: 'Sending …',
    unsaved: 'Not saved yet',
    waiting: 'Your idea is waiting: a facilitator reads it before it is shown',
    onlyYou: 'Only you can see this',
    words: 'Change',
    wordsOf: (text: string): string => `Change the words of “${text}”`,
    takeBack: 'Take back',
    takeBackOf: (text: string): string => `Take back “${text}”`,
    putBack: 'Put it back',
    takenBack: 'You took this back. It stays in the recording.',
    hiddenFromBoard:
      'The facilitator took this off the board. Your vote and your other ideas count as before.',
    hiddenBecause: (reason: string): string => `Hidden from the board: ${reason}`,
    onCard: 'On a card',
    redacted: 'These words were removed for good.',
    newWords: 'New words',
  },

  vote: {
    yours: 'Your vote',
    of: (name: string): string => `The vote of ${name}`,
    open: 'Open now',
    closed: 'Closed',
    void: 'Set aside',
    again: 'Asked again',
    counting: 'The votes are being counted.',
    missing: (n: number): string =>
      `${count(n, 'vote is', 'votes are')} missing, so this vote cannot be counted.`,
    missingWhatNow:
      'Set it aside, tell the room, and ask again. Whoever keeps the server can put a backup in place that still has them.',
    binds: 'This vote binds',
    secret: 'Secret vote',
    reopened: (reason: string): string =>
      `The count is open again for votes on paper${reason === '' ? '.' : `: ${reason}`}`,
    countedYours: {
      hands: 'Your vote is counted by show of hands, so there is nothing to fill in here.',
      paper: 'Your vote is counted on paper, so there is nothing to fill in here.',
      table: 'Your vote is in the totals of your table, so there is nothing to fill in here.',
    } satisfies Record<Counted, string>,
    countedOf: {
      hands: (name: string): string => `The vote of ${name} is counted by show of hands.`,
      paper: (name: string): string => `The vote of ${name} is counted on paper.`,
      table: (name: string): string => `The vote of ${name} is in the totals of the table.`,
    } satisfies Record<Counted, (name: string) => string>,
    notShown: 'The votes are counted. The facilitator shows the result when the room is ready.',
    explain: {
      agree: 'Say for each statement whether you agree, disagree, or would rather pass.',
      dots: (dots: number, each: number): string =>
        each >= dots
          ? `You have ${count(dots, 'dot', 'dots')}. Spread them as you like, also all on one.`
          : `You have ${count(dots, 'dot', 'dots')}; up to ${each} on one.`,
      approval: 'Tick all you support. As many as you like, or none.',
    },
    change: 'You can change your vote until it closes.',
    voteOnce: 'Fill it in, then send it. You can vote again until it closes.',
    send: 'Send my vote',
    secretSaved: 'You have voted. Nobody can see how. You can vote again until it closes.',
    secretSavedOf: (name: string): string =>
      `The vote of ${name} is in the box. Nobody can see how. It can be sent again until it closes.`,
    voteAgain: 'Vote again',
    late: 'This vote is closed. Send only what was on paper by then.',
    sendOf: (name: string): string => `Send the vote of ${name}`,
    unsentOf: (name: string): string => `Not sent yet: the vote of ${name} waits for the button.`,
    agree: 'Agree',
    disagree: 'Disagree',
    pass: 'Pass',
    notYet: 'No answer yet',
    yourAnswer: (answer: string): string => `Your answer: ${answer}`,
    answered: (n: number, all: number): string => `${n} of ${all} answered`,
    allAnswered:
      'You have answered everything. You can change any answer below until the vote closes.',
    before: 'Back',
    after: 'Skip for now',
    list: 'All statements and your answers',
    takeBack: 'Take this answer back',
    dotsLeft: (n: number): string => (n === 0 ? 'No dots left' : `${count(n, 'dot', 'dots')} left`),
    dotsOn: (n: number): string => count(n, 'dot', 'dots'),
    more: (text: string): string => `One more dot on “${text}”`,
    less: (text: string): string => `One dot fewer on “${text}”`,
    ticked: (n: number): string => `${n} ticked`,
    turnout: (cast: number, roll: number): string => `${cast} of ${roll} voted`,
    turnoutOpen: (cast: number, roll: number): string => `${cast} of ${roll} have voted so far`,
    notOnRoll: 'You are not among the people who can vote here. You can follow along.',
    notOnRollOf: (name: string): string => `${name} is not among the people who can vote here.`,
    runsIt: 'You are running this vote, so you have none in it yourself.',
    emptyTitle: 'Nothing to vote on yet',
    emptyText: 'The facilitator puts a question to the room. It appears here by itself.',
    emptyYours: 'Put a question to the room: “Ask the room”, at your desk.',
    noOptions: 'There is nothing to choose from yet. It appears here by itself.',
    saved: 'Your vote is saved.',
    savedOf: (name: string): string => `The vote of ${name} is saved.`,
    sending: 'Sending your vote …',
    kept: 'Not saved yet. Your vote is kept here and will be sent.',
    needsReason: 'Not sent yet: an answer here counts once it says why.',
    refused: 'This last change is not saved, but kept here. Change it and it is sent again.',
    letGo: 'Go back to the vote that is saved',
    putForward: 'Put another idea to the vote',
    putForwardWhich: 'Which one?',
    putForwardWords: 'Or words of your own',
    putForwardAdd: 'Put it to the vote',
    howItStands: 'How it stands',
    optionGone: 'These words were removed.',
  },

  result: {
    behind: 'What lies behind this result',
    void: (reason: string): string =>
      `This vote was set aside and does not count. Reason: ${reason}`,
  },

  decisions: {
    title: 'Decided in the room',
    none: 'Nothing is recorded as decided yet.',
    noneText:
      'When the room decides, the facilitator writes it down in one sentence, and it stands here.',
    because: 'Because',
    withdrawn: (reason: string): string => `Taken back. Reason: ${reason}`,
    redacted: 'These words were removed for good.',
  },

  welcome: {
    startsFrom: 'It starts from what another workshop agreed or left open',
    question: 'The question',
    whatHappens: 'What happens today',
    next: (from: string, to: string) => `${from} to ${to}`,
    nextTitle: 'When and where',
    call: 'Join the call from home',
    openUntil: (title: string, until: string) => `“${title}” is open until ${until}`,
    goodToKnow: 'Good to know',
    facts: [
      'What you write is recorded and can be replayed.',
      'Beside every box it says who can see what you write there.',
      'You can change or take back what is yours, and have your name removed for good.',
    ],
    waiting: 'The facilitator starts the first stage. It appears here by itself.',
    hello: (name: string): string => `Hello, ${name}.`,
  },

  typingFor: {
    paper: 'Paper and hands',
  },

  display: {
    moreIdeas: (n: number): string => `and ${n} more`,
  },

  groups: {
    title: 'Groups',
    from: (name: string, number: number): string => `From group ${name}, breakout ${number}`,
    sees: (name: string): string => `Group ${name} and the facilitators can read this`,
    fromGroup: (name: string, n: number): string => `From group ${name} (${n})`,
    voteOf: (name: string): string => `Group ${name}`,
  },

  desk: {
    title: 'Your desk',
    room: 'Room',
    desk: 'Desk',
  },
}

export type Words = typeof en

/** Another language: what it does not say yet is said in English. */
export type Translation = Partly<Words>

export type Partly<W> = W extends string | readonly string[] | ((...args: never[]) => string)
  ? W
  : { readonly [K in keyof W]?: Partly<W[K]> }

export let words: Words = en

/** Speak so from now on: English, with another language over it; before anything is shown. */
export function speak(translation: Translation = {}): void {
  words = over<Words>(en, translation)
}

/** The words below, with those above that say the same over them. */
export function over<W extends object>(below: W, above: object): W {
  const said = above as Readonly<Record<string, unknown>>
  const entries = Object.entries(below).map(([key, value]: [string, unknown]) => {
    const own = said[key]
    const isPart = typeof own === 'object' && own !== null && !Array.isArray(own)
    return [key, isPart ? over(value as object, own) : (own ?? value)]
  })
  return Object.fromEntries(entries) as W
}
