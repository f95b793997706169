// Identifiers (SPEC.md, vocabulary): 128 random bits as 22 base64url characters without padding.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const ID_BYTES = 16

/**
 * Mint an identifier.
 *
 * `crypto.randomUUID` would not do: it is missing where the page came over plain HTTP, as in a
 * hall with its own server.
 */
export function mint(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
}

/** Write bytes as base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 6) {
      bits -= 6
      text += ALPHABET.charAt((held >> bits) & 63)
    }
    held &= (1 << bits) - 1
  }
  return bits === 0 ? text : text + ALPHABET.charAt((held << (6 - bits)) & 63)
}
