import type { Found } from './search.service';

/** Lists under their headings, in the order in which what was found is shown. */
const LISTS = [
  ['models', 'Models', 'What is under regulation'],
  ['versions', 'Versions', 'Release candidates with their artifacts'],
  ['functions', 'Functions', 'Purposes of models, each classified by itself'],
  ['intended-uses', 'Intended uses', 'What functions are for, revision by revision'],
  ['claims', 'Claims', 'What is said to be achieved, with its limit'],
  ['evidence', 'Evidence', 'What shows that a version works'],
  ['classifications', 'Classifications', 'Why a function is a device, or is none'],
  ['submissions', 'Submissions', 'What went to an authority and came back'],
  ['dossiers', 'Dossiers', 'What was issued'],
  ['organizations', 'Organizations', 'Owners, suppliers, hosts and sites'],
  ['signatures', 'Signatures', 'Who signed what, in which meaning'],
  ['comment-threads', 'Comments and questions', 'What people say about records'],
  ['audit-trail', 'Audit trail', 'Every act, proven'],
  ['retention-rules', 'Retention', 'How long what is kept'],
  ['legal-holds', 'Legal holds', 'What may not go while a matter lasts'],
  ['disposal-requests', 'Disposals', 'What was asked to go'],
  ['jobs', 'Jobs', 'Work in the background'],
] as const;

/** What the words stand in, without the name that stands above it. */
const aroundWords = ({ label, snippet }: Found): string =>
  snippet.startsWith(label) ? snippet.slice(label.length).replace(/^\s*[–,]\s*/, '') : snippet;

const line = (found: Found) => {
  const { kind, id, code, label } = found;
  const name = code === null || label.includes(code) ? label : `${code} ${label}`;
  return { href: `/${kind}/${id}`, name, snippet: aroundWords(found) };
};

/** What was found, grouped by what it is; the groups come in the order of what was found first, and Enter opens the first. */
function groupsOf(found: readonly Found[]) {
  const kinds = [...new Set(found.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    ...{ kind, heading: LISTS.find(([one]) => one === kind)?.[1] ?? kind },
    items: found.filter((one) => one.kind === kind).map((one) => ({ ...line(one), isFirst: one === found[0] })),
  }));
}

const saidOf = (q: string, count: number): string => {
  if (count === 0) return `Nothing in the record has “${q}”.`;
  return count === 1
    ? `One record has “${q}”. Enter opens it.`
    : `${count} records have “${q}”. Enter opens the first.`;
};

/** What was found by a word, or every list where nothing was asked. */
export const presentSearch = (q: string, found: readonly Found[]) => ({
  ...{ sought: q, isAsked: q !== '', isNone: found.length === 0, said: q === '' ? '' : saidOf(q, found.length) },
  groups: groupsOf(found).map((group) => ({ ...group, all: `/${group.kind}?${new URLSearchParams({ q })}` })),
  lists: LISTS.map(([name, heading, about]) => ({ href: `/${name}`, heading, about })),
});
