import { verify } from '@node-rs/argon2';
import { readdirSync, readFileSync } from 'node:fs';
import { HashingThread } from '../../src/access/credentials/hashing-thread';

const thread = new HashingThread({ memoryCost: 256, timeCost: 1, parallelism: 1 });
afterAll(() => thread.end());

/** The niceness of every thread of this process (proc_pid_stat(5), field 19). */
const nicenesses = (): number[] =>
  readdirSync('/proc/self/task').map((task) => {
    const text = readFileSync(`/proc/self/task/${task}/stat`, 'utf8');
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[16]);
  });

describe('A thread that hashes passwords', () => {
  it('makes argon2id hashes of the cost that it was given, and compares with them', async () => {
    const kept = await thread.hash('correct horse battery');
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=256,t=1,p=1\$/);
    expect(await verify(kept, 'correct horse battery')).toBe(true);
    expect(await Promise.all(['correct horse battery', 'wrong'].map((one) => thread.verify(kept, one)))).toEqual([
      true,
      false,
    ]);
  });

  it('says that a hash is none, and goes on', async () => {
    const [none, kept] = [thread.verify('no hash', 'any'), thread.hash('any')];
    await expect(none).rejects.toThrow(/^A password could not be hashed: /);
    expect(await thread.verify(await kept, 'any')).toBe(true);
  });

  it('fails what is under way when it ends, and begins anew with the next', async () => {
    const [first, second] = [thread.hash('any'), thread.hash('any')].map((one) => one.then(String, String));
    await thread.end();
    expect(await first).toMatch(/argon2id|ended with/);
    expect(await second).toMatch(/argon2id|ended with/);
    expect(await thread.hash('any')).toMatch(/^\$argon2id/);
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;
  onLinux('comes after everybody else, and only it does', async () => {
    await thread.hash('any');
    const found = nicenesses();
    expect(found.filter((niceness) => niceness === 10)).toHaveLength(1);
    expect(found.filter((niceness) => niceness === 0).length).toBe(found.length - 1);
  });
});
