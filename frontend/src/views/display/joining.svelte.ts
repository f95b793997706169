// How to join, kept up to date: a renewed code comes at once, and its square is fetched.

import type { PageConfig } from '../config'

export interface Invitation {
  readonly joinCode: string
  readonly joinAddress: string
  readonly qrSvg: string
}

export class Joining {
  #fetched: Invitation | undefined = $state.raw()

  /** Must be made while a component is set up. `code` is what the room says it is now. */
  constructor(
    private readonly config: PageConfig,
    private readonly current: () => string | undefined,
    private readonly ask: (url: string) => Promise<Response> = (url) => fetch(url),
  ) {
    $effect(() => {
      if (this.code !== this.known.joinCode) void this.renew()
    })
  }

  get code(): string {
    return this.current() ?? this.known.joinCode
  }

  get address(): string {
    return this.known.joinAddress.replace(/^https?:\/\//, '')
  }

  /** The square of the code that lets people in now; none while it is on its way. */
  get square(): string {
    return this.known.joinCode === this.code ? this.known.qrSvg : ''
  }

  private get known(): Invitation {
    const { joinCode = '', joinAddress = '', qrSvg = '' } = this.config
    return this.#fetched ?? { joinCode, joinAddress, qrSvg }
  }

  private async renew(): Promise<void> {
    const { invitationUrl } = this.config
    if (invitationUrl === undefined) return
    try {
      const answer = await this.ask(invitationUrl)
      if (answer.ok) this.#fetched = (await answer.json()) as Invitation
    } catch {
      // The code is on the wall; its square comes with the next change or a reload.
    }
  }
}
