import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { readAttachments } from '../../src/dossiers/pdf/read-attachments';
import { disclosedIn } from '../../src/dossiers/editions/disclosure';
import { sha256 } from '../../src/kernel/digest';
import { readyVersion, type Answer } from '../support/given';
import { type House, openHouse } from '../support/house';
import { signWhole } from '../support/signing';
import { Parsed } from './pdf/parsed';

interface Rendition extends Answer {
  readonly kind: string;
  readonly sha256: string;
  readonly pages: number;
  readonly withheld: number;
  readonly rules: readonly { class: string }[];
  readonly pdf: string;
  readonly href: string;
}

interface Carried {
  readonly withheld: readonly { number: number; pointer: string; digest: string; reason: string }[];
  readonly record: { dossier: { issuedBy: string }; evidence: { performedBy: string }[] };
}

let house: House;
let dossier: Answer & { sha256: string; recordSha256: string; code: string };

beforeAll(async () => {
  house = await openHouse();
  const { version } = await readyVersion(house);
  await signWhole(house, version.id);
  dossier = await issued(version.id);
});
afterAll(() => house.close());

async function issued(versionId: string, template = 'fda-samd'): Promise<typeof dossier> {
  const asked = await house.staff.post(`/api/v1/versions/${versionId}/dossiers`).send({ template }).expect(202);
  const { href } = asked.body as { href: string };
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(50)) {
    const { body } = (await house.staff.get(href).expect(200)) as unknown as { body: Record<string, string> };
    if (body.state === 'failed') throw new Error(JSON.stringify(body.problem));
    if (body.state !== 'done') continue;
    return (await house.staff.get(`/api/v1/dossiers/${body.dossierId}`).expect(200)).body as typeof dossier;
  }
  throw new Error('The dossier is not issued after a minute');
}

function asBuffer(response: unknown, done: (error: Error | null, body: unknown) => void): void {
  const chunks: Buffer[] = [];
  const stream = response as NodeJS.ReadableStream;
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('end', () => done(null, Buffer.concat(chunks)));
}

const binary = async (path: string): Promise<Buffer> =>
  (await house.staff.get(path).buffer(true).parse(asBuffer).expect(200).expect('content-type', 'application/pdf'))
    .body as Buffer;

const make = async (input: object): Promise<Rendition> =>
  (await house.staff.post(`/api/v1/dossiers/${dossier.id}/renditions`).send(input).expect(201)).body as Rendition;

const carriedIn = (pdf: Buffer): Carried => JSON.parse(String(readAttachments(pdf)[0].bytes)) as Carried;

describe('A flat copy of a dossier', () => {
  it('is made from the stored PDF, kept under its digest, marked on every page, and told in the trail of the dossier', async () => {
    const copy = await make({ kind: 'flat', reason: 'The portal takes no attachments' });
    const bytes = await binary(copy.pdf);
    expect(copy).toMatchObject({ kind: 'flat', sha256: sha256(bytes), withheld: 0, policy: null, rules: [] });
    const pdf = await Parsed.open(bytes);
    expect(pdf.pages).toBe(copy.pages);
    for (let page = 1; page <= pdf.pages; page += 1) expect(await pdf.text(page)).toContain('COPY');
    expect((await pdf.text(1)).replace(/\s/g, '')).toContain(dossier.sha256);
    expect(() => readAttachments(bytes)).toThrow('no files');
    const [event] = (await house.auditEvents('dossier.rendered')).slice(-1);
    expect(event).toMatchObject({
      subject_type: 'dossier',
      subject_id: dossier.id,
      reason: 'The portal takes no attachments',
    });
    expect((await house.staff.get(copy.href).expect(200)).body).toEqual(copy);
  });

  it('has the same bytes when it is made again', async () => {
    expect((await make({ kind: 'flat' })).sha256).toBe((await make({ kind: 'flat' })).sha256);
  });

  it('withholds nothing, and is no dossier for who verifies', async () => {
    const wrong = await house.staff
      .post(`/api/v1/dossiers/${dossier.id}/renditions`)
      .send({ kind: 'flat', policy: 'people' })
      .expect(422);
    expect(wrong.body).toMatchObject({ errors: [{ pointer: '/kind' }] });
    const copy = await binary((await make({ kind: 'flat' })).pdf);
    const verdict = await house.anybody.post('/api/v1/verifications').set('content-type', 'application/pdf').send(copy);
    expect([400, 415, 422]).toContain(verdict.status);
  });
});

