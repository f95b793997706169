// What single screens say in Welsh: voting, also for others, areas, worries and results. As in
// words.cy.ts, to be read by a native speaker before a council relies on it.

import type { areaWords } from './areas/areaWords'
import type { ballotWords } from './ballot/ballotWords'
import { money } from './money'
import type { proxyWords } from './proxies/proxyWords'
import type { reasonWords } from './reasonBox/reasonWords'
import { pounds, type countedWords } from './roundResult/countedWords'
import type { resultWords } from './roundResult/resultWords'
import { sayIn } from './spoken'
import type { Partly } from './words'
import { list, some } from './welsh'
import type { worryWords } from './worries/worryWords'

const people = (n: number) => some(n, '1 person', 'bobl')
const dots = (n: number) => some(n, '1 dot', 'ddotiau')
const ticks = (n: number) => some(n, '1 tic', 'diciau')
const credits = (n: number) => some(n, '1 credyd', 'gredydau')
const fingers = (n: number) => some(n, '1 bys', 'fysedd')
const worries = (n: number) => some(n, '1 pryder', 'bryderon')
const places = (n: number) => some(n, '1 lle', 'leoedd')
const supporters = (n: number) => some(n, '1 cefnogwr', 'gefnogwyr')
const votes = (n: number | string) => (String(n) === '1' ? '1 bleidlais' : `${n} o bleidleisiau`)
const quoted = (names: readonly string[]) => list(names.map((each) => `“${each}”`))

const ENDINGS = ['', 'af', 'il', 'ydd', 'ydd', 'ed', 'ed', 'fed', 'fed', 'fed', 'fed']
/** 1af, 2il, 3ydd … */
const ordinal = (n: number) => `${n}${ENDINGS[n] ?? 'fed'}`

const YES_NO = [
  { mark: 1, label: 'Ie', look: 'agree' },
  { mark: -1, label: 'Na', look: 'disagree' },
  {
    mark: 0,
    label: 'Ymatal',
    hint: 'Cewch eich cyfrif fel un sydd yma, ar y naill ochr na’r llall',
    look: 'pass',
  },
] as const

export const areas: Partly<typeof areaWords> = {
  mine: 'O ba ardal rwy’n dod',
  ratherNot: 'Byddai’n well gennyf beidio â dweud',
  why: 'Er mwyn gweld a gafodd pob ardal ei chlywed, a sut mae’r pleidleisiau’n disgyn fesul ardal, byth gyda llai na phump o bobl.',
  sees: 'Dim ond y rhai sy’n rhedeg y gweithdy',
}

export const proxies: Partly<typeof proxyWords> = {
  title: 'Pan na allaf fod yma, pwy sy’n pleidleisio drosof',
  hint: 'Mae’r person a enwch yn pleidleisio drosoch nes i chi dynnu hynny’n ôl. Os pleidleisiwch eich hun, eich pleidlais chi sy’n cyfrif yn lle hynny.',
  sees: 'Y person a enwch, a’r rhai sy’n rhedeg y gweithdy',
  nobody: 'Neb',
  holds: (names) => `Rydych yn pleidleisio dros ${list(names)}, sy’n methu bod yma.`,
  holding: 'Felly ni ellir enwi neb i bleidleisio drosoch chi.',
  none: 'Ni ellir enwi neb yma ar hyn o bryd.',
  castFor: (name) =>
    `Pleidleisiodd ${name} hyn drosoch. Newidiwch unrhyw beth, a’ch pleidlais chi fydd hi.`,
  castForSecret: (name) =>
    `Pleidleisiodd ${name} drosoch. Os pleidleisiwch eich hun, eich pleidlais chi sy’n cyfrif yn lle hynny.`,
  forOthers: 'Rydych yn pleidleisio dros rywun na all fod yma',
  youMayFor: (name) => `Gofynnodd ${name} i chi bleidleisio drostynt.`,
  themselves: (name) => `Mae ${name} wedi pleidleisio wedi’r cyfan. Y bleidlais honno sy’n cyfrif.`,
  notYet: 'Heb bleidleisio eto',
  given: 'Wedi pleidleisio',
  open: (name) => `Pleidleisio dros ${name}`,
}

