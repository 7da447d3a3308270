import { leafHash } from '../../../src/audit-trail/log/hash';
import { checkpointIn, openCheckpoint } from '../../../src/audit-trail/log/checkpoint';
import { verifierKeyIn } from '../../../src/audit-trail/log/note-key';
import { noteIn } from '../../../src/audit-trail/log/signed-note';
import { provesLogged, tlogProofIn } from '../../../src/audit-trail/log/tlog-proof';
import { madeFiles } from '../../../src/dossiers/attachments/made-files';
import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { isPlainName } from '../../../src/dossiers/pdf/attachment-name';
import { canonicalBytes, sha256 } from '../../../src/kernel/digest';
import { LOG_VKEY, ORIGIN } from '../fixtures/log';
import { dossierRecord } from '../fixtures/record';
import { signedRecord } from '../fixtures/signed';

const filesOf = (record: DossierRecord) => new Map(madeFiles(record).attachments.map((one) => [one.name, one]));
const textOf = (record: DossierRecord, name: string): string =>
  Buffer.from(filesOf(record).get(name)?.bytes ?? []).toString();

describe('The files that are made of a record', () => {
  it('are the record, the checkpoint, a proof of each record, and a manifest of all of them', () => {
    const record = dossierRecord();
    expect([...filesOf(record).keys()]).toEqual([
      ...['record.json', 'checkpoint.txt', 'version.tlog-proof', 'FN-1.tlog-proof', 'IU-1.2.tlog-proof'],
      ...['DT-0007.tlog-proof', 'EV-0001.tlog-proof', 'chai-card.xml', 'bom.cdx.json', 'manifest.json'],
    ]);
    expect(textOf(record, 'checkpoint.txt')).toBe(record.log?.checkpoint);
    expect(Buffer.from(filesOf(record).get('record.json')?.bytes ?? [])).toEqual(canonicalBytes(record));
  });

  it('prove each event with the bytes of the event and the key of the log alone', () => {
    const record = dossierRecord();
    for (const [name, { bytes }] of filesOf(record)) {
      if (!name.endsWith('.tlog-proof')) continue;
      const proof = tlogProofIn(bytes);
      const checkpoint = openCheckpoint(proof.checkpoint, ORIGIN, [verifierKeyIn(LOG_VKEY)]);
      expect(provesLogged(proof, leafHash(proof.extra ?? Buffer.alloc(0)), checkpoint)).toBe(true);
      expect(record.events.map(({ payload }) => payload)).toContain(proof.extra?.toString());
    }
  });

  it('prove of a record the last act that made it so, and not one that only speaks of it', () => {
    const record = dossierRecord();
    expect(tlogProofIn(textOf(record, 'EV-0001.tlog-proof')).extra?.toString()).toContain('"act":"evidence.recorded"');
  });

  it('hold what was signed, byte for byte, and what proves it', () => {
    const record = signedRecord();
    const [{ payload, payloadSha256, proof, id }] = record.signatures;
    const code = `SG-${id.slice(-8)}`;
    expect(sha256(textOf(record, `${code}.json`))).toBe(payloadSha256);
    expect(textOf(record, `${code}.json`)).toBe(payload);
    expect(JSON.parse(textOf(record, 'signatures.json'))).toEqual([{ code, id, payloadSha256, proof }]);
    expect(tlogProofIn(textOf(record, `${code}.tlog-proof`)).extra?.toString()).toContain(id);
  });

  it('have names that stay in their folder, each once, and are named with their digests by the manifest', () => {
    const { attachments, manifest } = madeFiles(signedRecord());
    const names = attachments.map(({ name }) => name);
    expect(names.every(isPlainName)).toBe(true);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, bytes } of attachments.slice(0, -1)) {
      expect(manifest.files).toContainEqual(
        expect.objectContaining({ name, sha256: sha256(bytes), size: bytes.length, kept: 'inside' }),
      );
    }
    expect(Buffer.from(attachments.at(-1)?.bytes ?? [])).toEqual(canonicalBytes(manifest));
  });

  it('are the same for the same record, and without a log hold no proof', () => {
    const [one, other] = [dossierRecord(), dossierRecord()].map((record) =>
      madeFiles(record).attachments.map(({ bytes }) => sha256(bytes)),
    );
    expect(one).toEqual(other);
    expect([...filesOf(dossierRecord({ log: null })).keys()]).toEqual([
      ...['record.json', 'chai-card.xml', 'bom.cdx.json', 'manifest.json'],
    ]);
  });

  it('leave out what is not in the log yet', () => {
    const record = dossierRecord();
    const log = record.log && { ...record.log, proofs: record.log.proofs.slice(1) };
    expect([...filesOf({ ...record, log }).keys()]).not.toContain('version.tlog-proof');
    expect(checkpointIn(noteIn(record.log?.checkpoint ?? '').text).size).toBe(13);
  });
});
