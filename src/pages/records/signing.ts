import type { Role } from '../../access/policy/roles';
import { type Look, worded } from '../../http/pages/words';
import { printedInstantIn } from '../../kernel/time-zone';
import { zoneOf } from '../../signatures/process/signing-payload.rules';
import type { Process, Standing } from '../../signatures/process/steps.rules';
import { payloadIn } from '../../signatures/proofs/verify-signature.rules';
import type { Signature } from '../../signatures/signature.entity';
import type { SigningState } from '../../signatures/signing-states';

/** To which ends a record of a table is signed. */
export const SIGNED: Readonly<Record<string, readonly Process[]>> = {
  intended_use: ['intended-use'],
  claim: ['claim'],
  classification: ['classification'],
  evidence: ['evidence-review'],
  model_version: ['version-approval', 'version-release'],
  dossier: ['dossier-issue'],
};

/** A signature as a page prints it: the name, the meaning, the time with its zone, and the revision it stands on (21 CFR 11.50). */
export function presentSigned(one: Signature, isVoided: boolean) {
  const said = payloadIn(one);
  return {
    ...{ name: one.signerName, meaning: worded(one.meaning), role: worded(one.role), sentence: said.meaningText },
    stead: one.forName,
    at: { iso: one.signedAt.toISOString(), text: printedInstantIn(one.signedAt, zoneOf(said)) },
    ...{ revision: one.recordRevision, comment: one.comment, dissent: one.dissent, isVoided },
    standing: isVoided
      ? 'Counts no more: what was signed has changed since'
      : `Stands on revision ${one.recordRevision}`,
    ...{ icon: one.meaning === 'rejection' ? 'circle-x' : 'circle-check', sha256: one.payloadSha256 },
    look: isVoided || one.meaning === 'rejection' ? '' : 'done',
    href: `/api/v1/signatures/${one.id}`,
  } as const;
}

const lacks = ({ signed, minimum, meaning, role }: Standing): string => {
  const count = minimum - signed;
  const article = /^[aeiou]/.test(role) ? 'an' : 'a';
  return `${worded(meaning)} by ${count === 1 ? article : count} ${role.replaceAll('-', ' ')}`;
};

function lookOf({ isRejected, isComplete, closed, signatures }: SigningState): Look {
  if (isRejected) return { word: 'Rejected', look: 'state-stop', icon: 'circle-x' };
  if (isComplete) return { word: 'Signed', look: 'state-ok', icon: 'signature' };
  if (closed !== null) return { word: 'Not signed', look: '', icon: 'pencil' };
  return signatures.length === 0
    ? { word: 'Not signed', look: 'state-warn', icon: 'signature' }
    : { word: 'Waits for signatures', look: 'state-now', icon: 'signature' };
}

/** Whether somebody in these roles may be asked to sign it: a step of theirs is open, or they may reject what is. */
const waitsFor = (states: readonly SigningState[], roles: readonly Role[]): boolean =>
  states.some(({ steps }) => steps.some(({ isOpen, role }) => isOpen && roles.includes(role)));

/** How far the signing of a record is. What is still to be done is not for auditors. */
export function presentSigning(states: readonly SigningState[], roles: readonly Role[], isAuditor: boolean) {
  const told = states.filter(
    ({ toSign, signatures, voided }) => toSign !== null || signatures.length + voided.length > 0,
  );
  const shown = told.flatMap(({ signatures, voided }) => [
    ...signatures.map((one) => presentSigned(one, false)),
    ...voided.map((one) => presentSigned(one, true)),
  ]);
  const [current] = [...told].reverse();
  const open = told.filter(({ toSign, isComplete, isRejected }) => toSign !== null && !isComplete && !isRejected);
  return {
    state: current === undefined ? null : lookOf(current),
    signatures: shown.sort((a, b) => (a.at.iso < b.at.iso ? -1 : 1)),
    waitsFor: isAuditor
      ? []
      : open.flatMap(({ steps }) => steps.filter(({ signed, minimum }) => signed < minimum).map(lacks)),
    isToSign: waitsFor(open, roles),
  };
}
