// What is said where something is taken off the board, or its words are destroyed.

export const removalWords = {
  hide: 'Hide',
  hideOf: (text: string): string => `Hide “${text}”`,
  hideReason: 'Why is it hidden?',
  hideNow: 'Take it off the board',
  hidden: 'Hidden. Its author is not shown to you, and its votes still count.',
  restored: 'Put back on the board.',
  restore: 'Put it back',
  restoreOf: (text: string): string => `Put it back: “${text}”`,
  destroy: 'Destroy the words',
  destroyOf: (text: string): string => `Destroy the words of “${text}”`,
  destroyText:
    'The words are destroyed for good, also in the recording. Nobody can bring them back. Votes stay as they are.',
  destroyInstead: 'Words to stand in their place',
  destroyInsteadHint: 'Leave it empty for “[removed]”.',
  destroyAsk: 'Destroy the words …',
  destroySure: 'Yes, destroy them for good',
  destroyed: 'The words are destroyed.',
  cannotUndo: 'This cannot be taken back.',
}