export const worry: Partly<typeof worryWords> = {
  title: 'Pryderon',
  open: (n) =>
    n === 1
      ? 'Mae 1 pryder ar agor, felly nid yw hyn yn mynd yn ei flaen fel y mae.'
      : `Mae ${worries(n)} ar agor, felly nid yw hyn yn mynd yn ei flaen fel y mae.`,
  none: 'Mae pob pryder wedi’i ateb.',
  unsaid: (n) =>
    `Cafodd ${worries(n)} arall eu cyfrif heb eiriau. Gofynnwch beth ydynt, yna newidiwch y geiriad a gofyn eto.`,
  standing: {
    open: 'Ar agor o hyd',
    being_voted: 'Mae’r lleill yn pleidleisio arno',
    integrated: 'Fe’i newidiwyd gennym i ateb hyn',
    not_upheld: 'Dewisodd y grŵp fynd ymlaen',
    withdrawn: 'Tynnwyd yn ôl gan y sawl a’i cododd',
  },
  upheld: 'Ni ddywedodd y lleill ie i fynd ymlaen, felly mae’n aros ar agor.',
  yours:
    'Eich pryder chi yw hwn. Pan fydd wedi’i ateb i chi, tynnwch ef yn ôl; caiff y bleidlais ei chyfrif eto.',
  yoursOf: (name) =>
    `Pryder ${name} yw hwn. Pan fydd wedi’i ateb iddynt, tynnwch ef yn ôl yn eu henw.`,
  takeBack: 'Mae fy mhryder wedi’i ateb',
  takeBackOf: (name) => `Mae pryder ${name} wedi’i ateb`,
  takeBackText:
    'Caiff ei dynnu’n ôl, a gall pawb weld hynny. Ni ellir ei godi eto yn y bleidlais hon.',
  takeBackSure: 'Ie, ei dynnu’n ôl',
  takenBack: 'Mae eich pryder wedi’i dynnu’n ôl. Caiff y bleidlais ei chyfrif eto.',
  toVote: 'I’r bleidlais arno',
  toNewWords: 'I’r geiriau newydd',
  inVote: (question) => `Yn y bleidlais “${question}”`,
  about: 'Mae’r bleidlais hon am bryder',
  aboutText:
    'Mae rhywun yn pryderu am y cynnig isod. Dywedwch a ddylid mynd ymlaen ag ef serch hynny.',
  newWords: 'Geiriau newydd',
  answers: (n) =>
    n === 0 ? '' : n === 1 ? 'Maent yn ateb y pryder hwn:' : 'Maent yn ateb y pryderon hyn:',
  toEarlier: 'I’r bleidlais flaenorol',
}

