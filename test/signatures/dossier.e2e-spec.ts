import { compose } from '../../src/dossiers/compose';
import { DossierPreviews } from '../../src/dossiers/dossier-previews.service';
import type { DossierRecord } from '../../src/dossiers/dossier-record';
import { signaturesCheck } from '../../src/dossiers/verify/signatures-check';
import { verifyDossier } from '../../src/dossiers/verify/verify-dossier';
import { readyVersion, registered } from '../support/given';
import { type House, openHouse } from '../support/house';
import { signAll, signWhole } from '../support/signing';
import { Parsed } from '../dossiers/pdf/parsed';

/** Signatures leave the house in the dossier, and are verified from it alone (21 CFR 11.50(b), 11.70). */
describe('A dossier', () => {
  let house: House;
  let record: DossierRecord;
  beforeAll(async () => {
    house = await openHouse();
    const { version, functionId } = await readyVersion(house);
    await registered.claim(house, functionId);
    await signWhole(house, version.id);
    const drawn = await house.app
      .get(DossierPreviews)
      .record(version.id, 'fda-samd', { id: 'draft', code: 'DRAFT', by: 'Test' });
    record = JSON.parse(JSON.stringify(drawn)) as DossierRecord;
  });
  afterAll(() => house.close());

  const changed = (change: (copy: DossierRecord) => void): ReturnType<typeof signaturesCheck> => {
    const copy = JSON.parse(JSON.stringify(record)) as DossierRecord;
    change(copy);
    return signaturesCheck(copy);
  };
  type Loose = Record<string, never>;
  const loose = (value: unknown): Record<string, unknown> => value as Loose;

  it('has every signature with name, role, meaning and time, and verifies each', async () => {
    expect(record.signings.every(({ state }) => state === 'complete')).toBe(true);
    expect(record.signatures.map(({ of, meaning }) => `${of} ${meaning}`)).toEqual(
      expect.arrayContaining([
        'IU-1.1 authorship',
        'IU-1.1 approval',
        'CL-0001 approval',
        'EV-0001 review',
        'Model 1.0.0 approval',
      ]),
    );
    expect(signaturesCheck(record)).toMatchObject({
      holds: true,
      detail: `${record.signatures.length} signatures: ${record.signatures.length} by passkeys of the signers, 0 attested by the service`,
    });
    const files = await house.app.get(DossierPreviews).bytesOf(record);
    const { bytes } = await compose(record, files);
    expect((await verifyDossier(bytes)).verdict).toBe('unchanged');
  });

  it.each<[string, RegExp, (copy: DossierRecord) => void]>([
    [
      'another word in an intended use',
      /IU-1\.1/,
      (copy) => void (loose(copy.functions[0]?.intendedUse).population = 'Children'),
    ],
    [
      'another reason of a decision',
      /DT-0001/,
      (copy) => void (loose(copy.functions[0]?.classifications[0]).decisionReason = 'No reason'),
    ],
    ['another limit of a claim', /CL-0001/, (copy) => void (loose(copy.claims[0]).threshold = '0.10')],
    [
      'another digit of a result',
      /EV-0001/,
      (copy) => void (loose(copy.evidence[0]?.results?.records[0]).valueText = '0.99'),
    ],
    [
      'another file of the evidence',
      /EV-0001/,
      (copy) => void (loose(copy.evidence[0]?.files[0]).sha256 = 'f'.repeat(64)),
    ],
    [
      'another artifact of the version',
      /Model 1\.0\.0/,
      (copy) => void (loose(copy.version.artifacts[0]).sha256 = 'e'.repeat(64)),
    ],
    ['another name', /something else/, (copy) => void (loose(copy.signatures[0]).printedName = 'Somebody Else')],
    ['another meaning', /something else/, (copy) => void (loose(copy.signatures[0]).meaning = 'approval')],
    [
      'another time',
      /something else/,
      (copy) => void (loose(copy.signatures[0]).signedAt = '2030-01-01T00:00:00.000Z'),
    ],
    [
      'another time zone',
      /something else/,
      (copy) => void (loose(loose(copy.signatures[0]).zone).utcOffset = '-07:00'),
    ],
    ['no time zone', /something else/, (copy) => void delete loose(copy.signatures[0]).zone],
    [
      'a signature of another record',
      /digest|passkey|something else/,
      (copy) => void (loose(copy.signatures[0]).proof = copy.signatures[1]?.proof),
    ],
    [
      'a text that was not signed',
      /digest/,
      (copy) => void (loose(copy.signatures[0]).payload = copy.signatures[1]?.payload),
    ],
    ['a row that was not signed', /IU-1\.1/, (copy) => void (loose(copy.signings[0]).row = { same: [], rest: {} })],
  ])('with %s is found', (_, words, change) => {
    const { holds, detail } = changed(change);
    expect(holds).toBe(false);
    expect(detail).toMatch(words);
  });

  it('prints the time of the signer with his zone, and UTC', async () => {
    const files = await house.app.get(DossierPreviews).bytesOf(record);
    const there = JSON.parse(JSON.stringify(record)) as DossierRecord;
    for (const one of there.signatures)
      Object.assign(one, {
        zone: { timeZone: 'America/Chicago', utcOffset: '-06:00', abbreviation: 'CST' },
        signedAt: '2026-11-30T02:03:07.000Z',
      });
    const printed = await (await Parsed.open(Buffer.from((await compose(there, files)).bytes))).text();
    const plain = printed.replaceAll(/\s+/g, ' ');
    expect(plain).toContain('2026-11-29 20:03:07 CST');
    expect(plain).toContain('UTC−06:00, America/Chicago');
    expect(plain).toContain('2026-11-30 02:03:07 UTC');
  });

  it('is signed by the quality lead over the digests of the file and the record', async () => {
    const { version } = await readyVersion(house);
    await signWhole(house, version.id);
    const job = (await house.staff.post(`/api/v1/versions/${version.id}/dossiers`).send({}).expect(202)).body as {
      id: string;
    };
    let dossierId: string | null = null;
    while (dossierId === null) {
      ({ dossierId } = (await house.staff.get(`/api/v1/dossier-jobs/${job.id}`).expect(200)).body as {
        dossierId: string | null;
      });
    }
    const [signed] = await signAll(house, 'dossier-issue', dossierId);
    const dossier = (await house.staff.get(`/api/v1/dossiers/${dossierId}`).expect(200)).body as {
      code: string;
      sha256: string;
      recordSha256: string;
    };
    expect(signed).toMatchObject({
      meaning: 'responsibility',
      manifest: [
        { name: `${dossier.code}.pdf`, sha256: dossier.sha256 },
        { name: 'record.json', sha256: dossier.recordSha256 },
      ],
    });
  });
});
