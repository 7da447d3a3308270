import { sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import type { FileBytes } from '../assemble';
import type { DossierRecord } from '../dossier-record';
import { type FoundAttachment, NotADossier, readAttachments } from '../pdf/read-attachments';
import { attachmentsCheck, carriedRecord } from './carried-record';
import { rebuildCheck } from './rebuild';
import { type Check, LIMITS, type Verdict } from './verdict';

function attachmentsOf(pdf: Uint8Array): FoundAttachment[] {
  try {
    return readAttachments(pdf);
  } catch (error) {
    if (!(error instanceof NotADossier)) throw error;
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

/**
 * Verifies a dossier from its own bytes, with no database and no network. Refuses as `unreadable-file` what is no
 * dossier; everything else is a verdict.
 */
export async function verifyDossier(pdf: Uint8Array): Promise<Verdict> {
  const attachments = attachmentsOf(pdf);
  const { record, sha256: recordSha256, check } = carriedRecord(attachments);
  const base = { sha256: sha256(pdf), recordSha256, limits: LIMITS };
  if (record === null) return { ...verdictOf([check]), ...base, dossier: null, checks: [check] };
  try {
    const inside = attachmentsCheck(record, attachments);
    const rebuilt = await rebuildCheck(pdf, record, bytesByDigest(attachments));
    const checks = [check, inside, rebuilt, issuedCheck(record)];
    return { ...verdictOf(checks), ...base, dossier: about(record), checks };
  } catch {
    const broken: Check = { check: 'record', holds: false, detail: 'The record inside lacks what a dossier must have' };
    return { ...verdictOf([broken]), ...base, dossier: null, checks: [broken] };
  }
}
