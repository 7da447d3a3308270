import { printedInstantIn } from '../../kernel/time-zone';
import type { Text } from '../blocks';
import type { DossierRecord } from '../dossier-record';
import type { RecordedSignature } from '../signature-record';

/** Who, and for whom: `Demo Approver for Demo Lead`. */
export const signerName = ({ printedName, onBehalfOf }: RecordedSignature): string =>
  onBehalfOf === null ? printedName : `${printedName} for ${onBehalfOf}`;

/** `Approval: Demo Approver, 2026-11-20 09:42:07 CST (UTC−06:00, America/Chicago) / 15:42:07 UTC`, beside the record (21 CFR 11.50(b)). */
const line = (one: RecordedSignature): string =>
  `${one.meaning.charAt(0).toUpperCase()}${one.meaning.slice(1)}: ${signerName(one)}, ${printedInstantIn(one.signedAt, one.zone ?? null)}`;

/** The signatures of a record, one a line; where nobody has signed it says so. */
export function signedBy({ signatures }: Pick<DossierRecord, 'signatures'>, code: string): string[] {
  const own = signatures.filter((one) => one.of === code);
  return own.length === 0 ? ['Not signed'] : own.map(line);
}

/** The same as rows of a form. */
export const signedRows = (record: Pick<DossierRecord, 'signatures'>, code: string): { label: string; text: Text }[] =>
  signedBy(record, code).map((text) => ({ label: 'Signed', text }));
