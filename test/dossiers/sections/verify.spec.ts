import type { DossierRecord } from '../../../src/dossiers/dossier-record';
import { verify } from '../../../src/dossiers/sections/verify';
import { eventOf, loggedEvents } from '../fixtures/log';
import { dossierRecord } from '../fixtures/record';
import { blocksOf, isKind, textsIn } from '../fixtures/words';

const said = (record: DossierRecord): string => textsIn(blocksOf(verify, record)).join(' ');
const sealed = (development: boolean): DossierRecord => {
  const record = dossierRecord();
  const seal = {
    ...{ subject: 'CN=Example Seal', issuer: 'CN=Example CA', certificateSha256: 'a'.repeat(64) },
    ...{ algorithm: 'RSA 3072 with SHA-256', notAfter: '2030-01-01T00:00:00.000Z', development },
    timestampAuthority: null,
  };
  return { ...record, dossier: { ...record.dossier, seal } };
};

describe('The section on how to verify the file', () => {
  it('asks five questions, with the commands for this very file', () => {
    const steps = blocksOf(verify, dossierRecord()).filter(isKind('step'));
    expect(steps.map(({ numeral }) => numeral)).toEqual(['1', '2', '3', '4', '5']);
    expect(steps[0].commands).toEqual(['$ predicate verify PD-2026-000001.pdf']);
    expect(steps[3].commands).toEqual(['$ predicate verify --key "$(cat log.vkey)" PD-2026-000001.pdf']);
  });

  it('says what the checks do not show', () => {
    expect(said(dossierRecord())).toMatch(/do not show who made it: it carries no seal.*or that FDA agrees/s);
    expect(said(dossierRecord())).not.toContain('Nobody outside');
  });

  it('names the seal where there is one, and what a development certificate is worth', () => {
    expect(said(sealed(false))).toMatch(/reports one seal over the whole document.*Sealed as Example Seal/s);
    expect(said(sealed(true))).toContain('the certificate of the seal was made by the program for itself');
  });

  it('says that nobody outside has seen a log that is not witnessed', () => {
    const events = loggedEvents([eventOf(0, { act: 'version.registered', subject: '1.0.0' })], { isWitnessed: false });
    expect(said(dossierRecord(events))).toContain('Nobody outside had seen the log');
  });

  it('says that a file without a log cannot show it', () => {
    expect(said(dossierRecord({ log: null }))).toMatch(
      /This file cannot show it\. Not in the log: nothing fed the log/,
    );
  });
});
