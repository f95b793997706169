// The room in Welsh: what a participant meets in every stage. What is not here yet is said in
// English. Figures stand before “o” with the plural (“3 o syniadau”), which is right for every number
// above one.
//
// To be read by a native speaker before a council relies on it: first `sees`, `vote` and `agenda`,
// whose English has no fixed counterpart in Welsh public services.

import { refusals } from './refusals.cy'
import { list, some } from './welsh'
import type { Translation } from './words'

const ideas = (n: number) => some(n, '1 syniad', 'syniadau')
const dots = (n: number) => some(n, '1 dot', 'ddotiau')
const letters = (n: number) => some(n, '1 llythyren', 'lythrennau')
const minutes = (n: number) => some(n, '1 munud', 'funudau')
const seconds = (n: number) => some(n, '1 eiliad', 'eiliadau')

export const cy: Translation = {
  tag: 'cy-GB',
  practice: 'Ymarfer: does dim yn cyfrif yma',
  unnamed: 'Gweithdy',

  common: {
    messages: 'Negeseuon',
    cancel: 'Canslo',
    close: 'Cau',
    save: 'Cadw',
    more: 'Mwy',
    change: 'Newid',
    readOn: 'Darllen ymlaen',
    readLess: 'Dangos llai',
    reason: 'Rheswm',
    undo: 'Tynnu hyn yn ôl',
    removedName: 'Enw wedi’i ddileu',
    noOrganisation: 'Preswylydd, neu ddim sefydliad',
    sourceOf: (time) => `O ble y daeth hyn: gweld y recordiad am ${time}`,
  },

  saving: {
    label: 'Cadw',
    saved: 'Cadwyd',
    sending: (n) => `Anfon ${n}`,
    connecting: 'Cysylltu',
    offline: 'Heb gysylltiad',
    offlineKept: (n) => `Heb gysylltiad: ${n} wedi’u cadw yma, i’w hanfon`,
    offlineMemory: (n) =>
      `Heb gysylltiad: ${n} yn aros. Cadwch y dudalen hon ar agor nes eu bod wedi’u hanfon`,
    late: (n) => `Heb eu cadw eto: ${n} yma, i’w hanfon`,
    lateMemory: (n) =>
      `Heb eu cadw eto: ${n} yn aros. Cadwch y dudalen hon ar agor nes eu bod wedi’u hanfon`,
    unstored: (n) => `Ni all y gweinydd gadw nawr: ${n} wedi’u cadw yma, i’w hanfon`,
    unstoredMemory: (n) =>
      `Ni all y gweinydd gadw nawr: ${n} yn aros. Cadwch y dudalen hon ar agor nes eu bod wedi’u hanfon`,
    stopped: 'Wedi stopio',
    stoppedKept: (n) => `Wedi stopio: ${n} wedi’u cadw yma`,
    stoppedMemory: (n) => `Wedi stopio: ${n} heb eu hanfon`,
    blockedNote:
      'Mae rhywbeth ar y rhwydwaith hwn yn dal yn ôl yr hyn sy’n digwydd yn yr ystafell. Rhowch gynnig ar rwydwaith arall, fel data symudol, neu gofynnwch i’r hwylusydd. Mae’r hyn rydych yn ei ysgrifennu yn cael ei gadw yma.',
    offlineNote:
      'Gallwch ddal ati i ddarllen ac ysgrifennu. Bydd yr hyn rydych yn ei ysgrifennu yn cael ei gadw a’i anfon pan ddaw’r cysylltiad yn ôl.',
    unstoredNote:
      'Ni all y gweinydd gadw dim ar hyn o bryd. Gallwch ddal ati i ddarllen ac ysgrifennu. Bydd yr hyn rydych yn ei ysgrifennu yn cael ei gadw yma a’i anfon cyn gynted ag y gellir ei gadw.',
    unstoredRun:
      'Ni all y gweinydd gadw dim ar hyn o bryd. Dywedwch wrth bwy bynnag sy’n gofalu amdano. Bydd yr hyn y mae pobl yn ei ysgrifennu yn aros ar eu dyfeisiau ac yn cael ei anfon cyn gynted ag y gellir ei gadw.',
    savesAgain: 'Mae’r gweinydd yn cadw eto.',
    slowed: (n, minutes) =>
      minutes > 1
        ? `Anfon ${n}: y cyfan ymhen tua ${minutes} munud`
        : `Anfon ${n}: y cyfan o fewn munud`,
    slowedNote:
      'Roedd hynny’n llawer ar unwaith. Does dim wedi’i golli: mae’n cael ei gadw yma a’i anfon fesul tipyn. Gallwch ddal ati.',
    allSent: 'Mae popeth wedi’i anfon.',
    behindNote:
      'Mae’r ystafell hon yn symud i weinydd mwy newydd. Mae’r hyn a welwch yn sefyll yn llonydd am eiliad. Gallwch ddal ati: mae’r hyn a wnewch yn cael ei gadw yma a’i anfon pan fydd yno.',
    movedOn: 'Mae’r ystafell yn mynd yn ei blaen.',
    backAgain: 'Wedi cysylltu eto.',
    stoppedTitle: 'Mae’r dudalen hon wedi stopio',
    reload: 'Ail-lwytho’r dudalen',
  },

  lineage: {
    back: 'O ble y daeth hyn',
    on: 'Beth ddaeth ohono',
  },

  fetched: {
    coming: 'Un eiliad …',
    failed:
      'Nid yw’r rhan hon wedi cyrraedd. Mae popeth arall yn mynd yn ei flaen, a chedwir yr hyn a ysgrifennoch.',
    again: 'Rhowch gynnig arall arni',
  },

  here: {
    count: (n) => `${n} yma`,
    of: (here, people) => `${some(people, '1 person', 'bobl')} yn y gweithdy hwn, ${here} yma nawr`,
    isHere: 'yma nawr',
    away: 'ddim yma nawr',
    noDevice: 'heb ddyfais',
    typing: (names) => `Mae ${list(names)} yn ysgrifennu`,
    typingCount: (n) => (n === 1 ? 'Mae rhywun yn ysgrifennu' : `Mae ${n} o bobl yn ysgrifennu`),
    hiddenFromPublic: 'Dim ond pobl yn y gweithdy sy’n gweld enwau.',
  },

  roles: {
    facilitator: 'Hwylusydd',
    co_facilitator: 'Cyd-hwylusydd',
    table_helper: 'Cynorthwyydd bwrdd',
    participant: 'Cyfranogwr',
    commissioner: 'Comisiynydd',
    observer: 'Arsylwr',
  },

  me: {
    title: 'Chi',
    name: 'Eich enw yma',
    rejoin: 'Eich cod eich hun, i fynd ymlaen o ddyfais arall',
    rejoinSecret: 'Peidiwch â’i rannu: pwy bynnag sydd â’r cod, chi yw hwnnw yma.',
    newName: 'Enw neu ffugenw',
    organisation: 'Rydych yn siarad dros',
    erase: 'Dileu fy enw am byth',
    eraseText:
      'Caiff eich enw ei ddinistrio ac ni ellir ei adfer. Mae’r hyn a ysgrifennoch a sut y pleidleisiodd yr ystafell yn aros, heb eich enw.',
    eraseSure: 'Ie, dileu fy enw am byth',
    leave: 'Gadael y gweithdy hwn',
    recorded: 'Mae’r hyn rydych yn ei ysgrifennu yn cael ei gofnodi a gellir ei ailchwarae.',
    contributed: 'Yr hyn a gyfrannoch, a beth ddaeth ohono',
    language: 'Iaith y dudalen hon',
  },

  paused: {
    title: 'Saib',
    text: 'Byddwn yn mynd ymlaen mewn munud. Mae’r hyn a deipioch yn dal yma, a does dim wedi’i golli.',
    wall: 'Byddwn yn mynd ymlaen mewn munud',
    announced: 'Mae’r gweithdy wedi cael saib.',
    goesOn: 'Mae’r gweithdy yn mynd ymlaen.',
  },

  hand: {
    short: 'Llaw',
    up: 'Llaw i fyny',
    raise: 'Codi eich llaw',
    raiseFor: (name) => `Codi llaw dros ${name}`,
    lower: 'Llaw i fyny: ei gostwng',
    lowerFor: (name) => `Llaw i fyny: ei gostwng dros ${name}`,
    raised: 'Mae eich llaw i fyny. Mae’r hwylusydd yn ei gweld.',
  },

  agenda: {
    title: 'Camau',
    short: (n, all) => `${n} o ${all}`,
    now: 'nawr',
    alsoOpen: 'hefyd ar agor',
    done: 'wedi cau',
    next: 'i ddod',
    skipped: 'heb ei gynnal',
    openUntil: (when) => `ar agor tan ${when}`,
    looking: (stage) => `Rydych yn edrych ar “${stage}”.`,
    roomIsIn: (stage) => `Mae’r ystafell yn “${stage}”.`,
    go: (stage) => `Mynd i “${stage}”`,
    moved: (stage) => `Mae’r ystafell wedi symud i “${stage}”.`,
    movedKept: 'Mae’r hyn roeddech yn ei ysgrifennu wedi’i gadw.',
    nowIn: (stage) => `Nawr: ${stage}`,
    between: 'Rhwng camau',
    notBegun: 'Rydym yn dechrau cyn bo hir',
    betweenText: (next) =>
      `Does dim i’w wneud ar hyn o bryd. Bydd yr hwylusydd yn agor “${next}” nesaf.`,
    betweenEnd: 'Does dim i’w wneud ar hyn o bryd. Mae pob cam wedi’i gynnal.',
    notYetOpen:
      'Nid yw’r cam hwn wedi dechrau. Gallwch ddarllen beth yw ei ddiben; yr hwylusydd sy’n ei agor.',
    closed: 'Mae’r cam hwn wedi cau. Gallwch ddal i ddarllen yr hyn a ddaeth ohono.',
    workshopClosed: 'Mae’r gweithdy hwn wedi cau. Gallwch ddal i ddarllen popeth.',
    notForYou: 'Mae’r cam hwn ar gyfer pobl eraill yn y gweithdy.',
    minutes,
  },

  timer: {
    label: 'Amser ar ôl',
    up: 'Mae’r amser ar ben',
    left: (whole, rest) =>
      whole === 0
        ? `${seconds(rest)} ar ôl`
        : rest === 0
          ? `${minutes(whole)} ar ôl`
          : `${minutes(whole)} a ${seconds(rest)} ar ôl`,
  },

  kinds: {
    welcome: 'Croeso',
    needs: 'Anghenion',
    money: 'Dilyn yr arian',
    ideas: 'Syniadau',
    themes: 'Themâu',
    vote: 'Pleidlais',
    redesign: 'Ailgynllunio',
    choices: 'Dewisiadau',
    agree: 'Cytuno',
    plan: 'Cynllun',
    close: 'Cloi',
  },

  purposes: {
    welcome: 'Cyrraedd, gweld pwy sydd yma, a darllen y cwestiwn.',
    needs: 'Pwy sydd angen beth, a pham? Ysgrifennwch un angen ar y tro, yn eich geiriau eich hun.',
    money:
      'Gweld beth sy’n cael ei wario ar hyn heddiw, a beth fyddai newid yn ei gostio ac yn ei roi.',
    ideas: 'Ysgrifennwch bob syniad sydd gennych, un ar y tro. Mae byr yn iawn; mae bras yn iawn.',
    themes:
      'Rhowch syniadau sy’n perthyn gyda’i gilydd o dan un pennawd. Does dim yn cael ei golli.',
    vote: 'Dywedwch eich barn, er mwyn i’r ystafell weld ble mae’n sefyll.',
    redesign: 'Ysgrifennu gyda’n gilydd sut y dylai’r gwasanaeth weithio.',
    choices: 'Cymharu’r dewisiadau ochr yn ochr.',
    agree: 'Beth a benderfynodd yr ystafell, a ble mae pob sefydliad yn sefyll.',
    plan: 'Pwy sy’n gwneud beth erbyn pryd.',
    close: 'Beth a benderfynwyd, a beth sy’n digwydd nesaf.',
  },

  sees: {
    held: 'Bydd hwylusydd yn ei ddarllen yn gyntaf; wedyn gall pawb yma ei ddarllen',
    private: 'Dim ond chi all weld hwn nes bod popeth yn cael ei ddangos gyda’i gilydd',
    privateAnonymous:
      'Dim ond chi all weld hwn nes bod popeth yn cael ei ddangos gyda’i gilydd, heb enwau',
    everybody: 'Gall pawb yma ddarllen hwn',
    partners: 'Dim ond pobl o sefydliadau partner all ddarllen hwn',
    facilitators: 'Dim ond yr hwyluswyr all ddarllen hwn',
    withName: 'gyda’ch enw',
    withNameOf: (name) => `gyda’r enw ${name}`,
    withoutName: 'heb eich enw',
    withoutNameOf: (name) => `heb yr enw ${name}`,
    vote: {
      live: 'Ni chaiff neb weld sut y pleidleisioch; gellir gweld y cyfansymiau wrth iddynt ddod i mewn',
      at_close:
        'Ni chaiff neb weld sut y pleidleisioch; dangosir y cyfansymiau pan fydd y bleidlais yn cau',
      at_reveal:
        'Ni chaiff neb weld sut y pleidleisioch; dangosir y cyfansymiau pan fydd yr hwylusydd yn eu dangos',
    },
    reason: 'Caiff y rheswm ei gadw ar gofnod; dim ond hwyluswyr sy’n ei ddarllen',
    publicReason: 'Gall pawb yma ddarllen y rheswm',
    agenda: 'Gall pawb yma ddarllen hwn',
    name: 'Gall pawb yn y gweithdy weld yr enw hwn',
    themeTitle: 'Gall pawb yma ddarllen hwn',
    question: 'Gall pawb yma ddarllen hwn',
    decision: 'Gall pawb yma ddarllen hwn; mae’n mynd i’r crynodeb',
  },

  composer: {
    muted:
      'Gofynnodd yr hwyluswyr ichi beidio ag ysgrifennu am y tro. Mae’r hyn a deipioch wedi’i gadw. Gallwch ddal i ddarllen, pleidleisio, codi eich llaw a rhoi gwybod am rywbeth.',
    locked:
      'Nid oes syniadau newydd yn cael eu derbyn ar hyn o bryd. Mae’r hyn a deipioch wedi’i gadw yma.',
    idea: 'Eich syniad',
    need: 'Beth sydd ei angen?',
    ideaOf: (name) => `Syniad ${name}`,
    needOf: (name) => `Beth sydd ei angen ar ${name}`,
    needHint:
      'Er enghraifft: “Mae angen bws ar ofalwyr ar ôl 8 yr hwyr fel y gallant gyrraedd adref o’r gwaith.”',
    add: 'Ychwanegu',
    addFor: (name) => `Ychwanegu dros ${name}`,
    keys: 'Mae Enter yn ei ychwanegu. Mae Shift ac Enter yn dechrau llinell newydd.',
    keysTouch: 'Un syniad ar y tro.',
    tooLong: (over) =>
      `Mae hwn ${letters(over)} yn rhy hir. Gwnewch ef yn fyrrach, wedyn ei ychwanegu.`,
    left: (n) => `${letters(n)} ar ôl`,
    empty: 'Does dim wedi’i ysgrifennu eto. Ysgrifennwch ychydig eiriau yn gyntaf.',
    closedTitle: 'Mae eich geiriau wedi’u cadw',
    closedKept:
      'Caeodd y cam hwn cyn iddynt gael eu hychwanegu. Copïwch nhw, neu gofynnwch i’r hwylusydd ei agor eto: wedyn byddant yn ôl yn y blwch.',
    observers:
      'Rydych yma i wylio ac i wrando. Os hoffech gymryd rhan, dywedwch wrth yr hwylusydd.',
  },

  rejected: {
    title: 'Heb ei dderbyn',
    because: (code, message) => {
      const row = /^Line (\d+): /.exec(message)?.[1]
      const why = refusals[code]
      if (why === undefined) return message
      return row === undefined ? why : `Llinell ${row}: ${why}`
    },
    yourWords: 'Eich geiriau:',
    back: 'Eu rhoi’n ôl yn y blwch',
    copy: 'Eu copïo',
    copied: 'Wedi’u copïo',
    letGo: 'Gollwng',
    understood: 'Deall',
  },

  ideas: {
    yours: (n) => `Eich rhai chi (${n})`,
    of: (name, n) => `Gan ${name} (${n})`,
    room: (n) => `Gan yr ystafell (${n})`,
    all: (n) => `Syniadau (${n})`,
    needs: (n) => `Anghenion (${n})`,
    newOnes: (n) => some(n, '1 syniad newydd', 'syniadau newydd'),
    gone: 'Cafodd y syniad hwn ei dynnu oddi ar y bwrdd.',
    emptyTitle: 'Dim syniadau yma eto',
    emptyText:
      'Gall yr un cyntaf fod yn fras. Ysgrifennwch ef uchod a’i ychwanegu: bydd eraill yn adeiladu arno.',
    emptyLooking: 'Mae syniadau’n ymddangos yma wrth i bobl eu hychwanegu.',
    privateTitle: 'Mae pawb yn ysgrifennu ar eu pen eu hunain',
    privateText:
      'Dangosir syniadau gyda’i gilydd pan fydd yr hwylusydd yn eu datgelu. Tan hynny dim ond eich rhai chi a welwch.',
    waitingToShow: (n) => `${ideas(n)} yn aros i gael eu dangos`,
    sending: 'Anfon …',
    unsaved: 'Heb ei gadw eto',
    waiting: 'Mae eich syniad yn aros: bydd hwylusydd yn ei ddarllen cyn iddo gael ei ddangos',
    onlyYou: 'Dim ond chi all weld hwn',
    words: 'Newid',
    wordsOf: (text) => `Newid geiriau “${text}”`,
    takeBack: 'Tynnu’n ôl',
    takeBackOf: (text) => `Tynnu “${text}” yn ôl`,
    putBack: 'Ei roi’n ôl',
    takenBack: 'Tynnoch hwn yn ôl. Mae’n aros yn y recordiad.',
    hiddenFromBoard:
      'Tynnodd yr hwylusydd hwn oddi ar y bwrdd. Mae eich pleidlais a’ch syniadau eraill yn cyfrif fel o’r blaen.',
    hiddenBecause: (reason) => `Wedi’i guddio oddi ar y bwrdd: ${reason}`,
    onCard: 'Ar gerdyn',
    redacted: 'Cafodd y geiriau hyn eu dileu am byth.',
    newWords: 'Geiriau newydd',
  },

  vote: {
    yours: 'Eich pleidlais',
    of: (name) => `Pleidlais ${name}`,
    open: 'Ar agor nawr',
    closed: 'Wedi cau',
    void: 'Wedi’i rhoi o’r neilltu',
    again: 'Gofynnwyd eto',
    counting: 'Mae’r pleidleisiau’n cael eu cyfrif.',
    notShown:
      'Mae’r pleidleisiau wedi’u cyfrif. Bydd yr hwylusydd yn dangos y canlyniad pan fydd yr ystafell yn barod.',
    explain: {
      agree:
        'Dywedwch am bob gosodiad a ydych yn cytuno, yn anghytuno, neu y byddai’n well gennych basio.',
      dots: (all, each) =>
        each >= all
          ? `Mae gennych ${dots(all)}. Rhannwch nhw fel y mynnwch, neu’r cyfan ar un.`
          : `Mae gennych ${dots(all)}; hyd at ${each} ar un.`,
      approval: 'Ticiwch bob un rydych yn ei gefnogi. Cynifer ag y mynnwch, neu ddim un.',
    },
    change: 'Gallwch newid eich pleidlais nes iddi gau.',
    agree: 'Cytuno',
    disagree: 'Anghytuno',
    pass: 'Pasio',
    notYet: 'Dim ateb eto',
    yourAnswer: (answer) => `Eich ateb: ${answer}`,
    answered: (n, all) => `${n} o ${all} wedi’u hateb`,
    allAnswered: 'Rydych wedi ateb popeth. Gallwch newid unrhyw ateb isod nes i’r bleidlais gau.',
    before: 'Yn ôl',
    after: 'Gadael am y tro',
    list: 'Pob gosodiad a’ch atebion',
    takeBack: 'Tynnu’r ateb hwn yn ôl',
    dotsLeft: (n) => (n === 0 ? 'Dim dotiau ar ôl' : `${dots(n)} ar ôl`),
    dotsOn: dots,
    more: (text) => `Un dot arall ar “${text}”`,
    less: (text) => `Un dot yn llai ar “${text}”`,
    ticked: (n) => `${n} wedi’u ticio`,
    turnout: (cast, roll) => `Pleidleisiodd ${cast} o ${roll}`,
    turnoutOpen: (cast, roll) => `Mae ${cast} o ${roll} wedi pleidleisio hyd yn hyn`,
    notOnRoll: 'Nid ydych ymhlith y bobl sy’n gallu pleidleisio yma. Gallwch ddilyn.',
    emptyTitle: 'Dim byd i bleidleisio arno eto',
    emptyText:
      'Bydd yr hwylusydd yn gofyn cwestiwn i’r ystafell. Bydd yn ymddangos yma ohono’i hun.',
    noOptions: 'Does dim i ddewis ohono eto. Bydd yn ymddangos yma ohono’i hun.',
    saved: 'Mae eich pleidlais wedi’i chadw.',
    sending: 'Anfon eich pleidlais …',
    kept: 'Heb ei chadw eto. Mae eich pleidlais wedi’i chadw yma a bydd yn cael ei hanfon.',
    optionGone: 'Cafodd y geiriau hyn eu dileu.',
  },

  welcome: {
    startsFrom: 'Mae’n dechrau o’r hyn y cytunodd gweithdy arall arno, neu a adawodd yn agored',
    question: 'Y cwestiwn',
    whatHappens: 'Beth sy’n digwydd heddiw',
    next: (from, to) => `${from} tan ${to}`,
    nextTitle: 'Pryd a ble',
    call: 'Ymuno â’r alwad o gartref',
    openUntil: (title, until) => `Mae “${title}” ar agor tan ${until}`,
    goodToKnow: 'Da gwybod',
    facts: [
      'Mae’r hyn rydych yn ei ysgrifennu yn cael ei gofnodi a gellir ei ailchwarae.',
      'Wrth ochr pob blwch mae’n dweud pwy all weld yr hyn rydych yn ei ysgrifennu yno.',
      'Gallwch newid neu dynnu’n ôl yr hyn sy’n eiddo i chi, a chael dileu eich enw am byth.',
    ],
    waiting: 'Bydd yr hwylusydd yn dechrau’r cam cyntaf. Bydd yn ymddangos yma ohono’i hun.',
    hello: (name) => `Helô, ${name}.`,
  },
}
