import { Turns } from '../turns';
import { damaged } from './zip-directory';

/** What reads a part of a workbook, element by element; names come without their namespace's prefix. */
export interface Visitor {
  open(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** The attributes of one element, looked at by name. */
export class Attributes {
  constructor(private readonly raw: string) {}

  /** The value of an attribute, under its name with or without a prefix; null without it. */
  get(name: string): string | null {
    const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(this.raw);
    return found === null ? null : decoded(found[1] ?? found[2] ?? '');
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const pointOf = (name: string): number =>
  name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);

/** A text with its references resolved; XML knows five names (XML 1.0 §4.6), and a file that has others is refused. */
export function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{1,10});|&/g, (_, name: string | undefined) => {
    const point = name?.startsWith('#') ? pointOf(name) : null;
    if (point !== null && point > 0 && point <= 0x10ffff) return String.fromCodePoint(point);
    const known = NAMED[name ?? ''];
    if (known === undefined) throw damaged('a reference in it names nothing');
    return known;
  });
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const isQuote = (unit: number): boolean => unit === 0x22 || unit === 0x27;

/** Where an element's markup is over, or -1; a `>` inside of quotes does not end it. */
function elementEnd(xml: string, begin: number): number {
  let close = xml.indexOf('>', begin);
  for (let at = begin; close >= 0 && at < close; at += 1) {
    if (!isQuote(xml.charCodeAt(at))) continue;
    at = xml.indexOf(xml.charAt(at), at + 1);
    if (at < 0) return -1;
    if (close < at) close = xml.indexOf('>', at);
  }
  return close < 0 ? -1 : close + 1;
}

function endAfter(xml: string, closing: string, begin: number): number {
  const at = xml.indexOf(closing, begin);
  return at < 0 ? -1 : at + closing.length;
}

/** Where a markup that begins at `at` is over; a declaration of a document type is not what Excel writes. */
function endOf(xml: string, at: number): number {
  if (xml.startsWith('<!DOCTYPE', at)) throw damaged('it declares a document type');
  const closing = xml.startsWith('<!--', at) ? '-->' : xml.startsWith('<![CDATA[', at) ? ']]>' : null;
  const end = closing === null ? elementEnd(xml, at) : endAfter(xml, closing, at);
  if (end < 0) throw damaged('its XML breaks off');
  return end;
}

function element(markup: string, visitor: Visitor): void {
  if (markup.startsWith('</')) return visitor.close?.(localName(markup.slice(2, -1).trim()));
  const isEmpty = markup.endsWith('/>');
  const inner = markup.slice(1, isEmpty ? -2 : -1);
  const nameEnd = inner.search(/\s|$/);
  const name = localName(inner.slice(0, nameEnd));
  visitor.open(name, new Attributes(inner.slice(nameEnd)));
  if (isEmpty) visitor.close?.(name);
}

function markupOf(markup: string, visitor: Visitor): void {
  if (markup.startsWith('<![CDATA[')) visitor.text?.(markup.slice(9, -3));
  else if (!markup.startsWith('<?') && !markup.startsWith('<!')) element(markup, visitor);
}

/** Walks a part from its beginning to its end, giving others their turn. */
export async function walk(xml: string, visitor: Visitor): Promise<void> {
  const turns = new Turns();
  for (let at = 0, seen = 0; at < xml.length; seen += 1) {
    const next = xml.indexOf('<', at);
    if (next !== at) visitor.text?.(decoded(xml.slice(at, next < 0 ? xml.length : next)));
    if (next < 0) return;
    at = endOf(xml, next);
    markupOf(xml.slice(next, at), visitor);
    if (seen % 500 === 0) await turns.pause();
  }
}
