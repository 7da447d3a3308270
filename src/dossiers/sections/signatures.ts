import { cite } from '../../kernel/citation';
import { linesOfInstant } from '../../kernel/time-zone';
import type { Cell, Row } from '../blocks';
import type { DossierRecord } from '../dossier-record';
import type { RecordedSignature, RecordedSigning } from '../signature-record';
import type { AttestedProof } from '../../signatures/proofs/signature-proof';
import { signerName } from './signed-by';
import { spoken, type Gap, type Section, type SectionBlock } from './section';

const SIGNED = [cite('CFR-21', '11.50, 11.70'), cite('ISO-13485', '4.2.4')];

/** How the proof reads to who does not know its parts. */
function provedBy({ proof }: RecordedSignature): Cell {
  if (proof.kind === 'passkey') return { lines: ['The signer’s own passkey', [{ text: proof.rpId, style: 'muted' }]] };
  return { lines: [wayOf(proof.attested), [{ text: 'attested by the service', style: 'muted' }]] };
}

function wayOf({ methods, series, issuer }: AttestedProof['attested']): string {
  if (issuer !== undefined) return `Single sign-on at ${issuer}`;
  if (series) return 'Password, in a series';
  return methods.includes('otp') ? 'Password and code' : 'Password';
}

const remarks = ({ comment, dissent }: RecordedSignature): string[] => [
  ...(comment === null ? [] : [`Comment: ${comment}`]),
  ...(dissent === null ? [] : [`Dissent: ${dissent}`]),
];

/** The clock of the signer first and its zone, and UTC, which tells the time (21 CFR 11.50(a)(2)). */
function signedAt({ signedAt: at, zone }: RecordedSignature): Cell {
  const [first, ...others] = linesOfInstant(at, zone ?? null);
  return others.length === 0 ? first : { lines: [first, ...others.map((text) => [{ text, style: 'muted' } as const])] };
}

const signatureRow = (one: RecordedSignature): Row => ({
  cells: [
    one.of,
    { lines: [[{ text: signerName(one), style: 'strong' }], [{ text: one.role, style: 'muted' }]] },
    {
      lines: [
        [{ text: spoken(one.meaning), style: 'strong' }],
        one.meaningText,
        ...remarks(one).map((text) => [{ text, style: 'emphasis' } as const]),
      ],
    },
    signedAt(one),
    provedBy(one),
    { sha256: one.payloadSha256 },
  ],
});

const table = ({ signatures }: DossierRecord): SectionBlock => ({
  kind: 'table',
  caption: 'Signatures, in the order in which they were given',
  width: 'wide',
  dense: true,
  columns: [
    { head: 'Record', weight: 16 },
    { head: 'Signed by', unit: 'and in which role', weight: 24 },
    { head: 'Meaning', unit: 'and the sentence that was shown', weight: 46 },
    { head: 'At', weight: 20 },
    { head: 'Proved by', weight: 24 },
    { head: 'SHA-256', unit: 'of what was signed', weight: 34 },
  ],
  rows: signatures.map(signatureRow),
  notes: [
    'What was signed is in record.json as text, with what proves it: of a passkey, the assertion whose challenge is made from that text (WebAuthn), so that the signature is the signer’s own and needs no trust in the service. “predicate verify” checks each one.',
    'The digest of the row that was signed stands in that text; the same digest is in the act of the audit trail that wrote the row.',
  ],
});

const WORDS: Readonly<Record<string, readonly [one: string, several: string]>> = {
  'intended-use': ['intended use', 'intended uses'],
  claim: ['claim', 'claims'],
  classification: ['determination', 'determinations'],
  'evidence-review': ['piece of evidence', 'pieces of evidence'],
  'version-approval': ['version', 'versions'],
};

const lack = ({ of, state, lacking }: RecordedSigning): string =>
  state === 'rejected' ? `${of} was rejected` : `${of} lacks ${lacking.join(' and ')}`;

/** One gap for each kind of record, however many are not signed. */
function unsigned(process: string, open: readonly RecordedSigning[]): Gap {
  const [one, several] = WORDS[process] ?? [process, process];
  const [first] = open;
  return {
    kind: 'gap',
    level: 'error',
    title: open.length === 1 ? `The ${one} ${first.of} is not signed` : `${open.length} ${several} are not signed`,
    text: `${open.map(lack).join('; ')}.`,
    affects: open.map(({ of }) => of),
    closes: 'Have it signed by whom the steps name',
    cites: SIGNED,
    href: first.href,
  };
}

/** Records that lack a signature, by kind. */
export function gapsOfSigning({ signings }: DossierRecord): Gap[] {
  const open = signings.filter(({ state }) => state !== 'complete');
  return [...new Set(open.map(({ process }) => process))].map((process) =>
    unsigned(
      process,
      open.filter((one) => one.process === process),
    ),
  );
}

/** Who signed what, with the name, the time and the meaning of each (21 CFR 11.50), and what is not signed. */
export const signatures: Section = ({ record }) => [
  ...(record.signatures.length === 0
    ? [{ kind: 'paragraph', text: 'Nobody has signed anything that this file says.' } as const]
    : [table(record)]),
  ...gapsOfSigning(record),
];
