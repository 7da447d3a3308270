import { createHash, X509Certificate } from 'node:crypto';
import { FileSigner } from '../../../src/dossiers/seal/file-signer';
import { type SealOutcome, sealStream, type SealedBy } from '../../../src/dossiers/seal/seal-stream';
import type { SealTrust } from '../../../src/dossiers/seal/seal-report';
import { type Issued, issue, type KeyKind, pemOf } from '../../support/certificates';
import type { TestAuthority } from '../../support/timestamp-authority';
import { smallBase } from './small-base';

export const SEALED_AT = new Date('2026-11-30T09:21:06Z');

export const x509 = ({ certificate }: Issued): X509Certificate => new X509Certificate(Buffer.from(certificate.rawData));

/** A root, and a certificate of seals that it issued. */
export async function sealers(
  kind: KeyKind = 'ec',
  own: Parameters<typeof issue>[1] = {},
): Promise<{ root: Issued; own: Issued }> {
  const root = await issue('Seal Root', { isCa: true });
  return { root, own: await issue(`Example Seal ${kind}`, { kind, issuer: root, purposes: [], ...own }) };
}

export const signerOf = (...chain: readonly [Issued, ...Issued[]]): FileSigner =>
  new FileSigner(chain[0].key, chain.map(pemOf).join(''));

export const stampOf =
  (authority: TestAuthority): NonNullable<SealedBy['stamp']> =>
  (signature) => {
    const digest = createHash('sha256').update(signature).digest();
    return Promise.resolve({ token: authority.token(digest), at: authority.wishes.at ?? new Date(), problem: null });
  };

/** Seals a base that comes in pieces, and gives all of its bytes. */
export async function seal(
  by: Pick<SealedBy, 'signer'> & Partial<SealedBy>,
  { bytes, revision } = smallBase(),
): Promise<{ pdf: Buffer; outcome: SealOutcome }> {
  const sealing = sealStream(pieces(bytes), () => revision, { stamp: null, now: () => SEALED_AT, ...by });
  const parts: Buffer[] = [];
  for await (const part of sealing.bytes) parts.push(part);
  return { pdf: Buffer.concat(parts), outcome: sealing.outcome() };
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100) yield await Promise.resolve(bytes.subarray(at, at + 100));
}

/** Nobody is trusted, a minute after it was sealed. */
export const NOBODY: SealTrust = { seal: null, time: null, now: new Date(SEALED_AT.getTime() + 60_000) };

/** Which findings do not hold, and which were not looked at. */
export const codesOf = (
  { findings }: { findings: readonly { code: string; holds: boolean | null }[] },
  holds: boolean | null,
): string[] => findings.filter((one) => one.holds === holds).map(({ code }) => code);
