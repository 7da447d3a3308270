const ESCAPES: Readonly<Record<string, string>> = { '(': '\\(', ')': '\\)', '\\': '\\\\', '\n': '\\n', '\r': '\\r' };

/** A PDF text string (ISO 32000-1 §7.9.2.2): plain where ASCII does, else UTF-16BE in hexadecimal. */
export function pdfText(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (/^[\x00-\x7f]*$/.test(text)) return `(${text.replace(/[()\\\n\r]/g, (c) => ESCAPES[c])})`;
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

/** A PDF name (ISO 32000-1 §7.3.5), with everything but letters, digits and a few marks written as `#xx`. */
export const pdfName = (name: string): string =>
  `/${[...Buffer.from(name, 'utf8')]
    .map((byte) => (/[A-Za-z0-9._+-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hexByte(byte)))
    .join('')}`;

const hexByte = (byte: number): string => `#${byte.toString(16).toUpperCase().padStart(2, '0')}`;

/** A PDF date in UTC (ISO 32000-1 §7.9.4). */
export const pdfDate = (instant: string): string =>
  `(D:${new Date(instant).toISOString().slice(0, 19).replace(/[-T:]/g, '')}Z)`;
