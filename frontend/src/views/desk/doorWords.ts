// What the desk says about the way in.

export const doorWords = {
  door: 'At the door',
  newCode: 'New code',
  newCodeText: 'The old code stops working at the door. Nobody who is in drops out.',
  codeChanged: 'The join code is new.',
  copy: 'Copy',
  copied: 'Copied',
  projector: 'Open the room display',
  sheet: 'Print a sheet for the wall',
}
