// What the server's page says about itself, in <script type="application/json" id="config">.

export interface Output {
  readonly title: string
  readonly href: string
}

export type View = 'facilitator' | 'partner' | 'participant' | 'public'

export interface PageConfig {
  readonly page: 'room' | 'display' | 'replay'
  readonly workshop: string
  readonly title: string
  /** Which language this reader reads; English without it. */
  readonly language?: string
  readonly outputs?: readonly Output[]

  /** The participant this login belongs to; null for strangers and projectors. */
  readonly me?: string | null
  /** Moves this person to a second device. */
  readonly rejoinCode?: string
  /** The page that explains how a name is removed, and does it. */
  readonly eraseUrl?: string
  /** What this person contributed, and what became of it. */
  readonly mineUrl?: string

  readonly socketUrl?: string
  readonly streamUrl?: string
  readonly ticketUrl?: string
  readonly commandsUrl?: string
  readonly roomUrl?: string
  readonly replayUrl?: string
  /** Followed by a vote: what it tells beyond its result (H4). */
  readonly findingsUrl?: string
  /** Where a thing came from and what became of it (H6). */
  readonly lineageUrl?: string
  /** Who was heard (H5); for those who run the workshop. */
  readonly heardUrl?: string

  /** The recording's own: which audiences one may watch it as, up to where, and where it lies. */
  readonly view?: View
  readonly views?: readonly View[]
  readonly head?: number
  readonly chunksUrl?: string
  readonly momentsUrl?: string
  /** The groups whose boards one may watch. */
  readonly groups?: readonly {
    readonly id: string
    readonly name: string
    readonly number: number
  }[]
  /** Where a practice room is opened from a moment; only for those who may. */
  readonly practiceUrl?: string

  /** The rest is for those who run the workshop, and for the projector. */
  readonly joinCode?: string
  readonly joinUrl?: string
  /** The address on the wall, where the code is typed. */
  readonly joinAddress?: string
  /** The join link as a QR code, drawn by the server. */
  readonly qrSvg?: string
  /** POST here gives a fresh join code. */
  readonly newCodeUrl?: string
  /** Followed by a person: the link that is theirs alone. */
  readonly linksUrl?: string
  readonly displayUrl?: string
  /** Where the display's codes are typed, and the link that does without; POST gives a new code. */
  readonly displayAddress?: string
  readonly displayLink?: string
  readonly newDisplayCodeUrl?: string
  /** The display's own: GET says how to join now. */
  readonly invitationUrl?: string
  /** What is left to do after the room. */
  readonly afterUrl?: string
  /** A sheet with the code, to print. */
  readonly sheetUrl?: string
}

/** Read it from the page; undefined where the page carries none. */
export function pageConfig(from: Document): PageConfig | undefined {
  const text = from.getElementById('config')?.textContent
  return text ? (JSON.parse(text) as PageConfig) : undefined
}
