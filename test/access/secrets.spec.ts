import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundedQueue } from '../../src/access/credentials/bounded-queue';
import { sealed, unsealed } from '../../src/access/credentials/sealed-secret';
import { secretsKeyOf } from '../../src/access/credentials/secrets-key';
import { codeAt, shown, stepOf } from '../../src/access/credentials/totp.rules';

describe('A sealed secret', () => {
  const [key, secret] = [randomBytes(32), randomBytes(20)];

  it('is read again under its key, for its row', () => {
    expect(unsealed(key, 'one', sealed(key, 'one', secret))).toEqual(secret);
    expect(sealed(key, 'one', secret)).not.toBe(sealed(key, 'one', secret));
  });

  it('opens nothing for another row, under another key, or when a bit of it is another', () => {
    const text = sealed(key, 'one', secret);
    expect(unsealed(key, 'two', text)).toBeNull();
    expect(unsealed(randomBytes(32), 'one', text)).toBeNull();
    expect(unsealed(key, 'one', '')).toBeNull();
    const bytes = Buffer.from(text, 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at] ^= 1;
      expect(unsealed(key, 'one', flipped.toString('base64url'))).toBeNull();
    }
  });
});

describe('The key of secrets', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'predicate-key-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is made once, for nobody else to read, and is the same for all that start at one moment', async () => {
    const file = join(folder, 'keys', 'secrets.key');
    const made = await Promise.all(Array.from({ length: 8 }, () => secretsKeyOf(file)));
    expect(new Set(made.map((one) => one.toString('hex'))).size).toBe(1);
    expect(made[0]).toEqual(await readFile(file));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'keys'))).toEqual(['secrets.key']);
  });

  it('is not taken from a file that holds none, nor replaced there', async () => {
    const file = join(folder, 'secrets.key');
    await writeFile(file, 'canary');
    const told = await secretsKeyOf(file).catch((error: Error) => error.message);
    expect(told).toMatch(/holds no key of 32 bytes: restore it/);
    expect(told).not.toContain('canary');
    expect(await readFile(file, 'utf8')).toBe('canary');
  });
});

describe('A one-time code', () => {
  /** RFC 6238 appendix B: the secret of its table, and the last six of its eight digits. */
  const published = Buffer.from('12345678901234567890');

  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [1_234_567_890, '005924', 41_152_263],
    [20_000_000_000, '353130', 666_666_666],
  ])('is that of RFC 6238 at %i s', (seconds, code, step) => {
    expect(stepOf(published, code, new Date(seconds * 1000))).toBe(step);
  });

  it('is of the step before and the one after as well, and of no other', () => {
    const [now, base32] = [new Date('2026-11-24T10:00:10Z'), shown(published, 'Somebody').secret];
    const step = Math.floor(now.getTime() / 30_000);
    const of = (off: number) => stepOf(published, codeAt(base32, new Date(now.getTime() + off * 30_000)), now);
    expect([-2, -1, 0, 1, 2].map(of)).toEqual([null, step - 1, step, step + 1, null]);
  });

  it('is told with its secret as apps read it', () => {
    expect(shown(published, 'Somebody').uri).toMatch(
      /^otpauth:\/\/totp\/Predicate:Somebody\?issuer=Predicate&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&algorithm=SHA1&digits=6&period=30$/,
    );
  });
});

describe('A bounded queue', () => {
  it('runs so much at once and in turn, lets so much wait, and refuses the rest for now', async () => {
    const queue = new BoundedQueue(2, 3);
    let [running, most] = [0, 0];
    const order: number[] = [];
    const work = (at: number) => async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      order.push(at);
      if (at === 1) throw new Error('It failed');
    };
    const outcomes = await Promise.allSettled([0, 1, 2, 3, 4, 5].map((at) => queue.run(work(at))));
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(outcomes[1]).toMatchObject({ reason: { message: 'It failed' } });
    expect(outcomes[5]).toMatchObject({ reason: { type: 'busy', headers: { 'retry-after': '2' } } });
    await expect(queue.run(() => Promise.resolve('free again'))).resolves.toBe('free again');
  });
});
