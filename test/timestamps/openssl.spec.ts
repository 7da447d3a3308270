import 'reflect-metadata';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trustAnchorsIn } from '../../src/timestamps/certificate-chain';
import { timestampQuery } from '../../src/timestamps/timestamp-query';
import { tokenInReply } from '../../src/timestamps/timestamp-reply';
import { verifyTimestamp } from '../../src/timestamps/verify-timestamp';
import { issue, type Issued, pemOf } from '../support/certificates';
import { TestAuthority } from '../support/timestamp-authority';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const where = hasOpenssl ? describe : describe.skip;
if (!hasOpenssl) process.stderr.write('openssl is not installed: time stamps are not compared with it\n');

where.each(['rsa', 'ec'] as const)('openssl ts, with keys of %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'predicate-openssl-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): string =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString();
  const [bytes, nonce] = [Buffer.from('a checkpoint\n'), randomBytes(16)];
  const sha256 = createHash('sha256').update(bytes).digest();
  let root: Issued;
  let signer: Issued;
  beforeAll(async () => {
    root = await issue('Root', { kind, isCa: true });
    signer = await issue('Signer', { kind, issuer: root });
    writeFileSync(at('ca.pem'), pemOf(root));
    writeFileSync(at('signer.pem'), pemOf(signer));
    writeFileSync(at('key.pem'), signer.key.export({ format: 'pem', type: 'pkcs8' }));
    writeFileSync(at('data'), bytes);
    writeFileSync(at('query.tsq'), timestampQuery({ sha256, nonce, policy: null }));
    writeFileSync(at('serial'), '01\n');
    const config = [
      'serial = serial',
      'default_policy = 1.2.3.4',
      'digests = sha256, sha384, sha512',
      'signer_digest = sha256',
    ];
    writeFileSync(
      at('ts.cnf'),
      `[tsa]\ndefault_tsa = own\n[own]\n${config.join('\n')}\naccuracy = secs:1\ness_cert_id_alg = sha256\n`,
    );
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('verifies the stamps of our authority, as a reply and as a token', () => {
    const reply = new TestAuthority(signer).reply(readFileSync(at('query.tsq')));
    writeFileSync(at('reply.tsr'), reply);
    writeFileSync(at('token.tst'), tokenInReply(reply));
    expect(openssl('ts', '-verify', '-queryfile', 'query.tsq', '-in', 'reply.tsr', '-CAfile', 'ca.pem')).toContain(
      'OK',
    );
    expect(openssl('ts', '-verify', '-data', 'data', '-token_in', '-in', 'token.tst', '-CAfile', 'ca.pem')).toContain(
      'OK',
    );
    writeFileSync(at('data2'), 'another');
    expect(() =>
      openssl('ts', '-verify', '-data', 'data2', '-token_in', '-in', 'token.tst', '-CAfile', 'ca.pem'),
    ).toThrow();
  });

  it('makes stamps that we verify, in answer to our query', () => {
    const files = ['-queryfile', 'query.tsq', '-signer', 'signer.pem', '-inkey', 'key.pem'];
    openssl('ts', '-reply', ...files, '-config', 'ts.cnf', '-out', 'theirs.tsr');
    const token = tokenInReply(readFileSync(at('theirs.tsr')));
    const [from, to] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
    const anchors = trustAnchorsIn(pemOf(root));
    const stamp = verifyTimestamp(token, { sha256, anchors, asked: { nonce, policy: null, from, to } });
    expect(stamp).toMatchObject({ policy: '1.2.3.4', accuracyMs: 1000 });
    expect(stamp.chain).toHaveLength(2);
    expect(() => verifyTimestamp(token, { sha256: Buffer.alloc(32), anchors })).toThrow('of other bytes');
  });
});
