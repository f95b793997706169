/** Facts one after the other; where the line breaks, the dot stays with the fact before it. */
export const inLine = (facts: readonly string[]): string =>
  facts.filter((each) => each !== '').join('\u00a0· ')
