import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyLog } from '../../src/audit-trail/verify/verify-log';
import { trustOf } from '../../src/cli/audit-trust';
import { auditWords } from '../../src/cli/audit-words';
import { trustAnchorsIn } from '../../src/timestamps/certificate-chain';
import { KEYS, KeptSource } from '../audit-trail/verify/kept-source';
import { issue, pemOf } from '../support/certificates';
import { TestAuthority } from '../support/timestamp-authority';

const GIVEN = { key: [], witness: [], held: [] };
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('what is brought to a verification', () => {
  it('are certificates of an authority, copies of checkpoints, and the time stamps beside them', async () => {
    const pem = pemOf(await issue('Root', { isCa: true }));
    writeFileSync(join(folder, 'ca.pem'), pem);
    writeFileSync(join(folder, '0000000000000007.checkpoint'), 'seven');
    writeFileSync(join(folder, '0000000000000007.tst'), 'stamp of seven');
    writeFileSync(join(folder, '0000000000000009.checkpoint'), 'nine');
    writeFileSync(join(folder, 'latest'), 'nine');
    const { held, authorities } = await trustOf({ ...GIVEN, anchors: folder, tsaCa: join(folder, 'ca.pem') }, false);
    expect(held).toEqual([
      { holder: '0000000000000007.checkpoint', note: 'seven', stamp: Buffer.from('stamp of seven') },
      { holder: '0000000000000009.checkpoint', note: 'nine' },
    ]);
    expect(authorities?.map(({ raw }) => raw)).toEqual(trustAnchorsIn(pem).map(({ raw }) => raw));
  });

  it('is nobody who is trusted for time stamps, where nobody is named', async () => {
    expect(await trustOf(GIVEN, false)).toEqual({ log: [], witnesses: [], held: [], authorities: null });
    await expect(trustOf({ ...GIVEN, tsaCa: join(folder, 'latest') }, false)).rejects.toThrow('no certificate');
  });
});

describe('the words of a verification', () => {
  const log = new KeptSource().append(5);
  let root: Awaited<ReturnType<typeof issue>>;
  const words = async (authorities: ReturnType<typeof trustAnchorsIn> | null): Promise<string> =>
    auditWords(await verifyLog(log, { ...KEYS, authorities }), 'the key that was given').join('\n');
  beforeAll(async () => {
    root = await issue('Root', { isCa: true });
    log.sign();
    log.append(2).sign();
  });

  it('say that the log is not stamped, then how many of its checkpoints are, until when and by whom', async () => {
    expect(await words(null)).toContain('Not time-stamped: no checkpoint has a time stamp that holds');
    log.stamp(new TestAuthority(await issue('Signer', { issuer: root })));
    const said =
      'Time-stamped: 1 of 2 checkpoints, the last of size 7 at 2026-11-30T12:00:00.000Z, by CN=Signer, O=Predicate tests';
    expect(await words(trustAnchorsIn(pemOf(root)))).toContain(`${said}.`);
  });

  it('claim nothing of an authority that could not be checked', async () => {
    expect(await words(null)).toMatch(/by CN=Signer, O=Predicate tests, as the stamps say\.\nNOT CHECKED: .*--tsa-ca/);
  });

  it('name the kind and the checkpoint of the first fault', async () => {
    const strangers = trustAnchorsIn(pemOf(await issue('Other', { isCa: true })));
    expect(await words(strangers)).toContain('FAILS  timestamp-authority, checkpoint of size 7: ');
  });
});
