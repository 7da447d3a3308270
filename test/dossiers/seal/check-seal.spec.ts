import { createHash } from 'node:crypto';
import { checkSeal } from '../../../src/dossiers/seal/check-seal';
import { freshSigner } from '../../../src/dossiers/seal/development-certificate';
import { longTermUpdate } from '../../../src/dossiers/seal/long-term-update';
import { SEAL_CODES, type SealTrust } from '../../../src/dossiers/seal/seal-report';
import { type Issued, issue, type KeyKind } from '../../support/certificates';
import { TestAuthority } from '../../support/timestamp-authority';
import { codesOf, NOBODY, seal, SEALED_AT, sealers, signerOf, stampOf, x509 } from './sealed';
import { smallBase } from './small-base';

let [root, own, tsaRoot]: Issued[] = [];
let authority: TestAuthority;
let trust: SealTrust;
beforeAll(async () => {
  ({ root, own } = await sealers());
  tsaRoot = await issue('Time Root', { isCa: true });
  authority = new TestAuthority(await issue('Time Authority', { issuer: tsaRoot }));
  authority.wishes = { at: SEALED_AT };
  trust = { ...NOBODY, seal: [x509(root)], time: [x509(tsaRoot)] };
});

const stamped = () => seal({ signer: signerOf(own), stamp: stampOf(authority) });

