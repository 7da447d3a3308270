const ESCAPES: Readonly<Record<string, string>> = { '(': '\\(', ')': '\\)', '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/** The bytes of a PDF text string (ISO 32000-1 §7.9.2.2): ASCII where that is enough, else UTF-16BE with its mark. */
export function textBytes(text: string): Buffer {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return Buffer.from(text, 'latin1');
  return Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);
}

/** A PDF text string as it stands in an object. */
export function pdfText(text: string): string {
  const bytes = textBytes(text);
  if (bytes[0] === 0xfe) return `<${bytes.toString('hex')}>`;
  return `(${text.replace(/[()\\\n\r]/g, (c) => ESCAPES[c])})`;
}

/** A PDF name (ISO 32000-1 §7.3.5); everything but letters, digits and a few marks is written as `#xx`. */
export const pdfName = (name: string): string =>
  `/${Array.from(Buffer.from(name, 'utf8'), (byte) => {
    const character = String.fromCharCode(byte);
    return /[A-Za-z0-9._+-]/.test(character) ? character : `#${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }).join('')}`;

/** A PDF date in UTC (ISO 32000-1 §7.9.4). */
export const pdfDate = (instant: string): string =>
  `(D:${new Date(instant).toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z)`;
