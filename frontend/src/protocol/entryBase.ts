// What records of several topics share.

/** Who would run a redesigned service. */
export type DeliveryModel =
  | 'in_house_bau'
  | 'in_house_reengineered'
  | 'shared_service'
  | 'public_partnership'
  | 'latc'
  | 'public_service_mutual'
  | 'joint_venture'
  | 'cic'
  | 'charitable_trust'
  | 'vcse_contract'
  | 'grant_to_vcse'
  | 'community_led'
  | 'parish_town_devolved'
  | 'outsourced_private'
  | 'hybrid'
  | 'stop_or_reduce'
  | 'other'

/** What every entry has: when it came, and who made it, where that is told. */
export interface EntryBase {
  readonly stage: string
  readonly at: number
  readonly seq: number
  readonly words_seq: number
  readonly lang: string | null
  readonly redacted: boolean
  /** Not in a stage without names. */
  readonly author_organisation?: string | null
  /** Neither to the public. */
  readonly author?: string | null
  /** To the facilitators: why it is off the board, null where it is on it. */
  readonly hidden_reason?: string | null
}
