import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Check } from '../../src/dossiers/verify/verdict';
import { IS_FULL } from './scale';

jest.setTimeout(600_000);

const MB = 1 << 20;
/** In full, one file for which 32 bits do not suffice, and one behind it whose place they cannot say. */
const SIZES = IS_FULL ? [4400, 720] : [80, 20];
const TOTAL = SIZES.reduce((sum, size) => sum + size, 0) * MB;

const folder = mkdtempSync(join(tmpdir(), 'large-bundle-'));
const { bavail, bsize } = statfsSync(folder);
const isRoom = bavail * bsize > 1.2 * TOTAL;
if (!isRoom) console.warn(`SKIPPED: a bundle of ${TOTAL / MB} MiB needs more room in ${tmpdir()} than there is`);

interface Said {
  readonly grown: number;
  readonly grownToo: number;
  readonly checks: readonly Check[];
  readonly files: number;
}

(isRoom ? describe : describe.skip)(`A bundle of ${TOTAL / MB} MiB`, () => {
  const target = join(folder, 'bundle.zip');
  let said: Said;
  beforeAll(() => {
    const child = join(__dirname, 'fixtures/large-bundle.cjs');
    const out = execFileSync(process.execPath, [child, target, ...SIZES.map(String)], { encoding: 'utf8' });
    said = JSON.parse(out) as Said;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is written and verified while little of it is held', () => {
    expect(statSync(target).size).toBeGreaterThan(TOTAL);
    expect(said.grown).toBeLessThan(120 * MB);
    expect(said.grownToo).toBeLessThan(200 * MB);
  });

  it('is found to hold what its manifest says', () => {
    const detail = `${said.files - 2} files of the bundle have the digests of its manifest`;
    expect(said.checks).toContainEqual({ check: 'bundle', holds: true, detail });
  });

  const unzip = spawnSync('unzip', ['-v'], { encoding: 'utf8' });
  const isThere = unzip.status === 0 && unzip.stdout.includes('ZIP64');
  if (!isThere) console.warn('SKIPPED: no unzip that knows ZIP64 is installed');
  (isThere ? it : it.skip)('is whole in the eyes of unzip', () => {
    const { status, stdout } = spawnSync('unzip', ['-tqq', target], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, '']);
  });
});
