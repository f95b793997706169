// What is said where words were changed, to who cannot see it.

export const differenceWords = {
  in: ' New: ',
  out: ' Taken out: ',
}
