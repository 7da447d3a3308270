import { unzipSync } from 'fflate';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BundleManifest } from '../../../src/dossiers/bundle/bundle-manifest';
import { sha256 } from '../../../src/kernel/digest';
import { readyVersion } from '../../support/given';
import { type House, openHouse } from '../../support/house';
import { signWhole } from '../../support/signing';

jest.setTimeout(180_000);

let house: House;
let dossier: { id: string; code: string; sha256: string; recordSha256: string };
beforeAll(async () => {
  house = await openHouse();
  dossier = await issued();
});
afterAll(() => house.close());

async function issued(): Promise<typeof dossier> {
  const {
    version: { id: versionId },
  } = await readyVersion(house);
  await signWhole(house, versionId);
  const { body } = await house.staff.post(`/api/v1/versions/${versionId}/dossiers`).send({}).expect(202);
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
    const { body: job } = await house.staff.get((body as { href: string }).href).expect(200);
    const { state, dossierId } = job as { state: string; dossierId: string };
    if (state === 'done') return (await house.staff.get(`/api/v1/dossiers/${dossierId}`).expect(200)).body as never;
    if (state === 'failed') throw new Error(JSON.stringify(job));
  }
  throw new Error('No dossier came of it');
}

function asBuffer(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}

const bundle = () => house.staff.get(`/api/v1/dossiers/${dossier.id}/bundle`).buffer(true).parse(asBuffer);

describe('The bundle of a dossier', () => {
  it('comes as a ZIP of known length, each time the same, with the very PDF that was issued', async () => {
    const { body, headers } = await bundle().expect(200).expect('content-type', 'application/zip');
    const archive = body as Buffer;
    expect(headers['content-length']).toBe(String(archive.length));
    expect(headers['content-disposition']).toBe(`attachment; filename="${dossier.code}.zip"`);
    const files = unzipSync(archive);
    expect(sha256(files[`${dossier.code}/${dossier.code}.pdf`])).toBe(dossier.sha256);
    expect(sha256(files[`${dossier.code}/record.json`])).toBe(dossier.recordSha256);
    const manifest = JSON.parse(Buffer.from(files[`${dossier.code}/manifest.json`]).toString()) as BundleManifest;
    expect(manifest.absent).toEqual([]);
    expect(manifest.files.filter(({ path }) => /^7-evidence\/EV-\d+-/.test(path))).toHaveLength(1);
    expect(((await bundle().expect(200)).body as Buffer).equals(archive)).toBe(true);
  });

  it('is verified by everybody as the PDF is, and found out where a file in it is another', async () => {
    const archive = (await bundle().expect(200)).body as Buffer;
    const verify = (bytes: Buffer) =>
      house.anybody.post('/api/v1/verifications').set('content-type', 'application/zip').send(bytes);
    const { body } = await verify(archive).expect(200);
    expect(body).toMatchObject({ verdict: 'unchanged', sha256: dossier.sha256, recordSha256: dossier.recordSha256 });
    expect((body as { checks: { check: string; holds: boolean }[] }).checks[0]).toMatchObject({
      check: 'bundle',
      holds: true,
    });
    const at = archive.indexOf('WHAT IS IN IT');
    const changed = Buffer.concat([archive.subarray(0, at), Buffer.from('w'), archive.subarray(at + 1)]);
    const { body: found } = await verify(changed).expect(200);
    expect(found).toMatchObject({ verdict: 'altered' });
    expect((found as { words: string }).words).toContain('README.txt has another digest than the manifest says');
    await verify(archive.subarray(0, -30))
      .expect(422)
      .expect(/cut off on its way/);
  });

  it('is refused to who may not read the dossier, and leads to it from its page', async () => {
    await house.anybody.get(`/api/v1/dossiers/${dossier.id}/bundle`).expect(401);
    await house.staff.get('/api/v1/dossiers/0190a000-0000-7000-8000-0000000000ff/bundle').expect(404);
  });
});
