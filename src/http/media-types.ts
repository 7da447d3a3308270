import { Refusal } from '../kernel/refusal';

export const JSON_TYPE = 'application/json';
export const HTML_TYPE = 'text/html';

/** The media type of a header, in small letters and without its parameters. */
export const mediaTypeOf = (header: string): string => (header.split(';')[0] ?? '').trim().toLowerCase();
const charsetOf = (header: string): string => /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(header)?.[1] ?? 'utf-8';

const weightOf = (part: string): number => Number(/;\s*q\s*=\s*([\d.]+)/i.exec(part)?.[1] ?? 1);

/** The media ranges of an `Accept` header that are wanted at all, the most wanted first (RFC 9110 §12.5.1). */
const wanted = (accept: string): string[] =>
  accept
    .split(',')
    .filter((part) => weightOf(part) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a))
    .map(mediaTypeOf);

/** Which of the media types a caller likes best; without the header all are accepted. */
export function accepted(accept: string | undefined, produces: readonly string[]): string | undefined {
  if (accept === undefined || accept.trim() === '') return produces[0];
  for (const range of wanted(accept)) {
    const found = produces.find((one) => range === one || range === '*/*' || range === `${one.split('/')[0] ?? ''}/*`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Refuses a caller who wants none of what the route answers (RFC 9110 §15.5.7). */
export function refuseUnacceptable(accept: string | undefined, produces: readonly string[]): void {
  if (produces.length === 0 || accepted(accept, produces) !== undefined) return;
  throw new Refusal('not-acceptable', `This is answered as ${produces.join(' or ')}`);
}

const unsupported = (consumes: readonly string[]): Refusal =>
  new Refusal('unsupported-media-type', `Send it as ${consumes.join(' or ')}`, [], { accept: consumes.join(', ') });

/** The media type of a body, which is one that the route takes, in UTF-8 and not compressed (RFC 9110 §15.5.16). */
export function takenType(headers: NodeJS.Dict<string | string[]>, consumes: readonly string[]): string {
  const header = String(headers['content-type'] ?? '');
  const encoding = String(headers['content-encoding'] ?? 'identity');
  const transfer = String(headers['transfer-encoding'] ?? 'chunked');
  if (!consumes.includes(mediaTypeOf(header))) throw unsupported(consumes);
  if (encoding.toLowerCase() !== 'identity' || transfer.toLowerCase() !== 'chunked') {
    throw new Refusal('unsupported-encoding', 'Send it without a Content-Encoding', [], {
      'accept-encoding': 'identity',
    });
  }
  if (!/^utf-?8$/i.test(charsetOf(header))) throw new Refusal('unsupported-charset', 'Send it in UTF-8');
  return mediaTypeOf(header);
}