describe('A seal that is whole', () => {
  it.each<KeyKind>(['rsa', 'ec', 'ec384'])('is trusted by whom its issuer is trusted (%s)', async (kind) => {
    const { own: sealer, root: above } = await sealers(kind);
    const { pdf, outcome } = await seal({ signer: signerOf(sealer), stamp: stampOf(authority) });
    const report = checkSeal(pdf, { ...trust, seal: [x509(above)] });
    expect(codesOf(report, true)).toEqual(SEAL_CODES);
    expect(report).toMatchObject({ state: 'trusted', level: 'B-T', sealedLength: pdf.length });
    expect(report.base).toEqual({ length: outcome.base.length, sha256: outcome.baseSha256 });
    expect(report.time).toEqual({
      ...{ at: SEALED_AT.toISOString(), policy: TestAuthority.POLICY, trusted: true },
      authority: expect.stringContaining('Time Authority'),
    });
    expect(report.signer?.chain).toHaveLength(2);
    expect(report.words).toContain(`Unchanged since Example Seal ${kind} sealed it (2026-11-30 09:21:06 UTC).`);
  });

  it('leaves its base as it was, byte for byte, and seals the same base twice', async () => {
    const { bytes } = smallBase();
    const [one, two] = [await stamped(), await seal({ signer: await freshSigner(SEALED_AT) })];
    for (const { pdf, outcome } of [one, two]) {
      expect(pdf.subarray(0, bytes.length).equals(bytes)).toBe(true);
      expect(outcome.baseSha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(checkSeal(pdf, NOBODY).base?.sha256).toBe(outcome.baseSha256);
    }
  });

  it('is of a base whose dictionaries are packed, and of one whose are not', async () => {
    const { pdf } = await seal({ signer: signerOf(own) }, smallBase({ isPacked: false }));
    expect(checkSeal(pdf, trust)).toMatchObject({ state: 'trusted', level: 'B-B', time: null });
  });

  it('is intact and no more where nobody is named, and says what a development certificate is worth', async () => {
    const { pdf } = await seal({ signer: await freshSigner(SEALED_AT) });
    const report = checkSeal(pdf, NOBODY);
    expect(report).toMatchObject({ state: 'intact', level: 'B-B', claimedAt: SEALED_AT.toISOString() });
    expect(codesOf(report, null)).toEqual(['time', 'chain']);
    expect(report.words).toContain('it shows that the file is unchanged, not who made it');
    expect(report.signer).toMatchObject({ development: true, algorithm: 'ECDSA P-256 with SHA-256' });
  });

  it('is untrusted where nobody of those who are named vouches for it, or for its stamp', async () => {
    const { pdf } = await stamped();
    expect(checkSeal(pdf, { ...trust, seal: [x509(tsaRoot)] })).toMatchObject({ state: 'untrusted', level: 'B-T' });
    const report = checkSeal(pdf, { ...trust, time: [x509(root)] });
    expect(report).toMatchObject({ state: 'untrusted', time: { trusted: false } });
    expect(codesOf(report, false)).toEqual(['time']);
  });

  it('still holds when its certificate ran out after the stamp, and not when before', async () => {
    const short = await sealers('ec', { to: new Date('2026-12-31T00:00:00Z') });
    const late = new Date('2031-01-01T00:00:00Z');
    const { pdf } = await seal({ signer: signerOf(short.own), stamp: stampOf(authority) });
    expect(checkSeal(pdf, { ...trust, now: late })).toMatchObject({ state: 'trusted' });
    const { pdf: unstamped } = await seal({ signer: signerOf(short.own) });
    const report = checkSeal(unstamped, { ...trust, now: late });
    expect([report.state, codesOf(report, null)]).toEqual(['untrusted', ['time', 'certificate']]);
    authority.wishes = { at: late };
    const { pdf: stampedLate } = await seal({ signer: signerOf(short.own), stamp: stampOf(authority) });
    authority.wishes = { at: SEALED_AT };
    expect(codesOf(checkSeal(stampedLate, { ...trust, now: late }), false)).toEqual(['certificate', 'chain']);
  });
});

describe('A seal with something after it', () => {
  const material = () => ({
    certificates: [Buffer.from(root.certificate.rawData), Buffer.from(tsaRoot.certificate.rawData)],
    ...{ crls: [], ocsps: [] },
  });
  const longTerm = async (): Promise<{ pdf: Buffer; update: Buffer }> => {
    const { pdf } = await stamped();
    const { revision } = smallBase();
    const startXref = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(pdf.toString('latin1'))?.[1]);
    const file = { ...revision, size: revision.size + 2, length: pdf.length, startXref };
    return { pdf, update: longTermUpdate(file, material()).bytes };
  };

  it('holds where that is only what helps to check it later', async () => {
    const { pdf, update } = await longTerm();
    expect(checkSeal(Buffer.concat([pdf, update]), trust)).toMatchObject({
      ...{ state: 'trusted', level: 'B-LT', sealedLength: pdf.length },
    });
  });

  it.each<[string, (update: Buffer) => Buffer]>([
    ['a byte', () => Buffer.from('\n')],
    ['a page that takes the place of another', () => update('3 0 obj\n<</Type/Page/Parent 2 0 R>>\nendobj\n', 3)],
    ['a catalog', () => update('1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n', 1)],
    ['a second signature', () => update('5 0 obj\n<</FT/Sig/V 40 0 R>>\nendobj\n', 5)],
    [
      'more than certificates',
      (bytes) => Buffer.from(bytes.toString('latin1').replace('/Type/DSS', '/Type/DSS/X 1'), 'latin1'),
    ],
    ['half an update', (bytes) => bytes.subarray(0, bytes.length / 2)],
    [
      'a certificate that is none',
      (bytes) => Buffer.from(bytes.toString('latin1').replace('stream\n0', 'stream\nX'), 'latin1'),
    ],
    ['a changed update', (bytes) => Buffer.from(bytes.toString('latin1').replace(/\/Prev \d/, '/Prev 9'), 'latin1')],
  ])('is broken by %s', async (_what, change) => {
    const { pdf, update } = await longTerm();
    const report = checkSeal(Buffer.concat([pdf, change(update)]), trust);
    expect([report.state, codesOf(report, false)]).toEqual(['broken', ['after']]);
    expect(report.words).toContain('bytes were added after it was sealed');
  });
});

/** An update as any writer makes one. */
const update = (object: string, id: number): Buffer =>
  Buffer.from(`${object}xref\n${id} 1\n0000009999 00000 n \ntrailer\n<</Size 99>>\nstartxref\n9\n%%EOF\n`, 'latin1');

describe('A file without a seal', () => {
  it('is said to bear none, whatever it is', () => {
    expect(checkSeal(smallBase().bytes, NOBODY)).toMatchObject({ state: 'none', words: 'It bears no seal.' });
    expect(checkSeal(Buffer.alloc(0), NOBODY).state).toBe('none');
    expect(checkSeal(Buffer.from('no PDF'), NOBODY).state).toBe('none');
  });

  it('is not taken for one where it carries another signature', () => {
    const other = Buffer.from('<</Type/Sig/SubFilter/adbe.pkcs7.detached/ByteRange[0 1 2 3]>>');
    expect(checkSeal(other, NOBODY)).toMatchObject({ state: 'broken' });
  });
});
