import type { X509Certificate } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { checkSeal } from '../../../src/dossiers/seal/check-seal';
import { DossierSealer } from '../../../src/dossiers/seal/dossier-sealer';
import type { SealGround } from '../../../src/dossiers/seal/seal-ground';
import { sealAgainstRecord } from '../../../src/dossiers/seal/seal-against-record';
import { type Issued, issue } from '../../support/certificates';
import { type StampWishes, TestAuthority } from '../../support/timestamp-authority';
import { NOBODY, sealers, signerOf, x509 } from './sealed';
import { smallBase } from './small-base';

let own: Issued;
let authority: TestAuthority;
let url: URL;
let anchors: X509Certificate[];
beforeAll(async () => {
  Logger.overrideLogger(false);
  ({ own } = await sealers());
  const root = await issue('Time Root', { isCa: true });
  anchors = [x509(root)];
  authority = new TestAuthority(await issue('Time Authority', { issuer: root }));
  url = await authority.listen();
});
afterAll(() => authority.close());
beforeEach(() => {
  authority.wishes = {};
});

const clock = { now: () => new Date() };
const sealer = (ground: Partial<SealGround> = {}): DossierSealer =>
  new DossierSealer(
    { signer: signerOf(own), authority: { url, anchors, policy: null }, isStampRequired: true, ...ground },
    clock,
  );

async function sealedBy(one: DossierSealer) {
  const { bytes, revision } = smallBase();
  const base = (async function* () {
    yield await Promise.resolve(bytes);
  })();
  const sealing = one.seal(base, () => revision);
  const parts: Buffer[] = [];
  for await (const part of sealing.bytes) parts.push(part);
  return { pdf: Buffer.concat(parts), outcome: sealing.outcome() };
}

describe('Sealing with an authority that stamps', () => {
  it('gives a seal with the time that the authority said', async () => {
    const { pdf, outcome } = await sealedBy(sealer());
    const report = checkSeal(pdf, { ...NOBODY, time: anchors, now: new Date() });
    expect([report.level, report.time?.trusted, outcome.level]).toEqual(['B-T', true, 'B-T']);
    expect(outcome.stampedAt?.toISOString()).toBe(report.time?.at);
  });

  const WRONG: [string, StampWishes, RegExp][] = [
    ['of another query', { nonce: new Uint8Array([1, 2, 3]).buffer }, /answers another query/],
    ['without a nonce', { nonce: null }, /answers another query/],
    ['of other bytes', { sha256: Buffer.alloc(32) }, /is of other bytes/],
    ['of an hour ago', { at: new Date(Date.now() - 3_600_000) }, /was not asked for then/],
    ['that says no certificate', { essVersion: null }, /does not say which certificate/],
    ['that is refused', { status: 2 }, /no stamps today/],
    ['without its certificate', { certificates: [] }, /did not come along/],
  ];

  it.each(WRONG)('refuses for now with a stamp %s, and no file is whole', async (_what, wishes, words) => {
    authority.wishes = wishes;
    await expect(sealedBy(sealer())).rejects.toMatchObject({
      type: 'unavailable',
      detail: expect.stringMatching(words),
    });
  });

  it.each(WRONG)(
    'goes on without where that is allowed, and says so, with a stamp %s',
    async (_what, wishes, words) => {
      authority.wishes = wishes;
      const one = sealer({ isStampRequired: false });
      const { pdf, outcome } = await sealedBy(one);
      expect(outcome).toMatchObject({ level: 'B-B', stampedAt: null, stampProblem: expect.stringMatching(words) });
      const report = checkSeal(pdf, { ...NOBODY, now: new Date() });
      expect(report).toMatchObject({ state: 'intact', level: 'B-B' });
      expect(sealAgainstRecord(report, one.recorded()).detail).toMatch(/who was asked for a time stamp, gave none/);
    },
  );

  it('refuses a stamp of somebody who is not trusted, and of one who may not stamp', async () => {
    const other = [x509(await issue('Other Root', { isCa: true }))];
    const strange = sealer({ authority: { url, anchors: other, policy: null } });
    await expect(sealedBy(strange)).rejects.toThrow(/Nobody who is trusted here issued/);
    const careless = new TestAuthority(await issue('Careless', { isPurposeCritical: false }));
    const at = await careless.listen();
    await expect(sealedBy(sealer({ authority: { url: at, anchors, policy: null } }))).rejects.toThrow(
      /not one for time stamping alone/,
    );
    await careless.close();
  });

  it('refuses for now where nobody answers', async () => {
    const nobody = { url: new URL('http://127.0.0.1:9/'), anchors, policy: null };
    await expect(sealedBy(sealer({ authority: nobody }))).rejects.toThrow(/127.0.0.1:9 gave no time stamp/);
  });
});

describe('What a record says of its seal', () => {
  it('is told before it is sealed, and refused where the certificate ran out', async () => {
    expect(sealer().recorded()).toMatchObject({
      ...{ algorithm: 'ECDSA P-256 with SHA-256', development: false, timestampAuthority: url.host },
      ...{ subject: 'O=Predicate tests, CN=Example Seal ec', notAfter: '2046-01-01T00:00:00.000Z' },
    });
    const old = (await sealers('ec', { to: new Date('2026-02-01T00:00:00Z') })).own;
    expect(() => sealer({ signer: signerOf(old) }).recorded()).toThrow(
      /ran out on 2026-02-01: nothing is issued until/,
    );
  });

  it('finds a seal that was taken off, and one by somebody else', async () => {
    const recorded = sealer().recorded();
    const { pdf } = await sealedBy(sealer());
    expect(sealAgainstRecord(checkSeal(pdf, NOBODY), recorded)).toMatchObject({ holds: true });
    expect(sealAgainstRecord(checkSeal(smallBase().bytes, NOBODY), recorded)).toMatchObject({
      ...{ holds: false, detail: 'The seal that the record inside names was taken off' },
    });
    const another = await issue('Another Seal', { purposes: [] });
    const { pdf: forged } = await sealedBy(sealer({ signer: signerOf(another) }));
    expect(sealAgainstRecord(checkSeal(forged, NOBODY), recorded)).toMatchObject({ holds: false });
    expect(sealAgainstRecord(checkSeal(forged, NOBODY), null)).toMatchObject({ holds: false });
    expect(sealAgainstRecord(checkSeal(forged, NOBODY), undefined)).toMatchObject({ holds: null });
  });
});
