import { mayOneOf } from '../../access/reading';
import type { presentEvidence } from '../../evidence/evidence.dto';
import { type Look, printedInstant, worded } from '../../http/pages/words';
import type { DescribedSubmission } from '../../submissions/submission.dto';
import { recordHref } from '../records/addresses';
import { mainFigure, shownFigure } from '../records/figures';
import { SUPERSEDED, WITHDRAWN } from '../records/record-frame';
import { answerInWords, submissionInWords } from '../records/submission-words';
import { presentEvent } from '../records/timeline';
import {
  EVENTS_SHOWN,
  type ReadDossiersTab,
  type ReadEvidenceTab,
  type ReadSubmissionsTab,
} from './version-lists.service';
import type { ReadTrailTab } from './version-lists.service';
import { presentVersionFrame } from './version-frame';

type EvidenceLine = ReturnType<typeof presentEvidence>;

const STANDING: Readonly<Record<EvidenceLine['state'], Look>> = {
  recorded: { word: 'Stands', look: 'state-ok', icon: 'circle-check' },
  superseded: SUPERSEDED,
  withdrawn: WITHDRAWN,
};

const evidenceRow = (one: EvidenceLine, signed: ReadonlyMap<string, Look>) => {
  const main = mainFigure(one.results?.records ?? []);
  const count = one.results?.records.length ?? 0;
  return {
    ...{ code: one.code, title: one.title, href: recordHref('evidence', one.id), kind: worded(one.kind) },
    performedOn: one.performedOn,
    figure: main === null ? null : shownFigure(main),
    others: count > 1 ? `and ${count - 1} more figure${count === 2 ? '' : 's'}` : null,
    standing: STANDING[one.state],
    signed: signed.get(one.id) ?? null,
    marks: [
      ...(one.lateEntry ? ['late entry'] : []),
      ...(one.afterRelease ? ['after release'] : []),
      ...(one.illustrative ? ['illustrative'] : []),
    ].join(', '),
  };
};

/** The evidence of a version: what it is, its figure with n and interval, and whether it stands. */
export function presentEvidenceTab({ read, page, signed, charts }: ReadEvidenceTab) {
  const href = recordHref('model_version', read.version.id);
  return {
    version: presentVersionFrame(read, 'evidence'),
    record: mayOneOf(read.reader.roles, 'evidence:record') ? `${href}/evidence/new` : null,
    charts,
    rows: page.items.map((one) => evidenceRow(one, signed)),
    more: page.next === null ? null : `${href}/evidence?${new URLSearchParams({ cursor: page.next }).toString()}`,
  };
}

function coverageOf({ coverage }: DescribedSubmission, versionId: string): Look {
  const versions = coverage.flatMap((one) => one.versionId ?? []);
  if (versions.length === 0) return { word: 'All versions', look: '', icon: 'versions' };
  return versions.includes(versionId)
    ? { word: 'This version', look: 'state-ok', icon: 'circle-check' }
    : { word: 'Other versions', look: '', icon: 'versions' };
}

/** What went to authorities about the model, and whether it covers this version. */
export function presentSubmissionsTab({ read, submissions }: ReadSubmissionsTab) {
  const href = recordHref('model', read.model.id);
  return {
    version: presentVersionFrame(read, 'submissions'),
    register: mayOneOf(read.reader.roles, 'submission:write') ? `${href}/submissions/new` : null,
    rows: submissions.map((one) => ({
      ...{ name: submissionInWords(one.submission), href: recordHref('submission', one.submission.id) },
      ...{ authority: one.submission.authority, submittedOn: one.submission.submittedOn },
      ...{ answer: answerInWords(one.submission), decidedOn: one.submission.decidedOn },
      ...{ letters: one.letters.length, coverage: coverageOf(one, read.version.id) },
    })),
  };
}

/** The dossiers of a version, the latest first. */
export function presentDossiersTab({ read, page, signed }: ReadDossiersTab) {
  const over = new Set(page.items.map(({ supersedesId }) => supersedesId));
  const current: Look = { word: 'Current', look: 'state-ok', icon: 'circle-check' };
  return {
    version: presentVersionFrame(read, 'dossiers'),
    preview: `/api/v1/versions/${read.version.id}/dossier-preview`,
    rows: page.items.map((one) => ({
      ...{ code: one.code, href: recordHref('dossier', one.id), pdf: one.pdf, pages: one.pages, sha256: one.sha256 },
      ...{ template: one.template, issuedBy: one.issuedBy, issued: printedInstant(one.issuedAt) },
      ...{ state: over.has(one.id) ? SUPERSEDED : current, signed: signed.get(one.id) ?? null },
    })),
  };
}

/** What happened to a version and all under it, the latest first. */
export function presentTrailTab({ read, events }: ReadTrailTab) {
  const shown = events.slice(0, EVENTS_SHOWN);
  const last = shown.at(-1);
  const href = `${recordHref('model_version', read.version.id)}/trail`;
  return {
    version: presentVersionFrame(read, 'trail'),
    events: shown.map((one) => ({
      ...presentEvent(one),
      about: worded(one.type.replaceAll('_', '-')),
      lead: leadOf(one),
    })),
    more: events.length > EVENTS_SHOWN && last !== undefined ? `${href}?before=${last.id}` : null,
  };
}

const PAGED = new Set(['model_version', 'evidence', 'classification', 'dossier']);

const leadOf = ({ type, record }: ReadTrailTab['events'][number]): string | null =>
  PAGED.has(type) ? recordHref(type as 'evidence', record) : null;
