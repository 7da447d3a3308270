import type { DossierRecord, RecordedEvidence, RecordedFunction, RecordedIntendedUse } from '../dossier-record';
import { categoryOf, deviceStatusOf, outcomeOf } from '../sections/outcomes';
import { spoken } from '../sections/section';
import { submissionName } from '../sections/submissions';
import { DECISION_WORDS } from '../../submissions/submission-words';

/** What a card says where the record says nothing: never a blank, and never a guess. */
export const NOT_STATED = 'Not stated in the record';

/** The lines that there are, or that nothing is stated. */
export const stated = (lines: readonly string[], between = '\n\n'): string =>
  lines.length === 0 ? NOT_STATED : lines.join(between);

const DEVELOPERS = ['owner', 'manufacturer', 'specification-developer', 'co-developer'];

/** Organizations with their roles: `Example Health (owner, manufacturer)`; those of some roles alone. */
function withRoles({ parties }: DossierRecord, isMeant: (role: string) => boolean): string[] {
  const meant = parties.filter(({ role }) => isMeant(role));
  return [...new Set(meant.map(({ name }) => name))].map((name) => {
    const roles = meant.filter((one) => one.name === name).map(({ role }) => spoken(role).toLowerCase());
    return `${name} (${roles.join(', ')})`;
  });
}

const isDeveloper =
  ({ model }: DossierRecord) =>
  (role: string): boolean =>
    model.kind === 'third-party' ? role === 'supplier' : DEVELOPERS.includes(role);

/** Who made the model: of a vendor's model its supplier. */
export const developersOf = (record: DossierRecord): string[] => withRoles(record, isDeveloper(record));

/** Everybody else who has a part in it. */
export const othersOf = (record: DossierRecord): string[] => withRoles(record, (role) => !isDeveloper(record)(role));

/** One line for each function that says it: `FN-1 Decision support: …`. */
export const ofFunctions = (
  { functions }: DossierRecord,
  say: (use: RecordedIntendedUse, of: RecordedFunction) => string | null,
): string[] =>
  functions.flatMap((one) => {
    const text = one.intendedUse === null ? null : say(one.intendedUse, one);
    return text === null ? [] : [`${one.code} ${one.name}: ${text}`];
  });

/** `FN-1: Not a device, FD&C 520(o)(1)(E)`; what is not classified is said to be so. */
export const determinationsOf = ({ functions }: DossierRecord): string[] =>
  functions.map((one) => {
    const status = deviceStatusOf(one);
    return `${one.code}: ${status === undefined ? 'not classified' : `${outcomeOf(status).words} (${status.code})`}`;
  });

/** `FN-1: SaMD category II (II.ii)`, of functions that have one. */
export const categoriesOf = ({ functions }: DossierRecord): string[] =>
  functions.flatMap((one) => {
    const category = categoryOf(one);
    return category === undefined ? [] : [`${one.code}: ${outcomeOf(category).words}`];
  });

/** What went to an authority, as the organization recorded it. */
export const submissionsInWords = ({ submissions }: DossierRecord): string[] =>
  submissions.map((one) => {
    const decision = (DECISION_WORDS as Readonly<Record<string, string>>)[one.decisionKind] ?? one.decisionKind;
    const on = one.decidedOn === null ? '' : `, ${one.decidedOn}`;
    return `${one.authority} ${submissionName(one)}: ${decision}${on} (as recorded by the organization)`;
  });

/** Data sets with the basis on which they are free of identity. */
export const dataSetsOf = ({ version }: DossierRecord): string[] =>
  version.trainingData.map(({ name, description, basis, sites }) => {
    const from = sites.length === 0 ? 'no sites named' : `sites: ${sites.join('; ')}`;
    return `${name}: ${description} Basis: ${spoken(basis).toLowerCase()}; ${from}.`;
  });

/** Evidence that stands, of some kinds: `EV-0004 Over-reliance with the basis panel open`. */
export const evidenceOf = ({ evidence }: DossierRecord, kinds: readonly string[]): RecordedEvidence[] =>
  evidence.filter(({ state, kind }) => state === 'recorded' && kinds.includes(kind));

export const titled = ({ code, title }: Pick<RecordedEvidence, 'code' | 'title'>): string => `${code} ${title}`;
