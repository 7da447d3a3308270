/** Above this a file is hashed piece by piece, because the browser's own hash wants it in memory as a whole. */
const WHOLE = 64 * 1024 * 1024;

const K = (() => {
  const constants = new Uint32Array(64);
  const isPrime = (n) => {
    for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false;
    return true;
  };
  for (let n = 2, at = 0; at < 64; n += 1) {
    if (!isPrime(n)) continue;
    const root = Math.cbrt(n);
    constants[at] = (root - Math.floor(root)) * 2 ** 32;
    at += 1;
  }
  return constants;
})();

/** SHA-256 (FIPS 180-4) of bytes that come in pieces. */
class Sha256 {
  constructor() {
    this.state = Uint32Array.of(
      ...[0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19],
    );
    this.words = new Uint32Array(64);
    this.rest = new Uint8Array(0);
    this.length = 0;
  }

  update(bytes) {
    this.length += bytes.length;
    const all = this.rest.length === 0 ? bytes : joined(this.rest, bytes);
    const view = new DataView(all.buffer, all.byteOffset, all.length);
    let at = 0;
    for (; at + 64 <= all.length; at += 64) this.block(view, at);
    this.rest = all.slice(at);
  }

  block(view, from) {
    const w = this.words;
    for (let i = 0; i < 16; i += 1) w[i] = view.getUint32(from + 4 * i);
    for (let i = 16; i < 64; i += 1) {
      const [a, b] = [w[i - 15], w[i - 2]];
      const s0 = ((a >>> 7) | (a << 25)) ^ ((a >>> 18) | (a << 14)) ^ (a >>> 3);
      const s1 = ((b >>> 17) | (b << 15)) ^ ((b >>> 19) | (b << 13)) ^ (b >>> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = this.state;
    for (let i = 0; i < 64; i += 1) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((value, at) => {
      this.state[at] += value;
    });
  }

  hex() {
    const bits = BigInt(this.length) * 8n;
    const padding = new Uint8Array(64 - ((this.length + 8) % 64) + 8);
    padding[0] = 0x80;
    new DataView(padding.buffer).setBigUint64(padding.length - 8, bits);
    this.update(padding);
    return Array.from(this.state, (word) => word.toString(16).padStart(8, '0')).join('');
  }
}

/** The SHA-256 of a file of any size, in 64 hexadecimal digits; `tell` is told how many of its bytes were read. */
async function digestOf(blob, tell = () => undefined) {
  if (blob.size <= WHOLE && crypto.subtle !== undefined) {
    const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
    tell(blob.size);
    return hexOf(new Uint8Array(digest));
  }
  const hash = new Sha256();
  for (let at = 0; at < blob.size; at += WHOLE / 16) {
    hash.update(new Uint8Array(await blob.slice(at, at + WHOLE / 16).arrayBuffer()));
    tell(Math.min(blob.size, at + WHOLE / 16));
  }
  return hash.hex();
}

const digestOfBytes = (bytes) => digestOf(new Blob([bytes]));
