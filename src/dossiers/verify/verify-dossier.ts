import { sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import type { TrustAnchors } from '../../timestamps/certificate-chain';
import { RECORD_FILE, type FileBytes } from '../assemble';
import type { DossierRecord } from '../dossier-record';
import { type FoundAttachment, NotADossier, readAttachments } from '../pdf/read-attachments';
import { checkSeal } from '../seal/check-seal';
import { attachmentsCheck, carriedRecord } from './carried-record';
import { BARE_LIMITS, limitsOf } from './limits';
import { logChecks, type LogTrust, NO_TRUST } from './log-check';
import { rebuild } from './rebuild';
import { sealCheck } from './seal-check';
import { signaturesCheck } from './signatures-check';
import { textCheck } from './text-words';
import { type Check, type Verdict, verdictOf } from './verdict';

/** What whoever verifies brings along, and how far he wants to look. */
export interface VerifyWishes {
  readonly log?: LogTrust;
  /** Who vouches for whom seals, and for authorities that stamp times; null where nobody is named. */
  readonly anchors?: TrustAnchors | null;
  /** By this certificates are judged that no time stamp dates. */
  readonly now?: Date;
  /** Whether the words of the pages are read though the pages could be made again. */
  readonly text?: boolean;
}

/** By this a file is known as a dossier, however damaged it is otherwise. */
const NAMES_A_RECORD = `<</Type/Filespec/F(${RECORD_FILE})`;

/** The files inside; or, of a dossier in which they can no longer be told, the fault. Refuses what is no dossier. */
function attachmentsOf(pdf: Uint8Array): FoundAttachment[] | Check {
  try {
    return readAttachments(pdf);
  } catch (error) {
    if (!(error instanceof NotADossier)) throw error;
    if (Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).includes(NAMES_A_RECORD, 0, 'latin1')) {
      return { check: 'attachments', holds: false, detail: `The dossier is damaged: ${error.reason}` };
    }
    throw new Refusal('unreadable-file', `This is not a dossier that can be looked at: ${error.reason}`);
  }
}

const bytesByDigest = (attachments: readonly FoundAttachment[]): FileBytes =>
  new Map(attachments.map(({ bytes }) => [sha256(bytes), bytes]));

const issuedCheck = ({ dossier }: DossierRecord): Check => ({
  check: 'issued',
  holds: !dossier.draft,
  detail: dossier.draft ? 'It is a preview that was never issued' : `Issued as ${dossier.code}`,
});

const about = ({ dossier, model, version }: DossierRecord): Verdict['dossier'] => ({
  code: dossier.code,
  model: model.name,
  version: version.semanticVersion,
  issuedAt: dossier.issuedAt,
  issuedBy: dossier.issuedBy,
  draft: dossier.draft,
});

/** The verdict on a file whose record cannot be had, so that nothing more can be checked. */
const faulty = (check: Check, digests: Pick<Verdict, 'sha256' | 'recordSha256'>): Verdict => ({
  ...verdictOf([check]),
  ...digests,
  ...{ limits: BARE_LIMITS, dossier: null, checks: [check] },
});

interface Carried {
  readonly record: DossierRecord;
  readonly attachments: readonly FoundAttachment[];
}

/** Everything that can be looked at of a file whose record is there. */
async function lookedAt(pdf: Uint8Array, { record, attachments }: Carried, first: Check, wishes: VerifyWishes) {
  const { log = NO_TRUST, anchors = null, now = new Date(), text = false } = wishes;
  const seal = checkSeal(pdf, { seal: anchors, time: anchors, now });
  const files = bytesByDigest(attachments);
  const rebuilt = await rebuild(pdf, record, { files, isSealed: seal.state !== 'none' });
  const reads = text || rebuilt.check.holds !== true;
  const checks = [
    ...[first, attachmentsCheck(record, attachments), signaturesCheck(record), ...logChecks(record, log)],
    ...[sealCheck(seal, record, rebuilt.check.holds === true ? rebuilt.length : null), rebuilt.check],
    ...(reads ? [textCheck(pdf, record)] : []),
    issuedCheck(record),
  ];
  const limits = limitsOf(record, { seal, log, checks });
  return { ...verdictOf(checks, seal.state === 'untrusted'), limits, dossier: about(record), checks };
}

/**
 * Verifies a dossier from its own bytes and from what is brought along, with no database and no network. Refuses as
 * `unreadable-file` what is no dossier; everything else is a verdict.
 */
export async function verifyDossier(pdf: Uint8Array, wishes: VerifyWishes = {}): Promise<Verdict> {
  const attachments = attachmentsOf(pdf);
  if (!Array.isArray(attachments)) return faulty(attachments, { sha256: sha256(pdf), recordSha256: null });
  const { record, sha256: recordSha256, check } = carriedRecord(attachments);
  const digests = { sha256: sha256(pdf), recordSha256 };
  if (record === null) return faulty(check, digests);
  try {
    return { ...(await lookedAt(pdf, { record, attachments }, check, wishes)), ...digests };
  } catch {
    const detail = 'The record inside lacks what a dossier must have';
    return faulty({ check: 'record', holds: false, detail }, digests);
  }
}