describe('A redacted edition of a dossier', () => {
  it('withholds what its policy names, each with a digest that the disclosure opens', async () => {
    const edition = await make({ kind: 'redacted', policy: 'people' });
    const pdf = await binary(edition.pdf);
    const { withheld, record } = carriedIn(pdf);
    expect(edition).toMatchObject({ sha256: sha256(pdf), policy: 'people', withheld: withheld.length });
    expect(record.dossier.issuedBy).toMatch(/^\[withheld \d+\]$/);
    const { body } = await house.staff.get(`${edition.href}/disclosures`).expect(200);
    const { disclosures } = body as { disclosures: { pointer: string; disclosure: string }[] };
    const issuer = disclosures.find(({ pointer }) => pointer === '/dossier/issuedBy');
    const opened = disclosedIn({ withheld }, issuer?.disclosure ?? '');
    expect(opened?.value.length).toBeGreaterThan(2);
    const text = (await (await Parsed.open(pdf)).text()) + JSON.stringify(record);
    expect(text).not.toContain(opened?.value);
    expect(await (await Parsed.open(await binary(`/api/v1/dossiers/${dossier.id}/pdf`))).text()).toContain(
      opened?.value,
    );
  });

  it('withholds more where that is asked for, and refuses fields that the record does not have', async () => {
    const withhold = [{ field: '/model/description', reason: 'Not for competitors' }];
    const edition = await make({ kind: 'redacted', withhold });
    expect(edition.rules.at(-1)).toMatchObject({ class: 'asked-1', reason: 'Not for competitors' });
    expect(carriedIn(await binary(edition.pdf)).withheld).toContainEqual(
      expect.objectContaining({ pointer: '/model/description', reason: 'Not for competitors' }),
    );
    const asks = (input: object) =>
      house.staff.post(`/api/v1/dossiers/${dossier.id}/renditions`).send({ kind: 'redacted', withhold: [input] });
    const idle = await asks({ field: '/nothing/here', reason: 'Because' }).expect(422);
    expect(idle.body).toMatchObject({ errors: [{ pointer: '/withhold/0/field' }] });
    await asks({ field: 'no pointer', reason: 'Because' }).expect(422);
    await asks({ field: '/model/name' }).expect(422);
  });

  it('is refused by an unknown policy, of an unknown dossier, and to who may not issue', async () => {
    const post = (id: string, input: object, from = house.staff) =>
      from.post(`/api/v1/dossiers/${id}/renditions`).send(input);
    expect((await post(dossier.id, { kind: 'redacted', policy: 'none' }).expect(422)).body).toMatchObject({
      errors: [{ pointer: '/policy' }],
    });
    await post(v7(), { kind: 'flat' }).expect(404);
    await post(dossier.id, { kind: 'flat' }, house.anybody).expect(401);
    await house.staff.get(`/api/v1/dossier-renditions/${v7()}`).expect(404);
  });

  it('has a secret of its own in each dossier, which its record keeps and no rendition has', async () => {
    const { body } = await house.staff
      .get(`/api/v1/dossiers/${dossier.id}/record`)
      .buffer(true)
      .parse(asBuffer)
      .expect(200);
    const { blind } = (JSON.parse(String(body)) as { dossier: { blind: string } }).dossier;
    expect(blind).toMatch(/^[0-9a-f]{64}$/);
    const edition = await binary((await make({ kind: 'redacted' })).pdf);
    expect(String(readAttachments(edition)[0].bytes)).not.toContain(blind);
  });
});

describe('Kinds of dossiers', () => {
  it.each(['determination-memo', 'procurement', 'c4-package', 'fda-samd-confidential'])(
    '%s is issued, and superseded by its own kind alone',
    async (template) => {
      const { versionId } = dossier as unknown as { versionId: string };
      const first = await issued(versionId, template);
      expect(first).toMatchObject({ template, supersedesId: null });
      const pdf = await Parsed.open(await binary(`/api/v1/dossiers/${first.id}/pdf`));
      const legend = 'Confidential: trade secrets and commercial information';
      for (let page = 2; page <= pdf.pages; page += 1)
        expect((await pdf.text(page)).includes(legend)).toBe(template.endsWith('confidential'));
    },
  );
});
