import type { Look } from '../http/pages/words';
import type { FieldError } from '../kernel/refusal';
import type { Column, Value } from './kinds/column';
import { KIND_NAMES, type KindName } from './kinds/kind';
import { VERDICTS, type Verdict } from './plan';
import type { PlannedRow, SpreadsheetPlan } from './spreadsheet.dto';
import type { SpreadsheetDraft } from './spreadsheet-draft.entity';
import type { WrittenSpreadsheet } from './spreadsheet-drafts.service';

const SHOWN = 100;

const KIND_WORDS: Readonly<Record<KindName, { readonly title: string; readonly about: string }>> = {
  organizations: { title: 'Organizations', about: 'Owners, suppliers, hosts and sites, each with its country.' },
  models: { title: 'Models', about: 'Models under regulation, own and of third parties.' },
  versions: { title: 'Versions', about: 'Release candidates of models with their artifacts.' },
  claims: { title: 'Claims', about: 'What functions are said to achieve, with their acceptance criteria.' },
  sites: { title: 'Sites', about: 'Organizations as the sites at which models are in use.' },
};
const LOOKS: Readonly<Record<Verdict, Look>> = {
  new: { word: 'New', look: 'state-ok', icon: 'plus' },
  same: { word: 'Same', look: '', icon: 'equal' },
  changed: { word: 'Changed', look: 'state-now', icon: 'pencil' },
  refused: { word: 'Refused', look: 'state-stop', icon: 'circle-x' },
};
/** Where the record of a row is read; a row of sites is about what a model has there. */
const HREFS: Partial<Readonly<Record<KindName, string>>> = {
  ...{ organizations: '/organizations', models: '/models', versions: '/versions', claims: '/claims' },
};

/** What can be brought in, with the columns that a file of it has. */
export const presentImports = (columnsOf: (kind: KindName) => readonly Column[]) => ({
  kinds: KIND_NAMES.map((kind) => ({
    ...{ kind, ...KIND_WORDS[kind], template: `/api/v1/spreadsheets/${kind}/template` },
    columns: columnsOf(kind).map(({ name, isRequired, meaning, example }) => ({ name, isRequired, meaning, example })),
  })),
});

const valueWords = (value: Value): string => {
  if (value === null || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
};

const reasonWords = ({ pointer, detail }: FieldError) => ({
  column: pointer === '' ? 'The row as a whole' : `Column ${pointer.slice(1)}`,
  detail,
});

const presentRow = ({ row, verdict, id, changes, reasons }: PlannedRow, kind: KindName, title: string) => ({
  title,
  ...{ row, state: LOOKS[verdict], href: id === null || HREFS[kind] === undefined ? null : `${HREFS[kind]}/${id}` },
  changes: changes.map(({ column, from, to }) => ({ column, from: valueWords(from), to: valueWords(to) })),
  reasons: reasons.map(reasonWords),
});

const counted = (count: number, one: string, many = `${one}s`): string =>
  count === 1 ? `One ${one}` : `${count} ${many}`;

/** Why nothing can be written yet, or null. */
function obstacleOf({ counts, isAppliable, notes }: SpreadsheetPlan, mayWrite: boolean): string | null {
  if (counts.refused > 0) {
    const rows = counts.refused === 1 ? 'One row is refused' : `${counts.refused} rows are refused`;
    return `${rows}: nothing is written until each is corrected or taken out. Correct the file and try it out again.`;
  }
  if (!isAppliable) return notes.at(-1) ?? 'It is too much for one act.';
  if (counts.new + counts.changed === 0) return 'Every row is in the record already: there is nothing to write.';
  return mayWrite
    ? null
    : 'None of your roles lets you write these. Somebody who may has to try the file out and write it.';
}

/** Which rows are shown: those of one verdict, or all, a hundred at once. */
export interface ShownRows {
  readonly show?: Verdict;
  readonly page?: number;
}

/** The dry run of a file as its page shows it. */
export function presentDryRun(draft: SpreadsheetDraft, { show, page = 1 }: ShownRows, mayWrite: boolean) {
  const { id, kind, name, sha256, plan } = draft;
  const wanted = [...plan.rows.entries()].filter(([, { verdict }]) => show === undefined || verdict === show);
  const { new: fresh, changed } = plan.counts;
  const last = Math.max(1, Math.ceil(wanted.length / SHOWN));
  const query = (at: number): string =>
    `?${new URLSearchParams({ ...(show && { show }), page: String(at) }).toString()}`;
  return {
    ...{ id, name, sha256, title: KIND_WORDS[kind].title, sheet: plan.sheet, notes: plan.notes },
    ...{ planSha256: plan.planSha256, empty: plan.counts.empty, show: show ?? null },
    filters: [
      { word: 'All rows', count: plan.rows.length, href: `/imports/${id}`, isCurrent: show === undefined },
      ...VERDICTS.map((verdict) => ({
        ...{ word: LOOKS[verdict].word, count: plan.counts[verdict], isCurrent: show === verdict },
        href: `/imports/${id}?show=${verdict}`,
      })),
    ],
    rows: wanted
      .slice((page - 1) * SHOWN, page * SHOWN)
      .map(([at, row]) => presentRow(row, kind, plan.titles[at] ?? '')),
    ...{ page, last, before: page > 1 ? query(page - 1) : null, after: page < last ? query(page + 1) : null },
    summary: `${fresh} new, ${changed} changed, ${plan.counts.same} the same, ${plan.counts.refused} refused`,
    obstacle: obstacleOf(plan, mayWrite),
    act: `Write ${fresh + changed === 1 ? 'this one row' : `these ${fresh + changed} rows`}`,
    write: `/imports/${kind}/${id}/write`,
    again: `/imports/${id}/again`,
  };
}

/** What was written, for whoever wrote it. */
export const presentWritten = ({ kind, name, fileSha256, written }: WrittenSpreadsheet) => ({
  ...{ name, sha256: fileSha256, title: KIND_WORDS[kind].title, count: counted(written.length, 'row is', 'rows are') },
  more: Math.max(0, written.length - SHOWN),
  rows: written.slice(0, SHOWN).map(({ row, verdict, id }) => ({
    ...{ row, state: LOOKS[verdict], href: HREFS[kind] === undefined ? null : `${HREFS[kind]}/${id}` },
  })),
});