export const ballot: Partly<typeof ballotWords> = {
  explain: {
    simple_majority:
      'Dywedwch ie neu na, neu ymatal. Caiff ei dderbyn os bydd mwy yn dweud ie nag sy’n dweud na.',
    absolute_majority:
      'Dywedwch ie neu na, neu ymatal. Caiff ei dderbyn os bydd mwy na hanner pawb sy’n gallu pleidleisio yn dweud ie.',
    super_majority: (parts, whole) =>
      `Dywedwch ie neu na, neu ymatal. Caiff ei dderbyn os bydd o leiaf ${parts} o bob ${whole} sy’n dweud ie neu na yn dweud ie.`,
    unanimity: (abstainFails) =>
      abstainFails
        ? 'Dywedwch ie neu na, neu ymatal. Dim ond os bydd pawb sy’n pleidleisio yn dweud ie y caiff ei dderbyn.'
        : 'Dywedwch ie neu na, neu ymatal. Caiff ei dderbyn os na fydd neb yn dweud na.',
    consensus: (blocks) =>
      blocks === 0
        ? 'Pa mor bell y gallwch fynd gyda hyn? Caiff ei dderbyn os bydd y rhan fwyaf yn cytuno a neb yn ei rwystro.'
        : `Pa mor bell y gallwch fynd gyda hyn? Caiff ei dderbyn os bydd y rhan fwyaf yn cytuno a dim mwy na ${people(blocks)} yn ei rwystro.`,
    consent:
      'Allwch chi fyw gyda hyn? Mae’n mynd yn ei flaen os nad oes gan neb bryder y mae’n rhaid ei ateb.',
    temperature_check:
      'Pa mor gynnes ydych chi tuag at hyn? Dim ond cip o gwmpas yr ystafell yw hyn, nid penderfyniad.',
    fist_to_five: (n) =>
      `Dangoswch o 0 i 5 bys faint rydych yn cefnogi hyn; mae ${n} neu fwy yn cyfrif fel cefnogaeth.`,
    score: (highest) =>
      `Rhowch sgôr o 0 i ${highest} i bob un; ${highest} yw’r gorau. Gadewch allan yr hyn na allwch ei farnu: nid yw dim sgôr yr un peth â 0.`,
    quadratic: (n) =>
      `Mae gennych ${credits(n)} ar gyfer pleidleisiau. Mae’r bleidlais gyntaf ar ddewis yn costio 1 credyd, yr ail 3, y drydedd 5, ac yn y blaen. Collir yr hyn na fyddwch yn ei wario.`,
    ranking:
      'Rhowch y dewisiadau yn eich trefn chi, yr un sydd orau gennych yn gyntaf. Gadewch allan unrhyw rai nad ydych am eu gosod.',
    seats: (n) =>
      `Caiff ${places(n)} eu llenwi. Rhowch y dewisiadau yn eich trefn chi, yr un sydd orau gennych yn gyntaf. Gadewch allan unrhyw rai nad ydych am eu gosod.`,
    budget: (all) =>
      `Mae ${money(all)}. Ticiwch bopeth y byddech yn talu amdano; gall y cyfan gostio mwy gyda’i gilydd, mae’r cyfrif yn cadw o fewn y swm.`,
    envelope: (all) => `Arhoswch o fewn ${money(all)}: dewiswch beth fyddech yn ei brynu ag ef.`,
  },
  answers: {
    simple_majority: YES_NO,
    absolute_majority: YES_NO,
    super_majority: YES_NO,
    unanimity: YES_NO,
    consensus: [
      { mark: 2, label: 'Rwy’n cytuno', look: 'agree' },
      { mark: 1, label: 'Rwy’n cytuno, gydag amheuon', look: 'soft' },
      { mark: 0, label: 'Nid i mi, ond wnaf i ddim ei atal', look: 'pass' },
      {
        mark: -1,
        label: 'Rwy’n rhwystro hyn',
        hint: 'Rhaid iddo beidio â mynd yn ei flaen fel y mae',
        look: 'disagree',
      },
    ],
    consent: [
      {
        mark: 1,
        label: 'Gallaf, gallaf fyw gyda hyn',
        hint: 'Digon da am y tro, digon diogel i roi cynnig arni',
        look: 'agree',
      },
      {
        mark: -1,
        label: 'Na, mae gennyf bryder',
        hint: 'Byddai’n gwneud niwed y dylem ei ateb yn gyntaf',
        look: 'disagree',
      },
    ],
  },
  scales: {
    temperature_check: [
      [-2, 'Yn gryf yn erbyn'],
      [-1, 'Braidd yn erbyn'],
      [0, 'Nid o blaid nac yn erbyn'],
      [1, 'Braidd o blaid'],
      [2, 'Yn gryf o blaid'],
    ],
    fist_to_five: [
      [0, 'Na. Ni allaf gefnogi hyn'],
      [1, 'Mae gennyf bryderon mawr'],
      [2, 'Mae gennyf rai pryderon i’w trafod yn gyntaf'],
      [3, 'Gallaf fyw gyda hyn'],
      [4, 'Syniad da'],
      [5, 'Syniad gwych, a byddaf yn helpu'],
    ],
  },
  scoreOf: (mark, highest) => `${mark} allan o ${highest}`,
  noAnswer: 'Dim ateb eto',
  clear: 'Tynnu’r ateb hwn yn ôl',
  clearOf: (text) => `Tynnu’r ateb hwn yn ôl: “${text}”`,
  rank: {
    yours: 'Eich trefn chi',
    empty: 'Dim byd eto. Dewiswch beth sy’n dod yn gyntaf.',
    rest: 'Heb fod yn eich trefn',
    all: 'Mae pob un ohonynt yn eich trefn.',
    place: (text, at, of) => `“${text}” sydd yn ${ordinal(at)} o ${of}`,
    up: 'I fyny',
    upOf: (text) => `Symud “${text}” i fyny`,
    down: 'I lawr',
    downOf: (text) => `Symud “${text}” i lawr`,
    first: 'Cyntaf',
    firstOf: (text) => `Rhoi “${text}” yn gyntaf`,
    remove: 'Tynnu',
    removeOf: (text) => `Tynnu “${text}” o’ch trefn`,
    removed: (text) => `Mae “${text}” allan o’ch trefn`,
    add: (at) => `Ei roi yn ${ordinal(at)}`,
    addOf: (text, at) => `Ei roi yn ${ordinal(at)}: “${text}”`,
  },
  credits: {
    left: (n, of) =>
      n < 0 ? `${credits(-n)} yn fwy nag sydd gennych` : `${n} ar ôl o ${credits(of)}`,
    votes: (n) =>
      n === 0 ? 'Dim pleidleisiau' : n > 0 ? `${votes(n)} o blaid` : `${votes(-n)} yn erbyn`,
    spent: (n) => (n === 0 ? '' : `yn costio ${n}`),
    next: (n) => `Mae’r nesaf yn costio ${n}.`,
    short: (n) => `Byddai’r nesaf yn costio ${n}: mwy nag sydd gennych ar ôl.`,
    more: (text) => `Un bleidlais arall dros “${text}”`,
    less: (text) => `Un bleidlais yn llai dros “${text}”`,
  },
  budget: {
    left: (n, of) =>
      n < 0 ? `${money(-n)} yn fwy nag sydd ar gael` : `${money(n)} ar ôl o ${money(of)}`,
    picked: (n, cost) => `${n} wedi’u ticio, ${money(cost)} gyda’i gilydd`,
    costs: (n) => money(n),
    needs: (names) => `Dim ond gyda ${names}`,
    whyNot: {
      over_envelope: (n) => `Yn costio ${money(n)} yn fwy nag sydd gennych ar ôl`,
      over_ring_fence: (name, n) => `Dim ond ${money(n)} arall all fynd at “${name}”`,
      excluded_together: (names) => `Nid gyda ${names}, a ddewisoch`,
      needs_another: (names) => `Angen ${names} yn gyntaf`,
    },
    alsoOut: (names) => `Tynnwyd allan hefyd, gan ei fod angen yr hyn a dynnoch: ${names}`,
  },
}

