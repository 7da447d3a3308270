import { JSON_ESCAPES } from '../../kernel/json-escapes';

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([^]))/g;
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * The text that the inside of a JSON string stands for. `refuse` is called, with the offset inside, for an escape that
 * JSON does not know and for half a surrogate pair, which no UTF-8 can carry further.
 */
export function unescaped(body: string, refuse: (reason: string, offset: number) => never): string {
  const text = body.replace(ESCAPE, (all: string, hex: string | undefined, char: string, offset: number) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    return JSON_ESCAPES[char] ?? refuse(`JSON has no escape ${all}`, offset);
  });
  if (LONE_SURROGATE.test(text)) refuse('a \\u escape is half of a character (a lone surrogate)', body.indexOf('\\u'));
  return text;
}
