import { UnreadablePdf } from '../../pdf/read/pdf-value';

/** From the codes of a font to the characters that they stand for (ISO 32000-1 §9.10.3, ToUnicode). */
export type CodeMap = readonly (string | undefined)[];

/** What is printed and cannot be told. */
export const UNKNOWN = '\ufffd';

const textOf = (hex: string): string => {
  const bytes = Buffer.from(hex, 'hex');
  return bytes.length % 2 === 0 ? bytes.swap16().toString('utf16le') : UNKNOWN;
};

const after = (text: string, by: number): string => {
  const last = text.charCodeAt(text.length - 1);
  return text.slice(0, -1) + String.fromCharCode(last + by);
};

/** Reads the sections of single codes and of ranges; nothing else stands in the maps of our fonts. */
export function codeMapIn(source: string): CodeMap {
  const map: string[] = [];
  for (const [, body] of source.matchAll(/beginbfchar([^]*?)endbfchar/g)) {
    for (const [, code, text] of body.matchAll(/<([0-9a-f]+)>\s*<([0-9a-f\s]+)>/gi)) {
      map[parseInt(code, 16)] = textOf(text.replace(/\s/g, ''));
    }
  }
  for (const [, body] of source.matchAll(/beginbfrange([^]*?)endbfrange/g)) addRanges(map, body);
  return map;
}

const RANGE = /<([0-9a-f]+)>\s*<([0-9a-f]+)>\s*(?:<([0-9a-f\s]+)>|\[([^\]]*)\])/gi;

function addRanges(map: string[], body: string): void {
  for (const [, from, to, text, list] of body.matchAll(RANGE)) {
    const [first, last] = [parseInt(from, 16), parseInt(to, 16)];
    if (last < first || last - first > 0xffff) throw new UnreadablePdf('a font’s map cannot be read');
    const each = list === undefined ? undefined : [...list.matchAll(/<([0-9a-f\s]+)>/gi)].map(([, hex]) => hex);
    for (let code = first; code <= last; code++) {
      if (each === undefined) map[code] = after(textOf(text.replace(/\s/g, '')), code - first);
      else map[code] = textOf((each[code - first] ?? '').replace(/\s/g, ''));
    }
  }
}
