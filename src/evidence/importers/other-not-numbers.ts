import { type ImportWarning } from '../normal-form';
import { type EvidenceDocument } from './evidence-document';
import { notNumbers } from './json-value';

/** Most warnings about places outside the records. */
const MAX_WARNINGS = 100;

/** A warning for each `NaN` or `Infinity` of the document that its importer has not warned of. */
export function otherNotNumbers({ root }: EvidenceDocument, known: readonly ImportWarning[]): ImportWarning[] {
  const places = new Set(known.filter(({ code }) => code === 'not-a-number').map(({ at }) => at));
  const others = notNumbers(root).filter(({ at }) => !places.has(at));
  const shown = others
    .slice(0, MAX_WARNINGS)
    .map(({ at, text }): ImportWarning => ({ code: 'not-a-number', detail: `${text} is not a number`, at }));
  const rest = others.length - shown.length;
  return rest === 0 ? shown : [...shown, { code: 'not-a-number', detail: `${rest} more are not numbers`, at: null }];
}
