import { worded } from '../../http/pages/words';
import type { Json } from '../../kernel/digest';

const IS_CONSTANT = /^[A-Z][A-Z0-9_]+$/;

/** A name of the code as people read it: `performedOn` is `Performed on`, `ruleSet` is `Rule set`. */
export const fieldWords = (name: string): string =>
  worded(name.replace(/([a-z0-9])([A-Z])/g, (_, end: string, next: string) => `${end} ${next.toLowerCase()}`));

const textWords = (text: string): string =>
  IS_CONSTANT.test(text) ? worded(text.toLowerCase().replaceAll('_', ' ')) : text;

/** A value as a page says it; null where there is none. */
export function valueWords(value: Json): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') return value === '' ? null : textWords(value);
  if (Array.isArray(value)) return value.length === 0 ? null : value.map((one) => valueWords(one) ?? 'none').join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
