import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Child } from '../database/embedded/fixtures/child';

jest.setTimeout(120_000);

const KILLS = 32;

describe('the content store in a folder', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'predicate-store-'));
  });

  afterEach(() => rmSync(root, { recursive: true, force: true }));

  it('keeps every acknowledged file and shows no wrong one, whenever it is killed', async () => {
    const acknowledged: string[] = [];
    const killOne = async (): Promise<void> => {
      const child = new Child(join(__dirname, 'fixtures', 'put-for-ever.ts'), [root]);
      await child.line();
      await sleep(Math.random() * 60);
      await child.end('SIGKILL');
      acknowledged.push(...child.lines);
    };
    for (let kill = 0; kill < KILLS; kill += 2) await Promise.all([killOne(), killOne()]);
    const visible = visibleFiles(root);
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
    expect(acknowledged.filter((sha256) => !visible.has(sha256))).toEqual([]);
    expect([...visible].filter(([sha256, path]) => sha256 !== digestOf(path))).toEqual([]);
  });

  it('needs no more memory for large content than for small', async () => {
    const bytes = 300 * 1024 * 1024;
    const child = new Child(join(__dirname, 'fixtures', 'put-and-read-large.ts'), [root, `${bytes}`]);
    const needed = JSON.parse(await child.line()) as { size: number; read: number; megabytes: number; grownBy: number };
    await child.end('SIGTERM');
    expect(needed).toMatchObject({ size: bytes, read: bytes });
    expect(needed.megabytes).toBeLessThan(150);
    expect(needed.grownBy).toBeLessThan(60);
  });
});

/** Address and path of all that a reader could be given. */
function visibleFiles(root: string): Map<string, string> {
  const above = join(root, 'sha256');
  if (!existsSync(above)) return new Map();
  return new Map(
    readdirSync(above).flatMap((two) =>
      readdirSync(join(above, two)).map((sha256) => [sha256, join(above, two, sha256)] as const),
    ),
  );
}

const digestOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
