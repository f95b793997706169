// The words of the code that people in the room must never meet, in any sentence or on any screen.

export const NEVER =
  /\b(electorate|roll|ballots?|cast|quorum|inquorate|approval|consent|objections?|stand aside|dual.key|knapsack|envelope|mandate|capacity|stale|amendments?|appraisal|do-minimum|sensitivity|deadweight|optimism bias|cashable|pooled|apportionment|provenance|scribe|lobby|spotlight|round|option|participant_|websocket|snapshot|delta|epoch|event|command)\b/i

// What a sentence says that was made of nothing.
const UNMADE = /\b(undefined|null|NaN)\b|\[object/

const HEARD = ['aria-label', 'title', 'placeholder', 'alt'] as const

/** Which of them the page shows or lets be heard just now, each in its sentence. */
export function neverSaid(page: HTMLElement = document.body): string[] {
  const heard = [...page.querySelectorAll<HTMLElement>(HEARD.map((each) => `[${each}]`).join())]
  const sentences = [
    ...page.innerText.split('\n'),
    ...heard.flatMap((each) => HEARD.map((name) => each.getAttribute(name) ?? '')),
  ]
  return [...new Set(sentences.filter((each) => NEVER.test(each) || UNMADE.test(each)))]
}
