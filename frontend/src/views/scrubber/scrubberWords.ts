// What the line of time says.

export const scrubberWords = {
  at: (seq: number, head: number): string => `${seq} of ${head}`,
  back: 'One step back',
  earlierMoment: 'Moment before',
  forward: 'One step forward',
  idle: 'Quiet time is skipped.',
  keys: 'Arrow keys move one step, Page Up and Page Down a moment, Home and End to either end, Space plays.',
  laterMoment: 'Next moment',
  pause: 'Pause',
  play: 'Play',
  position: 'Moment in the recording',
  speed: 'Speed',
  times: (n: number): string => `${n} ×`,
}
