import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentSigner } from '../../../src/dossiers/seal/development-certificate';
import { openFileSigner } from '../../../src/dossiers/seal/file-signer';
import { openSeal, recordedSeal, sealWarning } from '../../../src/dossiers/seal/seal-ground';
import { isDevelopment, requireSealing } from '../../../src/dossiers/seal/seal-certificate';
import { type Issued, issue, pemOf } from '../../support/certificates';
import { SEALED_AT, sealers } from './sealed';

let folder: string;
let [root, own]: Issued[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'predicate-seal-'));
  ({ root, own } = await sealers());
});
afterAll(() => rm(folder, { recursive: true }));

const pemOfKey = ({ key }: Pick<Issued, 'key'>): string => String(key.export({ type: 'pkcs8', format: 'pem' }));
const clock = { now: () => SEALED_AT };

/** Writes a key with mode 0600 and a chain, and gives where they are. */
async function files(key: string, chain: string): Promise<[string, string]> {
  const [keyFile, chainFile] = [join(folder, 'seal.key'), join(folder, 'seal.pem')];
  await writeFile(keyFile, key);
  await chmod(keyFile, 0o600);
  await writeFile(chainFile, chain);
  return [keyFile, chainFile];
}
const opened = async (key: string, chain: string) => openFileSigner(...(await files(key, chain)));

describe('A key of seals in a file', () => {
  it('is read with its certificate and those above it', async () => {
    const signer = await opened(pemOfKey(own), pemOf(own) + pemOf(root));
    expect(signer.chain.map(({ subject }) => subject.split('\n')[0])).toEqual(['CN=Example Seal ec', 'CN=Seal Root']);
    expect([signer.isDevelopment, signer.algorithm.name]).toEqual([false, 'ECDSA P-256 with SHA-256']);
  });

  it('is refused where it, or its certificate, is missing', async () => {
    const [key, chain] = await files(pemOfKey(own), pemOf(own));
    await expect(openFileSigner(`${key}.not`, chain)).rejects.toThrow('seal.key.not cannot be read (ENOENT)');
    await expect(openFileSigner(key, `${chain}.not`)).rejects.toThrow('seal.pem.not cannot be read (ENOENT)');
    await expect(opened(pemOfKey(own), 'no certificate')).rejects.toThrow('It holds no certificate in PEM');
    await expect(opened('no key', pemOf(own))).rejects.toThrow('holds no private key in PEM');
  });

  it('is refused where others may read it, without a word of it', async () => {
    const [key, chain] = await files(pemOfKey(own), pemOf(own));
    for (const mode of [0o640, 0o604, 0o644]) {
      await chmod(key, mode);
      await expect(openFileSigner(key, chain)).rejects.toThrow(
        'can be read by others: whoever has it can seal anything',
      );
    }
  });

  it('is refused where it and the certificate do not belong together, or the chain is none', async () => {
    const other = await issue('Other Seal', { issuer: root, purposes: [] });
    await expect(opened(pemOfKey(other), pemOf(own))).rejects.toThrow('is not that of the key');
    await expect(opened(pemOfKey(own), pemOf(root) + pemOf(own))).rejects.toThrow('is not that of the key');
    await expect(opened(pemOfKey(own), pemOf(own) + pemOf(other))).rejects.toThrow('did not issue');
  });

  it('is refused where it is weak, of another kind, or may not sign', async () => {
    const weak = await issue('Weak Seal', { kind: 'small-rsa', issuer: root, purposes: [] });
    await expect(opened(pemOfKey(weak), pemOf(weak))).rejects.toThrow('The RSA key has 1024 bits');
    const ed25519 = generateKeyPairSync('ed25519').privateKey;
    await expect(opened(pemOfKey({ key: ed25519 }), pemOf(own))).rejects.toThrow('neither RSA nor on the curve');
    const agreement = await issue('Agreeing', { issuer: root, purposes: [], usages: 8 });
    await expect(opened(pemOfKey(agreement), pemOf(agreement))).rejects.toThrow('may not sign documents');
  });

  it('is named with its variable when a service starts with a wrong one', async () => {
    const [key, certificate] = await files('no key', pemOf(own));
    const config = { files: { key, certificate }, authority: null, isStampRequired: true };
    await expect(openSeal(config, join(folder, 'none.pem'), clock)).rejects.toThrow('PREDICATE_SEAL_KEY_FILE: ');
  });
});

describe('A development certificate', () => {
  const config = { files: null, authority: null, isStampRequired: true };

  it('is made once, by whoever comes first, and kept closed', async () => {
    const file = join(folder, 'keys', 'seal-development.pem');
    const signers = await Promise.all([1, 2, 3].map(() => developmentSigner(file, SEALED_AT)));
    const again = (await openSeal(config, file, clock)).signer;
    const digests = [...signers, again].map(({ chain }) => chain[0].fingerprint256);
    expect(new Set(digests).size).toBe(1);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'keys'))).mode & 0o777).toBe(0o700);
    expect(createPrivateKey(await readFile(file, 'utf8')).asymmetricKeyType).toBe('ec');
  });

  it('says what it is, in its name and in what is told of it', async () => {
    const ground = await openSeal(config, join(folder, 'one.pem'), clock);
    const [certificate] = ground.signer.chain;
    expect([isDevelopment(certificate), ground.signer.isDevelopment]).toEqual([true, true]);
    expect(() => requireSealing([certificate])).not.toThrow();
    expect(recordedSeal(ground)).toMatchObject({
      ...{ development: true, timestampAuthority: null, notAfter: '2036-11-30T09:21:06.000Z' },
      subject: 'CN=Predicate development certificate, OU=Made by the program for itself: nobody vouches for it',
    });
    expect(isDevelopment((await sealers()).own.certificate as never)).toBe(false);
  });

  it('is refused, and not made anew, where its file is damaged', async () => {
    const file = join(folder, 'damaged.pem');
    await writeFile(file, 'nothing', { mode: 0o600 });
    await expect(developmentSigner(file, SEALED_AT)).rejects.toThrow('holds no private key');
    expect(await readFile(file, 'utf8')).toBe('nothing');
  });

  it('is warned of before it runs out, and when it did', async () => {
    const ground = await openSeal(config, join(folder, 'two.pem'), clock);
    expect(sealWarning(ground, SEALED_AT)).toEqual([]);
    expect(sealWarning(ground, new Date('2036-11-10T09:21:06Z'))).toEqual([
      'The certificate of seals runs out in 20 days',
    ]);
    expect(sealWarning(ground, new Date('2037-01-01'))[0]).toMatch(/ran out on 2036-11-30: no dossier is issued/);
  });
});
