import { canonicalBytes } from '../../kernel/digest';
import type { MadeFile } from '../attachment';
import type { DossierRecord } from '../dossier-record';
import { signatureCodes } from '../signature-codes';

/** What proves each signature, by its code, in one file. */
export const SIGNATURES_FILE = 'signatures.json';

const JSON_FILE = { mediaType: 'application/json', relationship: 'Data' } as const;

/** Of each signature the text that was signed, byte for byte; and one file with what proves them. */
export function signatureFiles({ signatures, dossier }: DossierRecord): MadeFile[] {
  if (signatures.length === 0) return [];
  const codes = signatureCodes(signatures);
  const named = signatures.map((one) => ({ ...one, code: codes.get(one.id) ?? one.id }));
  const signed = named.map(({ code, of, payload, signedAt }): MadeFile => ({
    ...{ ...JSON_FILE, name: `${code}.json`, description: `What was signed of ${of} (RFC 8785)` },
    ...{ modifiedAt: signedAt, bytes: Buffer.from(payload, 'utf8') },
  }));
  const proofs = named.map(({ code, id, payloadSha256, proof }) => ({ code, id, payloadSha256, proof }));
  return [
    {
      ...{ ...JSON_FILE, name: SIGNATURES_FILE, description: 'What proves each signature (RFC 8785)' },
      ...{ modifiedAt: dossier.issuedAt, bytes: canonicalBytes(proofs) },
    },
    ...signed,
  ];
}
