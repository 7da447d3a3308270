import type { SigningPayload } from '../../signatures/process/signing-payload.rules';
import type { Process } from '../../signatures/process/steps.rules';
import type { SigningState } from '../../signatures/signing-states';
import { stepInWords } from './signing-words';

/** What the last signature brings about. */
const COMPLETE: Readonly<Record<Process, string>> = {
  'intended-use':
    'This revision of the intended use then has every signature that it takes, and takes the place of the one before.',
  claim: 'This revision of the claim then has every signature that it takes, and takes the place of the one before.',
  classification:
    'The determination then has every signature that it takes. It is the organization’s own; it is not an FDA decision.',
  'evidence-review': 'The evidence then counts as reviewed wherever it is used.',
  'version-approval':
    'The version becomes Approved. From then on its artifacts, intended uses, claims and evidence are as you saw them.',
  'version-release': 'The version becomes Released.',
  'dossier-issue': 'Somebody then answers for the issue of this file; the file itself stays as it is.',
};

const REJECTED: Readonly<Record<Process, string>> = {
  'intended-use':
    'Nothing more can be signed of this revision. Its author finds your reason in My work and states another one.',
  claim: 'Nothing more can be signed of this revision. Its author finds your reason in My work and revises the claim.',
  classification:
    'Nothing more can be signed of this determination. Its author finds your reason in My work and decides anew.',
  'evidence-review':
    'The evidence counts as not reviewed. Whoever recorded it finds your reason in My work and supersedes it.',
  'version-approval': 'The version goes back to Draft. Its author finds your reason in My work.',
  'version-release': 'The version stays Approved and is never released. The next version is a new one.',
  'dossier-issue': 'The issue of this file is rejected; the file is kept. Another dossier takes its place.',
};

const replaced = ({ record, process }: SigningPayload, { toSign }: SigningState): string[] => {
  const row = (toSign?.snapshot ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof row.supersedesId === 'string') return ['It takes the place of the one before, which stays in the record.'];
  const isRevised = (process === 'intended-use' || process === 'claim') && record.revision > 1;
  return isRevised ? [`Revision ${record.revision - 1} stays in the record with its own signatures.`] : [];
};

/** What a signature brings about, in sentences. */
export function followsOf(payload: SigningPayload, state: SigningState): string[] {
  const { process, meaning, step } = payload;
  if (meaning === 'rejection') return [REJECTED[process]];
  const after = state.steps.map((one) => ({
    ...one,
    signed: one.signed + (one.step === step && one.meaning === meaning && one.role === payload.signer.role ? 1 : 0),
  }));
  const next = after.find(({ signed, minimum }) => signed < minimum);
  const first =
    next === undefined ? COMPLETE[process] : `Next comes ${lower(stepInWords(next))}; nothing else changes yet.`;
  return [first, ...replaced(payload, state)];
}

const lower = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
