import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { webcrypto, type X509Certificate } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as x509 from '@peculiar/x509';
import { checkSeal } from '../../src/dossiers/seal/check-seal';
import { sealAgainstRecord } from '../../src/dossiers/seal/seal-against-record';
import type { SealTrust } from '../../src/dossiers/seal/seal-report';
import { IssuedDigests } from '../../src/dossiers/verify/issued-digests.service';
import { sha256 } from '../../src/kernel/digest';
import type { DossierRecord } from '../../src/dossiers/dossier-record';
import { type Issued, issue } from '../support/certificates';
import { readyVersion } from '../support/given';
import { type House, openHouse } from '../support/house';
import { signWhole } from '../support/signing';
import { TestAuthority } from '../support/timestamp-authority';
import { signerOf, x509 as read } from './seal/sealed';

let house: House;
let authority: TestAuthority;
let lists: Server;
let trust: SealTrust;
let roots: X509Certificate[];
/** What the server of revocation lists answers; null where it is out of order. */
let list: Buffer | null = null;

async function revocationList(root: Issued, revoked: readonly string[] = []): Promise<Buffer> {
  const made = await x509.X509CrlGenerator.create(
    {
      ...{ issuer: root.certificate.subject, thisUpdate: new Date(), nextUpdate: new Date(Date.now() + 86_400_000) },
      ...{ entries: revoked.map((serialNumber) => ({ serialNumber })), signingKey: root.keys.privateKey },
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    },
    webcrypto as Crypto,
  );
  return Buffer.from(made.rawData);
}

beforeAll(async () => {
  lists = createServer((_request, response) => {
    response.writeHead(list === null ? 503 : 200).end(list ?? undefined);
  }).listen(0, '127.0.0.1');
  await once(lists, 'listening');
  const url = `http://127.0.0.1:${(lists.address() as AddressInfo).port}/list.crl`;
  const root = await issue('Whole Root', { isCa: true });
  const more = [new x509.CRLDistributionPointsExtension([url])];
  const own = await issue('Example Health Dossiers', { issuer: root, purposes: [], more });
  authority = new TestAuthority(await issue('Time Authority', { issuer: root, more }));
  roots = [read(root)];
  const stamps = { url: await authority.listen(), anchors: roots, policy: null };
  house = await openHouse({ seal: { signer: signerOf(own), authority: stamps, isStampRequired: true } });
  list = await revocationList(root);
  trust = { seal: roots, time: roots, now: new Date() };
});
afterAll(async () => {
  await house.close();
  await authority.close();
  lists.close();
});

type Told = Record<string, unknown>;
const asked = async (versionId: string): Promise<string> => {
  await signWhole(house, versionId);
  const { body } = await house.staff.post(`/api/v1/versions/${versionId}/dossiers`).send({}).expect(202);
  return String((body as Told).id);
};
async function until<T>(look: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(100)) {
    const found = await look();
    if (found !== null) return found;
  }
  throw new Error('It did not come within a minute');
}
const issued = (job: string): Promise<string> =>
  until(async () => {
    const { body } = (await house.staff.get(`/api/v1/dossier-jobs/${job}`).expect(200)) as unknown as { body: Told };
    if (body.state === 'failed') throw new Error(JSON.stringify(body.problem));
    return body.state === 'done' ? String(body.dossierId) : null;
  });
const bytesOf = async (path: string): Promise<Buffer> => {
  const { body } = (await house.staff.get(path).responseType('blob').expect(200)) as unknown as { body: Buffer };
  return body;
};
const rowsOf = async (sql: string, ...values: unknown[]): Promise<Told[]> =>
  (await house.database.superuser.query<Told>(sql, values)).rows;

