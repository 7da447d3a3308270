import type { Role } from '../../access/policy/roles';
import type { Icon } from '../../http/pages/icons';
import { printedInstantIn } from '../../kernel/time-zone';
import { zoneOf } from '../../signatures/process/signing-payload.rules';
import type { Meaning, Process, Standing } from '../../signatures/process/steps.rules';
import { payloadIn } from '../../signatures/proofs/verify-signature.rules';
import type { Signature, SignedType } from '../../signatures/signature.entity';
import type { SigningState } from '../../signatures/signing-states';
import type { Awaited } from './who-can-sign';

interface MeaningWords {
  readonly noun: string;
  /** What the button says. */
  readonly act: string;
}

export const MEANING_WORDS: Readonly<Record<Meaning, MeaningWords>> = {
  authorship: { noun: 'Authorship', act: 'Sign as author' },
  review: { noun: 'Review', act: 'Sign as review' },
  approval: { noun: 'Approval', act: 'Sign as approval' },
  responsibility: { noun: 'Responsibility', act: 'Sign as responsibility' },
  rejection: { noun: 'Rejection', act: 'Reject it' },
};

export const PROCESS_WORDS: Readonly<Record<Process, string>> = {
  'intended-use': 'Intended use',
  claim: 'Claim',
  classification: 'Classification',
  'evidence-review': 'Review of evidence',
  'version-approval': 'Approval of a version',
  'version-release': 'Release of a version',
  'dossier-issue': 'Issue of a dossier',
};

/** Somebody in a role. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  specialist: 'a regulatory specialist',
  contributor: 'a contributor',
  reviewer: 'a reviewer',
  approver: 'an approver',
  'quality-lead': 'a quality lead',
  administrator: 'an administrator',
  auditor: 'an auditor',
};

const PLACES: Readonly<Record<SignedType, string>> = {
  intended_use: '/intended-uses',
  claim: '/claims',
  classification: '/classifications',
  evidence: '/evidence',
  model_version: '/versions',
  dossier: '/dossiers',
};

/** Where a record is read. */
export const hrefOf = (type: string, id: string): string => `${PLACES[type as SignedType]}/${id}`;

const FEW = 4;

/** Who could give a signature, by name; that nobody could is said too, with who can mend it. */
export function peopleInWords(people: readonly string[]): string {
  if (people.length === 0)
    return 'Nobody can now: an administrator gives the role to somebody whose papers are in force.';
  const [shown, more] = [people.slice(0, FEW), people.length - FEW];
  const names = more > 0 ? [...shown, `${more} more`] : shown;
  const list = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  return `${list} can.`;
}

export const stepInWords = ({ meaning, role }: Pick<Standing, 'meaning' | 'role'>): string =>
  `${MEANING_WORDS[meaning].noun} by ${ROLE_WORDS[role]}`;

/** One place on the way of signatures. */
export interface PathItem {
  readonly look: 'done' | 'now' | '';
  readonly icon: Icon;
  readonly text: string;
  readonly note: string;
}

export const signedAtText = (one: Signature): string => printedInstantIn(one.signedAt, zoneOf(payloadIn(one)));

const given = (one: Signature): PathItem => ({
  ...{ look: 'done', icon: one.meaning === 'rejection' ? 'circle-x' : 'circle-check' },
  text: `${MEANING_WORDS[one.meaning].noun} by ${one.signerName}${one.forName === null ? '' : `, for ${one.forName}`}`,
  note: signedAtText(one),
});

/** The signatures there are and those to come, in their order; `now` is the step that is being signed. */
export function pathOf(
  { steps, signatures }: SigningState,
  awaited: readonly Awaited[],
  now: number | null,
): PathItem[] {
  const done = [...signatures].sort((a, b) => a.signedAt.getTime() - b.signedAt.getTime()).map(given);
  const toCome = steps
    .filter(({ signed, minimum }) => signed < minimum)
    .map((step): PathItem => {
      const people = awaited.find((one) => one.step === step)?.people ?? [];
      const lacking = step.minimum - step.signed;
      return {
        look: step.isOpen && (now === null || now === step.step) ? 'now' : '',
        icon: step.isOpen ? 'signature' : 'circle-dashed',
        text: `${stepInWords(step)}${lacking > 1 ? `, ${lacking} of them` : ''}`,
        note: `${step.isOpen ? 'Open now. ' : 'After the steps before. '}${peopleInWords(people)}`,
      };
    });
  return [...done, ...toCome];
}
