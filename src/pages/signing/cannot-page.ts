import { REFUSALS, type Refusal } from '../../kernel/refusal';
import type { SigningState } from '../../signatures/signing-states';
import { hrefOf, pathOf } from './signing-words';
import type { Awaited } from './who-can-sign';

/** Why somebody cannot sign a record, said to him. */
const HEADINGS: Partial<Record<Refusal['type'], string>> = {
  'separation-of-duties': 'You are the author, so another person must sign',
  'already-signed': 'You have signed this already',
  'step-not-open': 'This step is not open',
  forbidden: 'Your roles do not sign this step',
  'policy-not-accepted': 'You have not accepted the policy on signatures',
  'open-questions': 'Questions are still open',
  'invalid-state': 'This is not signed now',
};

const headingOf = ({ type, detail }: Refusal): string => {
  if (type === 'separation-of-duties' && detail.startsWith('You did not')) return 'Its author signs that he wrote it';
  return HEADINGS[type] ?? REFUSALS[type].title;
};

const DETAILS: Partial<Record<Refusal['type'], string>> = {
  'separation-of-duties': 'Whoever wrote a record, or stands in for who did, does not review or approve it.',
  'already-signed': 'One person signs a record once in one process; somebody else signs the other steps.',
  'policy-not-accepted':
    'Whoever signs has said before that he answers for what is done under his signature. Accept the policy in your account, and come back.',
};

/** The page of who cannot sign: why, who can, and where to go on. */
export function presentCannot(
  refusal: Refusal,
  { table, id }: { readonly table: string; readonly id: string },
  { state, awaited }: { readonly state: SigningState | null; readonly awaited: readonly Awaited[] },
) {
  const detail = DETAILS[refusal.type] ?? refusal.detail;
  return {
    ...{ title: headingOf(refusal), detail: `${detail}.`.replace(/([.!?])\.$/, '$1') },
    called: state?.toSign?.called ?? '',
    record: { href: hrefOf(table, id) },
    cite: refusal.type === 'separation-of-duties' || refusal.type === 'already-signed' ? '21 CFR 11.10(g)' : '',
    account: refusal.type === 'policy-not-accepted',
    questions: refusal.type === 'open-questions' ? refusal.errors.map(({ detail: text }) => text) : [],
    errors: refusal.type === 'validation' ? refusal.errors.map((one) => `${one.pointer.slice(1)} ${one.detail}`) : [],
    way: state === null ? [] : pathOf(state, awaited, null),
  };
}