describe('A dossier that was issued', () => {
  let id: string;
  let pdf: Buffer;
  beforeAll(async () => {
    const { version } = await readyVersion(house);
    id = await issued(await asked(version.id));
    pdf = await bytesOf(`/api/v1/dossiers/${id}/pdf`);
  });

  it('is sealed by the certificate that its record names, with a time stamp', async () => {
    const report = checkSeal(pdf, trust);
    expect(report).toMatchObject({ state: 'trusted', level: 'B-T', time: { trusted: true } });
    const record = JSON.parse(String(await bytesOf(`/api/v1/dossiers/${id}/record`))) as DossierRecord;
    expect(record.dossier.seal).toMatchObject({
      ...{ development: false, algorithm: 'ECDSA P-256 with SHA-256' },
      timestampAuthority: expect.stringMatching(/^127\.0\.0\.1:/),
    });
    expect(sealAgainstRecord(report, record.dossier.seal)).toMatchObject({ holds: true });
  });

  it('has its seal told beside it: over which bytes, by whom, and when', async () => {
    const report = checkSeal(pdf, trust);
    expect(await rowsOf('SELECT * FROM dossier_seal WHERE id = $1', id)).toMatchObject([
      {
        ...{ base_sha256: report.base?.sha256, certificate_sha256: report.signer?.certificateSha256 },
        ...{ is_development: false, level: 'B-T', stamped_at: new Date(String(report.time?.at)), stamp_problem: null },
      },
    ]);
  });

  it('gets beside it what checks its seal later, and stays as it is', async () => {
    const [extension] = await until(async () => {
      const rows = await rowsOf('SELECT * FROM dossier_seal_extension WHERE dossier_id = $1', id);
      return rows.length > 0 ? rows : null;
    });
    expect(extension).toMatchObject({ certificates: 3, revocation_lists: 1, lacking: [] });
    const longer = await bytesOf(`/api/v1/dossiers/${id}/long-term-pdf`);
    expect(longer.subarray(0, pdf.length).equals(pdf)).toBe(true);
    expect(sha256(longer)).toBe(extension.sha256);
    expect(checkSeal(longer, trust)).toMatchObject({ state: 'trusted', level: 'B-LT' });
    expect(await bytesOf(`/api/v1/dossiers/${id}/pdf`)).toEqual(pdf);
    const known = { of: 'file', isSuperseded: false };
    expect(await house.app.get(IssuedDigests).find(sha256(longer))).toMatchObject(known);
    expect(await house.app.get(IssuedDigests).find(sha256(pdf))).toMatchObject(known);
    const [event] = await house.auditEvents('dossier.seal-extended');
    expect(event.subject_id).toBe(id);
  });

  it('keeps its seal: the database changes neither, nor gives it another', async () => {
    const attempt = (sql: string) => house.database.superuser.query(sql);
    await expect(attempt(`UPDATE dossier_seal SET level = 'B-B', stamped_at = NULL`)).rejects.toThrow();
    await expect(attempt('DELETE FROM dossier_seal_extension')).rejects.toThrow();
  });
});

describe('A dossier whose authority gives no time stamp', () => {
  it('waits, and says for what, until it does', async () => {
    const { version } = await readyVersion(house);
    authority.wishes = { status: 2 };
    const job = await asked(version.id);
    const progress = await until(async () => {
      const { body } = (await house.staff.get(`/api/v1/dossier-jobs/${job}`).expect(200)) as unknown as { body: Told };
      return String(body.progress).includes('no time stamp') ? String(body.progress) : null;
    });
    expect(progress).toMatch(/^Waiting to be tried again\. .* gave no time stamp: .*no stamps today/);
    expect(await rowsOf('SELECT 1 FROM dossier WHERE version_id = $1', version.id)).toEqual([]);
    authority.wishes = {};
    list = null;
    await house.database.superuser.query(
      `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE run_at > now()`,
    );
    const id = await issued(job);
    expect(checkSeal(await bytesOf(`/api/v1/dossiers/${id}/pdf`), trust).level).toBe('B-T');
    await until(async () => {
      const [row] = await rowsOf(`SELECT error FROM job WHERE task = 'seal-long-term' AND error IS NOT NULL`);
      return row ?? null;
    });
    expect(await rowsOf('SELECT 1 FROM dossier_seal_extension WHERE dossier_id = $1', id)).toEqual([]);
    expect(checkSeal(await bytesOf(`/api/v1/dossiers/${id}/long-term-pdf`), trust).level).toBe('B-T');
  });
});
