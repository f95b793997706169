// What is said of responses: fetched with the first of them.

import type { Stance } from '../../board/board'

export const responseWords = {
  title: 'What comes of it',
  stances: {
    done: 'We did this',
    doing: 'We are doing this',
    looking: 'We are looking into this',
    not_doing: 'We are not doing this',
  } satisfies Record<Stance, string>,
  by: (organisation: string, post: string, when: string): string =>
    [organisation, post, when].filter((each) => each !== '').join(', '),
}
