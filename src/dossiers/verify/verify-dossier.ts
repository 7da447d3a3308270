import { sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import { RECORD_FILE, type FileBytes } from '../assemble';
import type { DossierRecord } from '../dossier-record';
import { type FoundAttachment, NotADossier, readAttachments } from '../pdf/read-attachments';
import { attachmentsCheck, carriedRecord } from './carried-record';
import { rebuildCheck } from './rebuild';
import { signaturesCheck } from './signatures-check';
import { type Check, LIMITS, type Verdict } from './verdict';

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

function verdictOf(checks: readonly Check[]): Pick<Verdict, 'verdict' | 'words'> {
  const faults = checks.filter(({ check, holds }) => holds === false && check !== 'issued');
  if (faults.length > 0) {
    return { verdict: 'altered', words: `Do not rely on this copy. ${faults.map(({ detail }) => detail).join('. ')}.` };
  }
  if (checks.some(({ holds }) => holds === null)) {
    const [open] = checks.filter(({ holds }) => holds === null);
    return {
      verdict: 'not-rebuilt',
      words: `${open.detail}. Checked instead: the record is in its canonical form, and every file inside has the digest that it names.`,
    };
  }
  const draft = checks.some(({ holds }) => holds === false) ? ' It is a preview that was never issued.' : '';
  return {
    verdict: 'unchanged',
    words: `Whole and unchanged: the record inside it makes this very file, byte for byte.${draft}`,
  };
}

/** The verdict on a file whose record cannot be had, so that nothing more can be checked. */
const faulty = (check: Check, digests: Pick<Verdict, 'sha256' | 'recordSha256'>): Verdict => ({
  ...verdictOf([check]),
  ...digests,
  ...{ limits: LIMITS, dossier: null, checks: [check] },
});

/**
 * Verifies a dossier from its own bytes, with no database and no network. Refuses as `unreadable-file` what is no
 * dossier; everything else is a verdict.
 */
export async function verifyDossier(pdf: Uint8Array): Promise<Verdict> {
  const attachments = attachmentsOf(pdf);
  if (!Array.isArray(attachments)) return faulty(attachments, { sha256: sha256(pdf), recordSha256: null });
  const { record, sha256: recordSha256, check } = carriedRecord(attachments);
  const digests = { sha256: sha256(pdf), recordSha256 };
  if (record === null) return faulty(check, digests);
  try {
    const inside = attachmentsCheck(record, attachments);
    const rebuilt = await rebuildCheck(pdf, record, bytesByDigest(attachments));
    const checks = [check, inside, signaturesCheck(record), rebuilt, issuedCheck(record)];
    return { ...verdictOf(checks), ...digests, limits: LIMITS, dossier: about(record), checks };
  } catch {
    const detail = 'The record inside lacks what a dossier must have';
    return faulty({ check: 'record', holds: false, detail }, digests);
  }
}
