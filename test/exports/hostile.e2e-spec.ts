import { existsSync } from 'node:fs';
import { appendFile, chmod, mkdir, readFile, rename, rm, symlink, truncate, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { manifestBytes, type Manifest } from '../../src/exports/manifest';
import type { FindingKind } from '../../src/exports/read/finding';
import { readExport } from '../../src/exports/read/read-export';
import { sha256 } from '../../src/kernel/digest';
import { readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { settledLog } from '../support/log';
import { signAll } from '../support/signing';
import { edit, exported, Place, reseal } from './fixtures/exported';

let house: House;
let place: Place;
let whole: string;
let count = 0;

beforeAll(async () => {
  house = await openHouse({ isTold: true });
  place = await Place.make();
  const { model, functionId } = await readyVersion(house);
  await signAll(house, 'claim', (await registered.claim(house, functionId)).id);
  await house.staff.patch(`/api/v1/models/${model.id}`).send({ name: 'Renamed', reason: 'It is' }).expect(200);
  await registered.file(house, 'loose.bin', Buffer.from('named by nobody'));
  whole = place.at('whole');
  await exported(house, whole);
});
afterAll(async () => {
  await place.remove();
  await house.close();
});

const copy = (): Promise<string> => place.copy(whole, `copy-${(count += 1)}`);
const kinds = async (folder: string): Promise<FindingKind[]> =>
  [...new Set((await readExport(folder)).findings.map(({ what }) => what))].sort();
const firstFile = async (folder: string): Promise<string> => {
  const { files } = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  return files.find(({ path }) => path.startsWith('files/sha256/'))!.path;
};
const digits = (text: string): string => text.replace('0.6339355852317361', '0.6339355852317369');
const remanifest = async (folder: string, change: (manifest: Manifest) => unknown): Promise<void> => {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  await writeFile(join(folder, 'manifest.json'), manifestBytes(change(manifest) as Manifest));
};

describe('A folder that was tampered with', () => {
  it.each<[string, FindingKind[], (folder: string) => Promise<unknown>]>([
    ['a file is gone', ['missing-bytes', 'missing-file'], async (at) => unlink(join(at, await firstFile(at)))],
    ['a table is gone', ['missing-file'], (at) => unlink(join(at, 'tables/models.csv'))],
    ['a file is more', ['extra-file'], (at) => writeFile(join(at, 'files/more.txt'), 'x')],
    ['the sums are gone', ['missing-file'], (at) => unlink(join(at, 'SHA256SUMS'))],
    ['the sums are others', ['sums-differ'], (at) => appendFile(join(at, 'SHA256SUMS'), '\n')],
    ['a digit is another', ['altered-file', 'altered-row'], (at) => edit(at, 'records/evidence.jsonl', digits)],
    [
      'a file is cut short',
      ['truncated-file'],
      async (at) =>
        chmod(join(at, await firstFile(at)), 0o600).then(async () => truncate(join(at, await firstFile(at)), 5)),
    ],
    [
      'rows are cut off in the middle',
      ['not-canonical', 'truncated-file'],
      (at) => truncate(join(at, 'records/version-transitions.jsonl'), 60),
    ],
    [
      'a file is a link',
      ['missing-file', 'not-a-file'],
      async (at) => {
        await rename(join(at, 'tables/models.csv'), place.at(`elsewhere-${count}`));
        await symlink(place.at(`elsewhere-${count}`), join(at, 'tables/models.csv'));
      },
    ],
    [
      'a folder is a link',
      ['missing-bytes', 'missing-file', 'not-a-file'],
      async (at) => {
        await rename(join(at, 'files'), place.at(`files-${count}`));
        await symlink(place.at(`files-${count}`), join(at, 'files'));
      },
    ],
  ])('is told: %s', async (_, expected, harm) => {
    const folder = await copy();
    await harm(folder);
    expect((await kinds(folder)).filter((kind) => kind !== 'wrong-count')).toEqual(expected);
  });

  it.each(['../outside', '/etc/passwd', 'files/../../x', 'a\\b', 'a\u0000b', '', 'files//x', './x', 'a\nb'])(
    'whose manifest names %j is told, and that is not opened',
    async (path) => {
      const folder = await copy();
      await remanifest(folder, (one) => ({ ...one, files: [...one.files, { path, size: 1, sha256: sha256('x') }] }));
      expect(await kinds(folder)).toEqual(['sums-differ', 'unsafe-path']);
    },
  );

  it('whose manifest names a file twice is told', async () => {
    const folder = await copy();
    await remanifest(folder, (one) => ({ ...one, files: [...one.files, one.files[0]] }));
    expect(await kinds(folder)).toEqual(['duplicate-path', 'sums-differ']);
  });

  it.each<[string, (manifest: Manifest) => unknown]>([
    ['of another edition', (one) => ({ ...one, schema: 'predicate/export/9' })],
    ['without its tables', (one) => Object.fromEntries(Object.entries(one).filter(([name]) => name !== 'nouns'))],
    ['with a count that is none', (one) => ({ ...one, nouns: one.nouns.map((noun) => ({ ...noun, rows: -1 })) })],
    ['that is a list', () => []],
  ])('whose manifest is one %s could not be looked at', async (_, change) => {
    const folder = await copy();
    await remanifest(folder, change);
    await expect(readExport(folder)).rejects.toThrow();
  });

  it('that is no export could not be looked at', async () => {
    await mkdir(place.at('empty'));
    await expect(readExport(place.at('empty'))).rejects.toThrow(/no manifest.json/);
    await expect(readExport(place.at('nowhere'))).rejects.toThrow(/no such folder/);
    await expect(readExport(join(whole, 'manifest.json'))).rejects.toThrow(/not a folder/);
    const folder = await copy();
    await writeFile(join(folder, 'manifest.json'), '{');
    await expect(readExport(folder)).rejects.toThrow(/not JSON/);
  });
});

/** All but the log could be made anew by somebody who knows how; what the trail says of rows still tells. */
describe('A folder that was tampered with and sealed anew', () => {
  const tamper: readonly [string, FindingKind[], string, (text: string) => string][] = [
    ['a digit is another', ['altered-row'], 'records/evidence.jsonl', digits],
    ['a row is gone', ['missing-row'], 'records/claims.jsonl', (text) => text],
    ['a row is there twice', ['duplicate-row', 'untold-row'], 'records/models.jsonl', (text) => text + text],
    [
      'rows are in another order',
      ['wrong-order'],
      'records/stored-files.jsonl',
      (text) => `${text.trimEnd().split('\n').reverse().join('\n')}\n`,
    ],
    [
      'a row is spelled otherwise',
      ['altered-row', 'not-canonical'],
      'records/models.jsonl',
      (text) => text.replace(',', ', '),
    ],
    [
      'an event is another',
      ['altered-event'],
      'records/audit-events.jsonl',
      (text) => text.replace('"reason":"It is"', '"reason":"Not so"'),
    ],
    [
      'a row has a member more',
      ['altered-row', 'wrong-columns'],
      'records/models.jsonl',
      (text) => text.replace('"revision":2}', '"revision":2,"zzz":1}'),
    ],
    [
      'a signature is of another text',
      ['altered-row', 'signature-differs'],
      'records/signatures.jsonl',
      (text) => text.replace('I approve', 'I have approved'),
    ],
    [
      'a snapshot of the past is another',
      ['altered-row'],
      'records/record-revisions.jsonl',
      (text) => text.replace('"country":"US"', '"country":"DE"'),
    ],
    [
      'a reference leads nowhere',
      ['altered-row', 'dangling-reference'],
      'records/evidence-files.jsonl',
      (text) => text.replace(/("evidenceId":")[0-9a-f]{8}/, '$1ffffffff'),
    ],
  ];

  it.each(tamper.filter(([name]) => name !== 'a row is gone'))('is told: %s', async (_, expected, path, change) => {
    const folder = await copy();
    const before = await readFile(join(folder, path), 'utf8');
    await edit(folder, path, change);
    expect(await readFile(join(folder, path), 'utf8')).not.toBe(before);
    await reseal(folder);
    expect(await kinds(folder)).toEqual(expected);
  });

  it('is told: a row is gone, or a whole table', async () => {
    const folder = await copy();
    await edit(folder, 'records/stored-files.jsonl', (text) => text.split('\n').slice(1).join('\n'));
    await reseal(folder);
    expect(await kinds(folder)).toEqual(expect.arrayContaining(['missing-row']));
    const other = await copy();
    await rm(join(other, 'records/evidence.jsonl'));
    await reseal(other, (one) => ({ ...one, nouns: one.nouns.filter(({ table }) => table !== 'evidence') }));
    expect(await kinds(other)).toEqual(['missing-row']);
  });

  it('is told: the bytes of a file are gone, or are others under their name', async () => {
    const folder = await copy();
    const path = await firstFile(folder);
    await unlink(join(folder, path));
    await reseal(folder);
    expect(await kinds(folder)).toEqual(['missing-bytes']);
    await writeFile(join(folder, path), 'others');
    await reseal(folder, (one) => ({ ...one, files: [...one.files, { path, size: 0, sha256: '' }] }));
    expect(await kinds(folder)).toEqual(['altered-file', 'extra-file', 'missing-bytes']);
  });
});

describe('An export that has the log', () => {
  let logged: House;
  let from: string;
  beforeAll(async () => {
    logged = await openHouse({ isLogged: true, isTold: true });
    for (let made = 0; made < 5; made += 1) await registered.organization(logged);
    await settledLog(logged.database.superuser);
    from = place.at('logged');
    await exported(logged, from);
  });
  afterAll(() => logged.close());

  const harmed = async (file: string, change: (text: string) => string): Promise<string> => {
    const folder = await place.copy(from, `logged-${(count += 1)}`);
    await edit(folder, `records/${file}.jsonl`, change);
    await reseal(folder);
    return folder;
  };
  const OTHER = Buffer.alloc(32, 7).toString('base64');

  it('is held to it: each event to its leaf, and the leaves to the signed root', async () => {
    const reading = await readExport(from);
    expect(reading.findings).toEqual([]);
    expect(reading.words.join('\n')).toMatch(/The log has 27 leaves and \d+ signed heads/);
  });

  it.each<[string, string, (text: string) => string]>([
    ['a leaf is another', 'log-leaves', (text) => text.replace(/"leaf":"[^"]+"/, `"leaf":"${OTHER}"`)],
    ['the root is another', 'log-checkpoints', (text) => text.replaceAll(/"root":"[^"]+"/g, `"root":"${OTHER}"`)],
    ['the head is of more leaves than there are', 'log-checkpoints', (text) => text.replaceAll(/27(?=\\n|")/g, '29')],
  ])('is told when %s', async (_, file, change) => {
    expect(await kinds(await harmed(file, change))).toContain('log-differs');
  });
});

it('Bytes that the store lost are a fault of the export, which is told and not hidden', async () => {
  const { sha256: digest } = await registered.file(house, 'lost.bin', Buffer.from('soon lost'));
  await rm(join(house.storeDir, 'sha256', digest.slice(0, 2), digest), { force: true });
  const folder = place.at('lossy');
  const { manifest } = await exported(house, folder);
  expect(manifest.faults.map((one) => one.sha256)).toEqual([digest]);
  expect(existsSync(join(folder, 'README.txt'))).toBe(true);
  expect(await readFile(join(folder, 'README.txt'), 'utf8')).toContain('NOT COMPLETE');
  expect(await kinds(folder)).toEqual(['incomplete']);
});
