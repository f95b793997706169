// What the server's page says about itself, in <script type="application/json" id="config">.

export interface Output {
  readonly title: string
  readonly href: string
}

export interface PageConfig {
  readonly page: 'room' | 'display' | 'replay'
  readonly workshop: string
  readonly title: string
  /** The participant this login belongs to; none on a projector. */
  readonly me?: string | null
  readonly socketUrl?: string
  readonly ticketUrl?: string
  readonly commandsUrl?: string
  readonly joinCode?: string
  readonly joinUrl?: string
  /** The join link as a QR code, drawn by the server. */
  readonly qrSvg?: string
  /** Where the recording is watched. */
  readonly replayUrl?: string
  /** Where the projector's page is. */
  readonly displayUrl?: string
  /** The room, from the recording. */
  readonly roomUrl?: string
  /** POST here gives a fresh join code to those who run the workshop. */
  readonly newCodeUrl?: string
  /** The recording's own: as which audience, up to where, and where its moments are told. */
  readonly view?: 'facilitator' | 'partner' | 'participant' | 'public'
  readonly head?: number
  readonly chunksUrl?: string
  readonly momentsUrl?: string
  readonly outputs?: readonly Output[]
  readonly lang?: string
}

/** Read it from the page; undefined where the page carries none. */
export function pageConfig(from: Document): PageConfig | undefined {
  const text = from.getElementById('config')?.textContent
  return text ? (JSON.parse(text) as PageConfig) : undefined
}
