import { cite } from '../../kernel/citation';
import type { DossierRecord, RecordedEvidence } from '../dossier-record';
import { damagedFile } from './damaged-file';
import type { Gap } from './section';

const letters = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A shorter name stands in many others by chance, so it must be ours letter by letter. */
const FEWEST_LETTERS = 3;

/** Whether a results file names this model: its own names or an artifact's, however they are written. */
export function namesThisModel(id: string, { model, version }: DossierRecord): boolean {
  const named = letters(id);
  const ours = [model.name, version.label, ...version.artifacts.map(({ name }) => name)].map(letters);
  if (named.length < FEWEST_LETTERS) return ours.includes(named) && named !== '';
  return ours.some((name) => name.length >= FEWEST_LETTERS && (named.includes(name) || name.includes(named)));
}

function otherModel(one: RecordedEvidence, record: DossierRecord): Gap[] {
  const id = one.results?.model.id ?? null;
  if (id === null || namesThisModel(id, record)) return [];
  return [
    {
      kind: 'gap',
      level: 'warning',
      title: `${one.code} names another model`,
      text: `The results file says that “${id}” was evaluated. Nothing in the file ties its figures to ${record.version.label}.`,
      affects: [one.code],
      closes: 'Show that both are one model, or record a run of this version',
      cites: [cite('ISO-13485', '7.5.8'), cite('N41', '§7')],
      href: `/api/v1/evidence/${one.id}`,
      field: 'results',
    },
  ];
}

function missingFacts(one: RecordedEvidence): Gap[] {
  const stated = new Set(one.statedFacts.map(({ fact }) => fact));
  const missing = (one.results?.missing ?? []).filter((fact) => !stated.has(fact));
  if (missing.length === 0) return [];
  return [
    {
      kind: 'gap',
      level: 'warning',
      title: `${one.code}: facts that the results file lacks`,
      text: `The file does not say: ${missing.join(', ')}. Nobody has stated them beside it.`,
      affects: [one.code],
      closes: 'State them beside the file, with their source',
      cites: [cite('AI-2025-01-07', '§X'), cite('HTI-1', '(7)(i)')],
      href: `/api/v1/evidence/${one.id}`,
      field: 'statedFacts',
    },
  ];
}

function incompleteRun(one: RecordedEvidence): Gap[] {
  const status = one.results?.status ?? 'complete';
  if (status === 'complete') return [];
  return [
    {
      kind: 'gap',
      level: 'warning',
      title: `${one.code}: the run is ${status}`,
      text: 'The figures are of a run that did not score all its items. They are shown and should not be interpreted as the whole.',
      affects: [one.code],
      closes: 'Record the whole run',
      cites: [cite('AI-2025-01-07', '§X')],
      href: `/api/v1/evidence/${one.id}`,
      field: 'results',
    },
  ];
}

function lateEntry(one: RecordedEvidence): Gap[] {
  if (!one.lateEntry) return [];
  return [
    {
      kind: 'gap',
      level: 'note',
      title: `${one.code} is a late entry`,
      text: `Performed on ${one.performedOn}, recorded on ${one.recordedAt.slice(0, 10)}, more than a day later.`,
      affects: [one.code],
      closes: 'Nothing closes it: it is stated',
      cites: [cite('CFR-21', '11.10(e)')],
      href: `/api/v1/evidence/${one.id}`,
      field: 'recordedAt',
    },
  ];
}

/** Figures that nobody can check any more hold nothing up; of evidence that holds no longer it is only told. */
const damagedFiles = (one: RecordedEvidence): Gap[] =>
  one.files
    .filter(({ kept }) => kept === 'damaged')
    .map((file) => damagedFile({ ...file, owner: one.code, level: one.state === 'recorded' ? 'error' : 'warning' }));

/** What is missing in or about one piece of evidence; of one that holds no longer, only what became of its files. */
export const gapsOfEvidence = (one: RecordedEvidence, record: DossierRecord): Gap[] =>
  one.state === 'recorded'
    ? [...damagedFiles(one), ...otherModel(one, record), ...missingFacts(one), ...incompleteRun(one), ...lateEntry(one)]
    : damagedFiles(one);
