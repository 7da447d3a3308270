import { linesOfInstant, printedInstantIn } from '../../kernel/time-zone';
import { payloadIn } from '../../signatures/proofs/verify-signature.rules';
import { eventsOfSignatures } from '../attachments/proven-events';
import type { Cell, Row, Run, Text } from '../blocks';
import { isWithheld } from '../withheld';
import type { DossierRecord } from '../dossier-record';
import { signatureCodes } from '../signature-codes';
import type { RecordedSignature } from '../signature-record';
import type { AttestedProof } from '../../signatures/proofs/signature-proof';
import { gapsOfSigning } from './signing-gaps';
import { signerName } from './signed-by';
import { grouped, spoken, type Section, type SectionBlock } from './section';

/** How the proof reads to who does not know its parts. */
function provedBy({ proof }: RecordedSignature): Text[] {
  if (proof.kind === 'passkey') return ['The signer’s own passkey', [{ text: proof.rpId, style: 'muted' }]];
  return [wayOf(proof.attested), [{ text: 'attested by the service', style: 'muted' }]];
}

function wayOf({ methods, series, issuer }: AttestedProof['attested']): string {
  if (issuer !== undefined) return `Single sign-on at ${issuer}`;
  if (series) return 'Password, in a series';
  return methods.includes('otp') ? 'Password and code' : 'Password';
}

/** What is printed of a signature beside itself: its code, and its place in the log. */
interface Printed {
  readonly code: string;
  /** Null where it is not in the log yet, or no log is known. */
  readonly position: number | null;
}

function printedOf(record: DossierRecord): (one: RecordedSignature) => Printed {
  const [codes, given] = [signatureCodes(record.signatures), eventsOfSignatures(record)];
  return ({ id }) => ({ code: codes.get(id) ?? id, position: given.get(id)?.index ?? null });
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

const placed = ({ position }: Printed, { payload }: RecordedSignature): Text =>
  position === null
    ? [{ text: isWithheld(payload) ? 'proved in the original' : 'not in the log', style: 'muted' }]
    : `AE-${grouped(position)}`;

const signatureRow = (one: RecordedSignature, printed: Printed): Row => ({
  id: printed.code,
  cells: [
    { lines: [[{ text: printed.code, style: 'strong' }], one.of] },
    { lines: [[{ text: signerName(one), style: 'strong' }], [{ text: one.role, style: 'muted' }]] },
    { lines: [[{ text: spoken(one.meaning), style: 'strong' }], one.meaningText] },
    signedAt(one),
    { lines: [...provedBy(one), placed(printed, one)] },
    { sha256: one.payloadSha256 },
  ],
});

const table = (rows: readonly Row[]): SectionBlock => ({
  kind: 'table',
  ...{ caption: 'Signatures, in the order in which they were given', dense: true, rows },
  columns: [
    { head: 'Signature', unit: 'and record', weight: 26 },
    { head: 'Signed by', unit: 'and in which role', weight: 24 },
    { head: 'Meaning', unit: 'and the sentence that was shown', weight: 36 },
    { head: 'At', weight: 36 },
    { head: 'Proved by', unit: 'and log position', weight: 26 },
    { head: 'SHA-256', unit: 'of what was signed', weight: 34 },
  ],
});

const NOTE: SectionBlock = {
  kind: 'paragraph',
  voice: 'note',
  text: 'Each text that was signed is attached as SG-….json, byte for byte, and what proves them in signatures.json: of a passkey, the assertion whose challenge is made from that text (WebAuthn), so that the signature is the signer’s own and needs no trust in the service. The digest of the row that was signed stands in that text, and in the act of the audit trail that wrote the row. “predicate verify” checks each one. Names are printed as they were at signing. Electronic signatures under 21 CFR 11.50, 11.70 and 11.200; the procedures of the owner (11.10(i), (j), 11.100(b), (c)) are not part of this file, and FDA has not reviewed it.',
};

/** Those that a reader looks for first: of the version itself, with a comment or a dissent, and by a substitute. */
const standsOut = ({ process, dissent, comment, onBehalfOf }: RecordedSignature): boolean =>
  process.startsWith('version-') || [dissent, comment, onBehalfOf].some((one) => one !== null);

/** One signature in full: the name, the role, and everything that 21 CFR 11.50(a) asks for. */
function inFull(one: RecordedSignature, printed: Printed): SectionBlock[] {
  const digest = isWithheld(one.payload) ? one.payload : payloadIn(one).record.sha256;
  return [
    { kind: 'heading', level: 2, id: printed.code, text: signerName(one) },
    { kind: 'paragraph', voice: 'note', text: spoken(one.role) },
    {
      kind: 'form',
      rows: [
        { label: 'Meaning', text: [{ text: spoken(one.meaning), style: 'strong' }, `: ${one.meaningText}`] },
        { label: 'Signed', text: printedInstantIn(one.signedAt, one.zone ?? null) },
        { label: 'What', text: `${spoken(one.process)} of ${one.of}` },
        { label: 'Row', text: { sha256: digest }, margin: ['SHA-256 of the row as it was signed'] },
        { label: 'With', text: [...provedBy(one).flatMap((text, at) => [at === 0 ? '' : ', ', ...runsOf(text)])] },
        { label: 'Log position', text: placed(printed, one) },
        ...remarks(one).map((text) => ({ label: 'Remark', text: [{ text, style: 'emphasis' } as const] })),
        {
          label: 'Text',
          text: { sha256: one.payloadSha256 },
          margin: [`SHA-256 of what was signed, ${printed.code}.json`],
        },
      ],
    },
  ];
}

const runsOf = (text: Text): readonly Run[] => (typeof text === 'string' ? [text] : text);

/** The record of a page that goes on is not that of the last signature in full. */
const OTHERS: SectionBlock = { kind: 'heading', level: 2, text: 'All other signatures' };

/** Past this many in full, a reader no longer finds the one that he looks for. */
const MOST_IN_FULL = 12;

function given(record: DossierRecord): SectionBlock[] {
  const printed = printedOf(record);
  const full = record.signatures.filter(standsOut).slice(-MOST_IN_FULL);
  const others = record.signatures.filter((one) => !full.includes(one));
  return [
    ...full.flatMap((one) => inFull(one, printed(one))),
    ...(full.length > 0 && others.length > 0 ? [OTHERS] : []),
    ...(others.length === 0 ? [] : [table(others.map((one) => signatureRow(one, printed(one))))]),
    NOTE,
  ];
}

/** Who signed what, with the name, the time and the meaning of each (21 CFR 11.50), and what is not signed. */
export const signatures: Section = ({ record }) => [
  ...(record.signatures.length === 0
    ? [{ kind: 'paragraph', text: 'Nobody has signed anything that this file says.' } as const]
    : given(record)),
  ...gapsOfSigning(record),
];
