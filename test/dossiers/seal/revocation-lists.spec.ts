import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { requireListOf, revocationUrlsOf } from '../../../src/dossiers/seal/revocation-lists';
import { type Issued, issue } from '../../support/certificates';
import { x509 as read } from './sealed';

let [root, other, own]: Issued[] = [];
beforeAll(async () => {
  root = await issue('List Root', { isCa: true });
  other = await issue('Other List Root', { isCa: true });
  const points = ['ldap://lists.example/x', 'http://lists.example/a.crl', 'not an address'];
  own = await issue('Listed', { issuer: root, more: [new x509.CRLDistributionPointsExtension(points)] });
});

async function listBy(signer: Issued, wishes: { name?: string; revoked?: string[] } = {}): Promise<Buffer> {
  const made = await x509.X509CrlGenerator.create(
    {
      ...{
        issuer: wishes.name ?? signer.certificate.subject,
        thisUpdate: new Date(),
        signingKey: signer.keys.privateKey,
      },
      entries: (wishes.revoked ?? []).map((serialNumber) => ({ serialNumber })),
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    },
    webcrypto as Crypto,
  );
  return Buffer.from(made.rawData);
}
const required = (list: Buffer): Promise<void> => requireListOf(read(root), read(own), list);

describe('A revocation list', () => {
  it('is looked for where the certificate says, over HTTP alone', () => {
    expect(revocationUrlsOf(read(own)).map(String)).toEqual(['http://lists.example/a.crl']);
    expect(revocationUrlsOf(read(root))).toEqual([]);
  });

  it('is taken where the issuer signed it and the certificate is not on it', async () => {
    await expect(required(await listBy(root))).resolves.toBeUndefined();
    await expect(required(await listBy(root, { revoked: ['0102'] }))).resolves.toBeUndefined();
  });

  it('is refused by another issuer, under another name, where it is none, and where the certificate is on it', async () => {
    await expect(required(await listBy(other))).rejects.toThrow('of another issuer');
    await expect(required(await listBy(other, { name: root.certificate.subject }))).rejects.toThrow(
      'not signed by its issuer',
    );
    await expect(required(Buffer.from('<html>'))).rejects.toThrow('cannot be read');
    await expect(required(Buffer.alloc(0))).rejects.toThrow('cannot be read');
    const revoked = [own.certificate.serialNumber];
    await expect(required(await listBy(root, { revoked }))).rejects.toThrow('it was revoked');
  });
});
