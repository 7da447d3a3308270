const SEQUENCE = 0x30;
const SET = 0x31;
const OCTETS = 0x04;
const OID = 0x06;
const INTEGER = 0x02;

/** One element of DER (X.690) that begins at a place: its tag, its bytes with and without head. */
function element(bytes, at = 0) {
  const tag = bytes[at];
  let [length, from] = [bytes[at + 1], at + 2];
  if (tag === undefined || length === undefined || length === 0x80) throw new Fault('It is not DER');
  if (length > 0x80) {
    const count = length - 0x80;
    length = bytes.subarray(from, from + count).reduce((sum, byte) => sum * 256 + byte, 0);
    from += count;
  }
  if (from + length > bytes.length) throw new Fault('It ends too early');
  return { tag, raw: bytes.subarray(at, from + length), content: bytes.subarray(from, from + length) };
}

/** The elements inside another. */
function elementsIn({ content }) {
  const all = [];
  for (let at = 0; at < content.length;) {
    const one = element(content, at);
    all.push(one);
    at += one.raw.length;
  }
  return all;
}

/** A dotted name. */
function oidIn({ tag, content }) {
  if (tag !== OID) throw new Fault('There is no name where one must stand');
  const arcs = [Math.min(2, Math.floor(content[0] / 40))];
  arcs.push(content[0] - 40 * arcs[0]);
  let arc = 0;
  for (const byte of content.subarray(1)) {
    arc = arc * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0;
    }
  }
  return arcs.join('.');
}
