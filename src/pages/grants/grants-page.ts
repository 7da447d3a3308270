import type { presentGrant, presentRead } from '../../access/grants/auditor-grant.dto';
import { type Allows, whoMay } from '../../access/policy/reading.rules';
import { type Look, printedInstant } from '../../http/pages/words';
import { namedBy } from '../people/person-lines';
import type { Named } from '../service/named-lists.service';
import { onward } from '../service/onward';

type GrantRow = ReturnType<typeof presentGrant>;
type ReadRow = ReturnType<typeof presentRead>;

/** What grants cover, by the id of the model or the dossier. */
export type Covered = ReadonlyMap<string, string>;

export interface GrantFilter {
  readonly personId?: string;
  readonly state?: string;
}

const lookOf = ({ endedAt, from, until }: GrantRow, now: Date): Look => {
  if (endedAt !== null) return { word: 'Revoked', look: 'state-stop', icon: 'circle-x' };
  if (until <= now) return { word: 'Over', look: '', icon: 'archive' };
  return from > now
    ? { word: 'To come', look: 'state-now', icon: 'eye' }
    : { word: 'Runs', look: 'state-ok', icon: 'circle-check' };
};

const coveredBy = ({ modelIds, dossierIds }: GrantRow, covered: Covered) => [
  ...modelIds.map((id) => ({ kind: 'Model', href: `/models/${id}`, name: covered.get(id) ?? id })),
  ...dossierIds.map((id) => ({ kind: 'Dossier', href: `/dossiers/${id}`, name: covered.get(id) ?? id })),
];

/** What auditors were given, the newest first. */
export const presentGrants = (
  { items, next, names, now }: Named<GrantRow>,
  covered: Covered,
  { filter, allows }: { readonly filter: GrantFilter; readonly allows: Allows },
) => ({
  ...{ canGive: allows('auditor-grant:give'), whoGives: whoMay('auditor-grant:give') },
  canRead: allows('record:read'),
  state: filter.state ?? '',
  more: onward('/grants', { ...filter }, next),
  grants: items.map((grant) => ({
    ...{ id: grant.id, purpose: grant.purpose, who: namedBy(names, grant.personId) },
    ...{ person: `/people/${grant.personId}`, reads: `/grants/reads?personId=${grant.personId}` },
    ...{ from: printedInstant(grant.from), until: printedInstant(grant.until), state: lookOf(grant, now) },
    ...{ givenBy: namedBy(names, grant.givenBy), covers: coveredBy(grant, covered), why: grant.endReason ?? '' },
    canRevoke: grant.endedAt === null && grant.until > now,
  })),
});

const answered = (status: number): string =>
  status === 404 ? 'Not covered, or not there' : status < 400 ? 'Shown' : 'Refused';

/** `getDossierPdf` as people say it: the words of the name. */
const spaced = (name: string): string => {
  const text = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
};

/** What auditors asked for, the newest first. */
export const presentReads = ({ items, next, names }: Named<ReadRow>, filter: GrantFilter) => ({
  who: filter.personId === undefined ? null : (names.get(filter.personId) ?? null),
  more: onward('/grants/reads', { ...filter }, next),
  reads: items.map(({ personId, at, operation, recordType, recordId, status }) => ({
    ...{ at: printedInstant(at), who: namedBy(names, personId), what: spaced(operation), operation },
    record: recordType === null ? 'No record' : recordType.replaceAll('_', ' '),
    ...{ recordId: recordId ?? 'A list', answer: answered(status) },
  })),
});
