import { faultOfSignature } from '../../../src/signatures/proofs/verify-signature.rules';
import { signatureCodes } from '../../../src/dossiers/signature-codes';
import { signatures } from '../../../src/dossiers/sections/signatures';
import { dossierRecord } from '../fixtures/record';
import { signature, signedRecord } from '../fixtures/signed';
import { blocksOf, formRows, isKind, rowsOf, textsIn } from '../fixtures/words';

describe('The section on signatures', () => {
  it('shows a signature of the version in full: name, role, meaning, both times, factor, place in the log, digests', () => {
    const one = signature(1);
    expect(faultOfSignature(one)).toBeNull();
    const blocks = blocksOf(signatures, signedRecord([one]));
    expect(blocks.filter(isKind('heading'))).toEqual([
      { kind: 'heading', level: 2, id: `SG-${one.id.slice(-8)}`, text: 'Ann B. Clark' },
    ]);
    expect(formRows(blocks)).toEqual({
      Meaning: 'Approval: I approve this version.',
      Signed: expect.stringMatching(/23:01:00 CST .*05:01:00 UTC/) as string,
      What: 'Version approval of Example Model 1.0.0',
      Row: 'a'.repeat(64),
      With: 'Password and code, attested by the service',
      'Log position': 'AE-6',
      Text: one.payloadSha256,
    });
  });

  it('shows a dissent, a comment and a substitute in full too, and all others in one table', () => {
    const use = { process: 'intended-use', of: 'IU-1.2' } as const;
    const given = [
      signature(1, { ...use, dissent: 'I would not' }),
      signature(2, { ...use, onBehalfOf: 'Dr. Other' }),
      signature(3, use),
    ];
    const blocks = blocksOf(signatures, signedRecord(given));
    const names = blocks.filter(isKind('heading')).map(({ text }) => text);
    expect(names).toEqual(['Ann B. Clark', 'Ann B. Clark for Dr. Other', 'All other signatures']);
    expect(textsIn(blocks).join(' ')).toContain('Dissent: I would not');
    const rows = rowsOf(blocks, /^Signatures, in the order/);
    expect(rows.map(([record, , , , proved]) => [record, proved])).toEqual([
      [`SG-${given[2].id.slice(-8)} | IU-1.2`, 'Password and code | attested by the service | AE-8'],
    ]);
  });

  it('says of a signature that its act is not in the log', () => {
    const record = signedRecord();
    const events = record.events.map((event) => ({ ...event, index: null }));
    expect(formRows(blocksOf(signatures, { ...record, events }))['Log position']).toBe('not in the log');
  });

  it('says that nobody has signed', () => {
    expect(textsIn(blocksOf(signatures, dossierRecord())).join(' ')).toContain('Nobody has signed anything');
  });
});

describe('The code of a signature', () => {
  it('has as many digits as tell those of one dossier apart', () => {
    const twin = { ...signature(2), id: signature(1).id.replace('-8000-', '-9000-') };
    const codes = signatureCodes([signature(1), twin]);
    expect(new Set(codes.values()).size).toBe(2);
    expect([...signatureCodes([signature(1)]).values()]).toEqual(['SG-00001001']);
  });
});
