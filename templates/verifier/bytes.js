const utf8 = new TextDecoder('utf-8', { fatal: true });
/** One character a byte, so that places in the text are places in the file. */
const latin1 = new TextDecoder('latin1');
const textBytes = (text) => new TextEncoder().encode(text);

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const sameBytes = (a, b) => a.length === b.length && a.every((byte, at) => byte === b[at]);
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOfHex = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

function bytesOfBase64(text) {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    throw new Fault('There is something that should be base64 and is not');
  }
}

/** What a compressed stream holds: `deflate` (RFC 1950) or `deflate-raw` (RFC 1951). Throws for a damaged one. */
async function inflated(bytes, format) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Where bytes stand in others; -1 where they do not. */
function placeOf(bytes, sought, from = 0) {
  const first = sought[0];
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    let same = 1;
    while (same < sought.length && bytes[at + same] === sought[same]) same += 1;
    if (same === sought.length) return at;
  }
  return -1;
}
