import { type Look, printedInstant } from '../../http/pages/words';
import type { CompareQuery } from './compare.dto';
import type { Comparison, Sides } from './comparisons.service';
import { type Change, type ComparedEntry, type ComparedPart, sideDifferences } from './side-difference.rules';

const LOOKS: Readonly<Record<Change, Look>> = {
  same: { word: 'Unchanged', look: '', icon: 'equal' },
  changed: { word: 'Changed', look: 'state-now', icon: 'pencil' },
  added: { word: 'Added', look: 'state-ok', icon: 'plus' },
  removed: { word: 'Removed', look: 'state-stop', icon: 'minus' },
};
const NOUNS: Readonly<Record<string, string>> = {
  ...{ organization: 'organization', model: 'model', model_version: 'version', software_function: 'function' },
  ...{ intended_use: 'intended use', claim: 'claim', evidence: 'evidence', classification: 'classification' },
  ...{ submission: 'submission', dossier: 'dossier' },
};

const isOther = ({ change }: { readonly change: Change }): boolean => change !== 'same';

/** The address of the same page, otherwise in these parameters. */
function address(query: CompareQuery, own: Partial<CompareQuery>): string {
  const said = Object.entries({ ...query, ...own }).filter(([, value]) => value !== undefined && value !== '');
  return `/compare?${new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()}`;
}

const presentEntry = (entry: ComparedEntry, isHidden: boolean) => ({
  ...{ title: entry.title, cited: entry.cited, state: LOOKS[entry.change] },
  fields: (isHidden ? entry.fields.filter(isOther) : entry.fields).map(({ name, change, isCode, runs }) => ({
    ...{ name, isCode, runs, word: LOOKS[change].word, isOther: change !== 'same' },
  })),
});

function presentPart({ id, title, entries, counts }: ComparedPart, isHidden: boolean) {
  const shown = isHidden ? entries.filter(isOther) : entries;
  const others = counts.changed + counts.added + counts.removed;
  return {
    ...{ id, title, others, isEmpty: entries.length === 0, hidden: entries.length - shown.length },
    entries: shown.map((one) => presentEntry(one, isHidden)),
  };
}

const counted = (count: number, word: string): string => `${count} ${word}`;

/** How much differs, in one sentence. */
function summaryOf(parts: readonly ComparedPart[]): string {
  const sum = (change: Change): number => parts.reduce((total, { counts }) => total + counts[change], 0);
  const [changed, added, removed, same] = (['changed', 'added', 'removed', 'same'] as const).map(sum);
  if (changed + added + removed === 0) return 'Nothing differs.';
  const told = [counted(changed, 'changed'), counted(added, 'added'), counted(removed, 'removed')].join(', ');
  return `${told}, ${counted(same, 'unchanged')}.`;
}

function presentSides({ before, after }: Sides, query: CompareQuery) {
  const isHidden = query.unchanged === 'hidden';
  const parts = sideDifferences(before, after);
  return {
    ...{ before, after, isHidden, summary: summaryOf(parts) },
    parts: parts.map((one) => presentPart(one, isHidden)),
    toggle: address(query, { unchanged: isHidden ? undefined : 'hidden' }),
    swapped:
      query.record === undefined
        ? address(query, { a: query.b, b: query.a })
        : address(query, { from: query.to, to: query.from }),
  };
}

/** What is compared, and what there is to choose from, as the page shows them. */
export function presentComparison({ models, versions, states, sides, pair }: Comparison, query: CompareQuery) {
  const { a = '', b = '', q = '', record, id } = query;
  const chosen = pair === null ? query : { ...query, from: pair[0], to: pair[1] };
  const [from, to] = pair ?? [0, 0];
  return {
    ...{ q, a: a.toLowerCase(), b: b.toLowerCase(), from, to, versions },
    title: sides === null ? 'Compare' : `${sides.before.name} and ${sides.after.name}`,
    noun: record === undefined ? null : (NOUNS[record] ?? record),
    models: models.map(({ id: of, ...one }) => ({ ...one, href: `/compare?model=${of}` })),
    ofRecord: record === undefined || id === undefined ? null : { record, id },
    states: states.map(({ number, at }) => ({ number, text: `${number}, ${printedInstant(at).text}` })),
    notice: sides !== null && (sides.before.illustrative || sides.after.illustrative),
    comparison: sides === null ? null : presentSides(sides, chosen),
    isHidden: query.unchanged === 'hidden',
  };
}
