import { mayOneOf } from '../../access/reading';
import type { NamedParty } from '../../models/parties.service';
import { STATES } from '../../models/model-page';
import { isBySignature, nextStates } from '../../models/version-lifecycle.rules';
import { worded } from '../../http/pages/words';
import { compareVersions, recordHref } from '../records/addresses';
import type { Lead, Note } from '../records/record-frame';
import type { OnTheRail, ReadVersion } from './version-frames.service';

/** The parts of a version, each with the end of its address. */
export const TABS = [
  ['overview', 'Overview', ''],
  ['intended-use', 'Intended use', '/intended-use'],
  ['classification', 'Classification', '/classification'],
  ['evidence', 'Evidence', '/evidence'],
  ['claims', 'Claims', '/claims'],
  ['submissions', 'Submissions', '/submissions'],
  ['dossiers', 'Dossiers', '/dossiers'],
  ['trail', 'Trail', '/trail'],
] as const;
export type Tab = (typeof TABS)[number][0];

const countOf = ({ counts }: ReadVersion): Readonly<Record<Tab, number | null>> => ({
  overview: null,
  'intended-use': counts.functions,
  classification: counts.classified,
  evidence: counts.evidence,
  claims: counts.claims,
  submissions: counts.submissions,
  dossiers: counts.dossiers,
  trail: null,
});

/** Whoever answers for the same part, in one line: `Owner and manufacturer: Northlake Health`. */
export function partiesInWords(parties: readonly NamedParty[]): string[] {
  const names = [...new Set(parties.map(({ name }) => name))];
  return names.map((name) => {
    const roles = parties.filter((one) => one.name === name).map(({ role }) => role.replace(/(?<!^co)-/g, ' '));
    return `${worded(roles.join(' and '))}: ${name}`;
  });
}

/** A version on the rail, newest first. */
export const onTheRail = (one: OnTheRail, current: string | null) => ({
  semanticVersion: one.semanticVersion,
  href: recordHref('model_version', one.id),
  since: `${STATES[one.state].word} since ${one.stateSince.toISOString().slice(0, 10)}`,
  isCurrent: one.id === current,
});

const counted = (count: number, one: string): string =>
  count === 0 ? `No ${one}` : `${count === 1 ? 'One' : count} ${one}${count === 1 ? '' : 's'}`;

function actsOf({ version, rail, reader }: ReadVersion): readonly Lead[] {
  const parent = rail.find(({ id }) => id === version.parentVersionId);
  const href = recordHref('model_version', version.id);
  const isEdited = version.state === 'draft' && mayOneOf(reader.roles, 'version:write');
  const isMoved = nextStates(version.state).some((to) => !isBySignature(to));
  return [
    ...(parent === undefined
      ? []
      : [
          {
            text: `Compare with ${parent.semanticVersion}`,
            href: compareVersions(parent.id, version.id),
          },
        ]),
    ...(isEdited ? [{ text: 'Revise', href: `${href}/revise` }] : []),
    ...(isMoved && mayOneOf(reader.roles, 'version:transition')
      ? [{ text: 'Change the state', href: `${href}/transition` }]
      : []),
    ...(version.state === 'released' && mayOneOf(reader.roles, 'labeling:record')
      ? [{ text: 'Record labeling', href: `${href}/labeling` }]
      : []),
  ];
}

/** What stands around every tab: the name, the state, the tabs with their counts, and the rail of versions. */
export function presentVersionFrame(read: ReadVersion, tab: Tab, notes: readonly Note[] = []) {
  const { version, model, parties, rail, counts, reader, asOf } = read;
  const href = recordHref('model_version', version.id);
  const tallies = countOf(read);
  return {
    title: `${model.name} ${version.semanticVersion}, ${TABS.find(([name]) => name === tab)?.[1].toLowerCase() ?? tab}`,
    ...{ name: model.name, semanticVersion: version.semanticVersion, illustrative: model.illustrative, notes },
    model: { name: model.name, href: recordHref('model', model.id) },
    state: STATES[version.state],
    byline: [...partiesInWords(parties), counted(counts.functions, 'function')],
    acts: asOf === undefined ? actsOf(read) : [],
    readiness: mayOneOf(reader.roles, 'dossier:issue') || reader.scope === null ? `${href}/dossier` : null,
    tabs: TABS.map(([name, word, end]) => ({
      ...{ word, href: `${href}${end}`, count: tallies[name], isCurrent: name === tab },
    })),
    rail: rail.map((one) => onTheRail(one, version.id)),
  };
}