export const reason: Partly<typeof reasonWords> = {
  why: 'Pam? Cewch adael hyn allan.',
  whyOf: (name) => `Pam, fel y dywed ${name}? Gellir ei adael allan.`,
  mustSay: {
    consent: 'Beth yw eich pryder?',
    other: 'Dywedwch pam na allwch fynd gyda hyn',
  },
  mustHint: 'Mae eich ateb yn cyfrif ar ôl i chi ddweud hyn.',
  mustHintOf: (name) => `Mae ateb ${name} yn cyfrif ar ôl dweud hyn.`,
  say: 'Dweud pam',
  sayOf: (text) => `Dweud pam: “${text}”`,
  send: 'Anfon hwn',
  withVote: 'Caiff ei anfon gyda’r bleidlais.',
  because: 'Oherwydd:',
  change: 'Newid y geiriau hyn',
  changeOf: (text) => `Newid y geiriau hyn: pam “${text}”`,
  empty: 'Does dim wedi’i ysgrifennu eto. Ysgrifennwch ychydig eiriau yn gyntaf.',
  sees: {
    live: 'Gall pawb yma ddarllen hwn',
    at_close: 'Gall pawb yma ddarllen hwn pan fydd y bleidlais yn cau',
    at_reveal: 'Gall pawb yma ddarllen hwn pan fydd yr hwylusydd yn dangos y canlyniad',
  },
  named: 'gyda’ch enw a’r ateb hwn',
  namedOf: (name) => `gyda’r enw ${name} a’r ateb hwn`,
  unnamed: 'gyda’r ateb hwn, heb eich enw',
  unnamedOf: (name) => `gyda’r ateb hwn, heb yr enw ${name}`,
  closed:
    'Caeodd y bleidlais hon cyn i’r geiriau hyn gael eu hanfon. Copïwch nhw, neu dywedwch nhw wrth yr ystafell.',
  title: (n) => `Yr hyn a ddywedodd pobl (${n})`,
  all: (n) => `Darllen pob un o’r ${n}`,
  mark: (method, mark) => {
    switch (method) {
      case 'agree':
        return ['Anghytuno', 'Pasio', 'Cytuno'][mark + 1] ?? ''
      case 'consensus':
        return (
          ['Yn ei rwystro', 'Ddim am ei atal', 'Cytuno, gydag amheuon', 'Cytuno'][mark + 1] ?? ''
        )
      case 'consent':
        return mark === 1 ? 'Gall fyw gyda hyn' : 'Mae ganddynt bryder'
      case 'simple_majority':
      case 'absolute_majority':
      case 'super_majority':
      case 'unanimity':
        return ['Na', 'Ymatal', 'Ie'][mark + 1] ?? ''
      case 'dots':
        return dots(mark)
      case 'approval':
      case 'budget_greedy':
      case 'budget_equal_shares':
        return 'Yn ei gefnogi'
      case 'temperature_check':
        return mark > 0 ? `+${mark}` : mark < 0 ? `−${-mark}` : '0'
      case 'fist_to_five':
        return fingers(mark)
      case 'score':
        return `Sgôr ${mark}`
      case 'quadratic':
        return mark > 0 ? `${votes(mark)} o blaid` : `${votes(-mark)} yn erbyn`
      case 'ranked_irv':
      case 'condorcet':
      case 'schulze':
      case 'borda':
      case 'stv':
        return `Yn ei roi yn ${ordinal(mark)}`
    }
  },
}

