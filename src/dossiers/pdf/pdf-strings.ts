/** A text string as it stands in an object, `(…)` or `<…>`, at a place; null where none is. */
export function readText(source: string, at: number): string | null {
  const bytes =
    source[at] === '(' ? literalBytes(source, at + 1) : source[at] === '<' ? hexBytes(source, at + 1) : null;
  if (bytes === null) return null;
  if (bytes[0] !== 0xfe || bytes[1] !== 0xff) return bytes.toString('latin1');
  const text = bytes.subarray(2);
  return text.length % 2 === 0 ? Buffer.from(text).swap16().toString('utf16le') : null;
}

function literalBytes(source: string, from: number): Buffer | null {
  let text = '';
  for (let at = from; at < source.length; at++) {
    const character = source[at];
    if (character === ')') return Buffer.from(text, 'latin1');
    text += character === '\\' ? escaped(source[++at] ?? '') : character;
  }
  return null;
}

const escaped = (character: string): string => (character === 'n' ? '\n' : character === 'r' ? '\r' : character);

function hexBytes(source: string, from: number): Buffer | null {
  const end = source.indexOf('>', from);
  const digits = end === -1 ? '' : source.slice(from, end);
  return end !== -1 && /^([0-9a-f]{2})*$/i.test(digits) ? Buffer.from(digits, 'hex') : null;
}
