import { cover } from '../../src/dossiers/cover';
import type { DossierRecord } from '../../src/dossiers/dossier-record';
import { eventOf, loggedEvents } from './fixtures/log';
import { dossierRecord } from './fixtures/record';
import { plain } from './fixtures/words';

const DIGEST = 'a'.repeat(64);
const logRow = (record: DossierRecord): string => {
  const row = cover(record, DIGEST).rows.find(({ label }) => label === 'Log');
  return row === undefined ? '' : plain(row.text);
};
const events = [eventOf(0, { act: 'version.registered', subject: '1.0.0' })];
const { dossier } = dossierRecord();

describe('The cover of a dossier', () => {
  it('has a code that leads to the page of the issuer, or says the digest where there is none', () => {
    expect(cover(dossierRecord(), DIGEST).qr).toBe(`PD-2026-000001 ${DIGEST}`);
    const verifyAt = 'https://predicate.example.org/verify';
    expect(cover(dossierRecord({ dossier: { ...dossier, verifyAt } }), DIGEST).qr).toBe(`${verifyAt}?sha256=${DIGEST}`);
  });

  it('prints the root of the log beside the digest of the record', () => {
    const record = dossierRecord();
    const root = Buffer.from(record.log?.root ?? '', 'base64').toString('hex');
    expect(cover(record, DIGEST).digests.slice(0, 2)).toEqual([
      { label: 'Record of facts', sha256: DIGEST },
      { label: 'Root of the log at 13 entries', sha256: root },
    ]);
  });

  it('says that the log is witnessed, not witnessed, behind, or not there', () => {
    expect(logRow(dossierRecord())).toBe(
      'All 5 events behind it are in the log of 13 entries. Witnessed: cosigned by witness.example',
    );
    const alone = loggedEvents(events, { isWitnessed: false });
    expect(logRow(dossierRecord(alone))).toContain('Not witnessed: witness.example had not cosigned it');
    const unasked = alone.log && { ...alone.log, asked: [] };
    expect(logRow(dossierRecord({ ...alone, log: unasked }))).toContain('Not witnessed: no witness is configured');
    const late = { ...alone, events: [...alone.events, eventOf(9, { act: 'claim.stated', subject: 'CL-0001' })] };
    expect(logRow(dossierRecord(late))).toContain('1 event was not yet in the log');
    expect(logRow(dossierRecord({ log: null }))).toContain('Not in the log: nothing fed the log');
  });

  it('says nothing of the log on a preview, which has none', () => {
    expect(logRow(dossierRecord({ log: null, dossier: { ...dossier, draft: true } }))).toBe('');
  });
});