export const result: Partly<typeof resultWords> = {
  title: 'Canlyniad',
  secret: 'Pleidlais gudd: ni all neb weld pwy ddewisodd beth.',
  asTable: 'Yr un peth fel tabl',
  table: (question) => `Tabl: ${question}`,
  option: 'Dewis',
  place: 'Safle',
  counts: {
    agree: 'Cytuno',
    disagree: 'Anghytuno',
    pass: 'Pasio',
    dots: 'Dotiau',
    voters: 'Pobl',
    approvals: 'Ticiau',
  },
  method: {
    agree: 'Gallai pob person gytuno, anghytuno neu basio ar bob gosodiad.',
    dots: (all, each) =>
      each >= all
        ? `Roedd gan bob person ${dots(all)} i’w rhannu.`
        : `Roedd gan bob person ${dots(all)} i’w rhannu, hyd at ${each} ar un.`,
    approval: 'Gallai pob person dicio popeth y mae’n ei gefnogi.',
  },
  tie: (names) =>
    `Cyfartal: daeth ${quoted(names)} yn gyfartal. Yr ystafell sy’n penderfynu sut i fynd ymlaen.`,
  tieMany: (n) =>
    `Cyfartal: daeth ${n} dewis yn gyfartal ar y brig. Yr ystafell sy’n penderfynu sut i fynd ymlaen.`,
  equal: 'cyfartal',
  now: (text) => `(geiriau newydd ers hynny: “${text}”)`,
  noVotes: 'Ni phleidleisiodd neb, felly does dim canlyniad.',
  splitOf: (agree, disagree, pass) =>
    `${agree} yn cytuno, ${disagree} yn anghytuno, ${pass} yn pasio`,
  dotsOf: dots,
  ticksOf: ticks,
  legend: 'Ystyr y lliwiau',
  ways: 'Sut y pleidleisiodd pobl',
  people: 'Pobl',
  channels: {
    device: 'Ar eu ffôn eu hunain',
    helper: 'Drwy gynorthwyydd',
    proxy: 'Drwy rywun yr oeddent wedi’i enwi',
    table: 'Yng nghyfanswm bwrdd',
    hands: 'Drwy godi llaw',
    paper: 'Ar bapur',
  },
}

