// What the desk says about the recording and the end of a workshop.

export const recordingWords = {
  recording: 'Recording',
  publish: 'Publish the recording',
  publishText: 'Anybody with the link can then watch it and read the documents, without names.',
  publishSure: 'Yes, publish it',
  published: 'The recording is published.',
  unpublish: 'Stop publishing it',
  unpublished: 'The recording is for people of the workshop only.',
  sensitive: 'This workshop is marked sensitive, so its recording is never published.',
  closeWorkshop: 'Close the workshop',
  closeWorkshopText: 'No more contributions. You can open it again.',
  workshopClosed: 'The workshop is closed.',
  reopenWorkshop: 'Open the workshop again',
  workshopReopened: 'The workshop is open again.',
  watch: 'Watch the recording',
}
