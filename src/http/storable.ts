import { Refusal } from '../kernel/refusal';

const DEEPEST = 32;
const JAVASCRIPT_NAMES = ['__proto__', 'constructor', 'prototype'];

/**
 * Refuses what JSON can say and a record cannot keep as it was said: U+0000 and half a surrogate pair, which PostgreSQL
 * does not hold, names that JavaScript reads as its own, and nesting that no reader can follow.
 */
export function refuseUnstorable(value: unknown, depth = 0): void {
  if (typeof value === 'string') refuseText(value);
  if (typeof value !== 'object' || value === null) return;
  if (depth === DEEPEST) throw new Refusal('too-deep', `The body nests deeper than ${DEEPEST} levels`);
  for (const [name, member] of Object.entries(value)) {
    refuseText(name);
    if (JAVASCRIPT_NAMES.includes(name)) throw new Refusal('forbidden-name', `“${name}” names nothing here`);
    refuseUnstorable(member, depth + 1);
  }
}

function refuseText(text: string): void {
  if (text.includes('\0')) throw new Refusal('nul-character', 'A text holds the character U+0000');
  if (/\p{Cs}/u.test(text)) throw new Refusal('lone-surrogate', 'A text holds half of a character (a lone surrogate)');
}