export const counted: Partly<typeof countedWords> = {
  method: {
    temperature_check:
      'Gallai pob person ddweud pa mor gynnes ydynt tuag ato, o −2 i +2. Nid yw’n penderfynu dim.',
    simple_majority:
      'Gallai pob person ddweud ie neu na, neu ymatal; mwy o ie na na a’i derbyniodd.',
    absolute_majority: 'Derbynnir gan fwy na hanner pawb sy’n gallu pleidleisio.',
    super_majority: 'Derbynnir gan fwyafrif mawr o’r rhai a ddywedodd ie neu na.',
    unanimity: 'Derbynnir dim ond os na ddywedodd neb na.',
    consensus: 'Gallai pob person gytuno, cytuno gydag amheuon, peidio â’i atal, neu ei rwystro.',
    consent: 'Gallai pob person fyw gydag ef, neu roedd ganddo bryder y mae’n rhaid ei ateb.',
    fist_to_five: 'Dangosodd pob person o 0 i 5 bys.',
    score: 'Rhoddodd pob person sgoriau.',
    quadratic:
      'Roedd gan bob person gredydau ar gyfer pleidleisiau; po fwyaf ar un dewis, drutaf y nesaf.',
    ranked_irv:
      'Rhoddodd pob person y dewisiadau mewn trefn; syrthiodd y gwannaf allan a symudodd ei bleidleisiau ymlaen.',
    condorcet:
      'Rhoddodd pob person y dewisiadau mewn trefn; gosodwyd pob un yn erbyn pob un arall.',
    schulze:
      'Rhoddodd pob person y dewisiadau mewn trefn; gosodwyd pob un yn erbyn pob un arall, a’r llwybrau cryfaf yn datrys cylchoedd.',
    borda: 'Rhoddodd pob person y dewisiadau mewn trefn; rhoddodd safleoedd uwch fwy o bwyntiau.',
    stv: 'Rhoddodd pob person y dewisiadau mewn trefn; rhannwyd y lleoedd yn ôl cwota, a symudodd pleidleisiau dros ben ymlaen.',
    budget_greedy:
      'Aeth yr arian at y dewisiadau â’r mwyaf o gefnogwyr yn gyntaf, cyn belled ag y cyrhaeddai.',
    budget_equal_shares:
      'Cyfrannau teg: roedd gan bob pleidleisiwr yr un swm i’w wario; talwyd am ddewisiadau gan y rhai sy’n eu cefnogi.',
  },
  counts: {
    yes: 'Ie',
    abstain: 'Ymatal',
    no: 'Na',
    plus_2: '+2',
    plus_1: '+1',
    zero: '0',
    minus_1: '−1',
    minus_2: '−2',
    agree: 'Cytuno',
    reservations: 'Gydag amheuon',
    stand_aside: 'Ddim am ei atal',
    block: 'Rhwystro',
    consent: 'Gall fyw gydag ef',
    object: 'Pryder',
    votes: 'Pleidleisiau o blaid',
    against: 'Pleidleisiau yn erbyn',
    voters: 'Pobl',
    first: 'Safleoedd cyntaf',
    ranked: 'Pobl a’i gosododd',
    supporters: 'Cefnogwyr',
  },
  told: (name, n) => {
    const [kind, number] = name.split('_')
    if (kind === 'fingers') return `dangosodd ${n} ${number ?? ''}`
    if (kind === 'score') return `rhoddodd ${n} ${number ?? ''}`
    return counted.figure?.[name]?.(n) ?? `${counted.counts?.[name] ?? name}: ${n}`
  },
  figure: {
    yes: (n) => `${n} o blaid`,
    no: (n) => `${n} yn erbyn`,
    abstain: (n) => `${n} yn ymatal`,
    plus_2: (n) => `${n} ar +2`,
    plus_1: (n) => `${n} ar +1`,
    zero: (n) => `${n} ar 0`,
    minus_1: (n) => `${n} ar −1`,
    minus_2: (n) => `${n} ar −2`,
    agree: (n) => `${n} yn cytuno`,
    reservations: (n) => `${n} ag amheuon`,
    stand_aside: (n) => `${n} na wnân nhw ei atal`,
    block: (n) => `${n} yn ei rwystro`,
    consent: (n) => `${n} yn gallu byw gydag ef`,
    object: (n) => `${n} â phryder`,
    votes: (n) => `${n} o blaid`,
    against: (n) => `${n} yn erbyn`,
    voters: (n) => `gan ${people(n)}`,
    first: (n) => some(n, '1 safle cyntaf', 'safleoedd cyntaf'),
    ranked: (n) => `gosodwyd gan ${people(n)}`,
    supporters,
  },
  label: (name) => {
    const [kind, number] = name.split('_')
    if (kind === 'fingers') return fingers(Number(number))
    if (kind === 'score') return number ?? name
    return counted.counts?.[name] ?? name
  },
  quorum: ({ have, limit, holds }) =>
    holds
      ? `Pleidleisiodd digon i gyfrif: ${have}, ac roedd angen ${limit}.`
      : `Dim digon o bleidleisiau i gyfrif: pleidleisiodd ${have}, ac roedd angen ${limit}.`,
  outcome: {
    carried: (text) => `Derbyniwyd “${text}”.`,
    not_carried: (text) => `Ni dderbyniwyd “${text}”.`,
    tied: (text) =>
      `Mae “${text}” yn gyfartal: dywedodd cynifer ie ag a ddywedodd na. Nis derbyniwyd.`,
    inquorate: (text) => `Ni phenderfynwyd ar “${text}”: dim digon o bleidleisiau i gyfrif.`,
    advisory: (text) =>
      `Pa mor gynnes yw’r ystafell tuag at “${text}”. Nid yw hyn yn penderfynu dim.`,
  },
  chosen: (names) => `Dewiswyd ${quoted(names)}.`,
  leads: (name) => `“${name}” sydd â’r gefnogaeth fwyaf.`,
  elected: (names) =>
    names.length === 1
      ? `${quoted(names)} sy’n cael y lle.`
      : `${quoted(names)} sy’n cael y lleoedd.`,
  funded: (names) => `Telir am ${quoted(names)}.`,
  noneFunded: 'Ni ellid talu am ddim.',
  none: 'Ni ddewiswyd dim.',
  undecided: (names) =>
    `Cyfartal: daeth ${quoted(names)} yn gyfartal, ac mae’n aros ar agor. Yr ystafell sy’n penderfynu sut i fynd ymlaen.`,
  moneyLeft: (spent, all) =>
    spent === all
      ? `Gwariwyd y cyfan o ${money(all)}.`
      : `Gwariwyd ${money(spent)} o ${money(all)}; mae ${money(all - spent)} ar ôl.`,
  clause: {
    more_yes_than_no: ({ have, limit }) => `Dywedodd ${have} ie, dywedodd ${limit - 1} na`,
    yes_of_all_who_can_vote: ({ have, limit }) =>
      `Dywedodd ${have} ie; roedd angen ${limit}, mwy na hanner pawb sy’n gallu pleidleisio`,
    yes_of_yes_and_no: ({ have, limit }) => `Dywedodd ${have} ie; roedd angen ${limit}`,
    somebody_decided: ({ holds }) => (holds ? '' : 'Ni ddywedodd neb ie na na'),
    somebody_said_yes: ({ holds }) => (holds ? '' : 'Ni ddywedodd neb ie'),
    somebody_agreed: ({ holds }) => (holds ? '' : 'Ni chytunodd neb'),
    somebody_answered: ({ holds }) => (holds ? '' : 'Nid atebodd neb'),
    nobody_said_no: ({ have }) => (have === 0 ? 'Ni ddywedodd neb na' : `Dywedodd ${have} na`),
    nobody_abstained: ({ have }) => (have === 0 ? 'Nid ymataliodd neb' : `Ymataliodd ${have}`),
    blocks: ({ have, limit }) =>
      `Rhwystrodd ${people(have)} ef; caiff ${limit === 0 ? 'neb' : `${limit} ar y mwyaf`} wneud hynny`,
    stand_asides: ({ have, limit }) =>
      `Ni fyddai ${have} yn ei atal; caiff ${limit} ar y mwyaf sefyll felly`,
    everybody_answered: ({ have, limit }) => `Atebodd ${have} o ${limit}; rhaid i bawb`,
    open_objections: ({ have }) =>
      have === 0 ? 'Pob pryder wedi’i ateb' : `${worries(have)} ar agor o hyd`,
    no_fist: ({ have }) =>
      have === 0 ? 'Ni ddangosodd neb ddwrn' : `Dangosodd ${people(have)} ddwrn`,
    too_few_fingers: ({ have, limit }) =>
      `Dangosodd ${people(have)} rhy ychydig o fysedd; caiff ${limit === 0 ? 'neb' : `${limit} ar y mwyaf`} wneud hynny`,
  },
  holds: 'Bodlonwyd:',
  fails: 'Heb ei fodloni:',
  rule: {
    show_tie: 'ni thorrodd yr un rheol hi',
    chair_casts: 'gan yr hwylusydd, ar gofnod',
    lower_cost: 'gan ei fod yn costio llai',
    earliest_submitted: 'gan ei fod yn gyntaf ar y rhestr',
    lot: 'drwy goelbren, y gall unrhyw un ei wirio',
  },
  tie: {
    winner: (among, first, rule) =>
      `Daeth ${quoted(among)} yn gyfartal ar y brig; “${first}” sy’n dod yn gyntaf, ${rule}.`,
    last_place: (among, first, rule) =>
      `Daeth ${quoted(among)} yn gyfartal; ffafriwyd “${first}”, ${rule}.`,
    next_project: (among, first, rule) =>
      `Daeth ${quoted(among)} yn gyfartal; talwyd am “${first}” yn gyntaf, ${rule}.`,
  },
  how: 'Sut y cafodd ei gyfrif',
  round: (n) => `Cam ${n}`,
  standing: (lines) => list(lines.map(([name, n]) => `“${name}” ${n}`)),
  dropped: (names, moved) =>
    moved === 0
      ? `${quoted(names)} oedd â’r lleiaf a syrthiodd allan.`
      : `${quoted(names)} oedd â’r lleiaf a syrthiodd allan; aeth ${votes(moved)} at yr hyn a roddodd pob pleidleisiwr nesaf.`,
  majority: (name, n) => `Mae gan “${name}” fwyafrif gyda ${votes(n)}.`,
  exhausted: (n) => `Nid oedd gan ${votes(n)} unman pellach i fynd.`,
  quota: (quota, seats) => `Mae angen ${votes(quota)} ar gyfer lle (${places(seats)}).`,
  reached: (names) =>
    `Mae gan ${quoted(names)} le; symudodd pleidleisiau y tu hwnt i’r cwota ymlaen.`,
  fewest: (name) => `“${name}” oedd â’r lleiaf a syrthiodd allan.`,
  beats: (one, other, n, m) => `Mae’n well gan ${n} “${one}” na “${other}”, ${m} fel arall.`,
  points: (name, n) => `“${name}”: ${some(n, '1 pwynt', 'bwyntiau')}`,
  smith: (names) =>
    `Nid oes yr un o ${quoted(names)} yn curo pob un arall: maent yn mynd mewn cylch.`,
  pairs: 'Pob un yn erbyn pob un: faint sy’n ffafrio’r un yn y rhes',
  score: (mean, median, n) => `${mean} ar gyfartaledd, ${median} yn y canol, gan ${people(n)}`,
  spentCredits: (n) => `Gwariwyd ${credits(n)} gan bawb gyda’i gilydd.`,
  endowment: (share) => `Roedd gan bob pleidleisiwr ${pounds(share)} i’w wario.`,
  raised: (n) => `Er mwyn gadael llai dros ben, codwyd pob cyfran ${money(n)}.`,
  paidFor: (cost, n) => `${money(cost)}, gyda ${supporters(n)}`,
  paid: (share, rest) =>
    rest === 0
      ? `talodd pob un ${pounds(share)}`
      : `talodd pob un ${pounds(share)}, ond ${rest} ohonynt lai: y cyfan oedd ganddynt ar ôl`,
  notPaid: {
    does_not_fit: 'nid oedd yn ffitio mwyach yn yr arian a oedd ar ôl',
    count_stopped: 'stopiodd y cyfrif ar un o’i flaen nad oedd yn ffitio',
    supporters_cannot_pay: 'ni allai ei gefnogwyr dalu amdano',
    too_few_supporters: 'mae ganddo rhy ychydig o gefnogwyr',
    excluded: 'dim ond un ohono ac un arall y telir amdano a allai fod',
    prerequisite_not_funded: 'mae angen un arall na thelir amdano',
    ring_fence_full: 'ni chaiff rhagor fynd at y rhain gyda’i gilydd',
    kept_for_others: 'cedwir yr hyn oedd ar ôl i eraill',
  },
  had: (share, cost) =>
    ` (roedd ganddynt ${pounds(share)} ar ôl gyda’i gilydd ac angen ${money(cost)})`,
  paidTitle: 'Telir amdanynt',
  notPaidTitle: 'Ni thelir amdanynt',
}

sayIn('cy-GB', { areas, proxies, worry, ballot, reason, result, counted })
