const startsWith =
  (...signature: readonly number[]) =>
  (bytes: Uint8Array): boolean =>
    signature.every((byte, index) => bytes[index] === byte);

const ascii = (text: string) => startsWith(...Buffer.from(text, 'latin1'));

const head = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 4096)).toString('latin1');

const headMatches =
  (pattern: RegExp) =>
  (bytes: Uint8Array): boolean =>
    pattern.test(head(bytes).replace(/^\xef\xbb\xbf/, ''));

/** A first line of several fields that does not begin as JSON does, or whose fields are quoted. */
const CSV = /^(?:[^{["\r\n,;\t][^{}\r\n,;\t]*|"[^"\r\n]*")(?:[,;\t](?!\s*$)[^{}\r\n,;\t]*)+(?:\r?\n|$)/;

const KINDS: readonly [string, (bytes: Uint8Array) => boolean][] = [
  ['a ZIP archive', ascii('PK\x03\x04')],
  ['a PDF', ascii('%PDF-')],
  ['compressed with gzip', startsWith(0x1f, 0x8b)],
  ['compressed with Zstandard', startsWith(0x28, 0xb5, 0x2f, 0xfd)],
  ['a PNG picture', ascii('\x89PNG')],
  ['a Parquet table', ascii('PAR1')],
  ['an SQLite database', ascii('SQLite format 3')],
  ['UTF-16 text; save it as UTF-8', startsWith(0xff, 0xfe)],
  ['UTF-16 text; save it as UTF-8', startsWith(0xfe, 0xff)],
  ['an HTML page', headMatches(/^\s*<(?:!doctype html|html)/i)],
  ['XML', headMatches(/^\s*<[?!A-Za-z]/)],
  ['YAML', headMatches(/^(?:---|[A-Za-z_][\w.-]*:)(?:\s|$)/)],
  ['CSV', headMatches(CSV)],
];

/** What a file is that is not JSON, told by its first bytes; null when they do not tell. */
export const kindOf = (bytes: Uint8Array): string | null => KINDS.find(([, matches]) => matches(bytes))?.[0] ?? null;
