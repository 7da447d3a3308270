import { labelingOf } from '../../../src/dossiers/sections/labeling';
import { submissionsOf } from '../../../src/dossiers/sections/submissions';
import type { RecordedSubmission } from '../../../src/dossiers/submission-record';
import { aFunction, device, dossierRecord, labeling, submission, version } from '../fixtures/record';
import { formRows, gapsIn, rowsOf } from '../fixtures/words';

describe('What went to an authority', () => {
  const blocks = (...submissions: RecordedSubmission[]) => submissionsOf(dossierRecord({ submissions }));

  it('is nothing where nothing is recorded', () => {
    expect(blocks()).toEqual([]);
  });

  it('stands with what came back, in neutral words, and with the letter that it is read from', () => {
    const [row] = rowsOf(blocks(submission()), /as recorded by the organization$/);
    expect(row).toEqual([
      ...['510(k) K000001 | FDA | product code QIH | 21 CFR 892.2050', 'FN-1', '2026-01-02'],
      'Letter: substantially equivalent | 2026-03-04 | In the words of the organization: As the letter of that day says',
      'letter.pdf',
    ]);
    expect(rowsOf(blocks(submission()), /^Letters/)[0]).toEqual([
      ...['510(k) K000001', 'letter.pdf', submission().letters[0].sha256],
    ]);
    expect(gapsIn(blocks(submission()))).toEqual([]);
  });

  it('is a gap where something came back and no letter is stored, and none while it is pending', () => {
    const bare = submission({ letters: [] });
    expect(gapsIn(blocks(bare))).toEqual([
      expect.objectContaining({
        ...{ level: 'warning', title: 'No letter behind 510(k) K000001', href: `/api/v1/submissions/${bare.id}` },
      }),
    ]);
    const pending = { ...bare, decisionKind: 'pending', decidedOn: null, decision: null, number: null, functions: [] };
    expect(gapsIn(blocks(pending))).toEqual([]);
    expect(rowsOf(blocks(pending), /^What went/)[0].slice(1)).toEqual([
      ...['the model', '2026-01-02', 'Pending', '[gap] no file'],
    ]);
  });

  it.each(['pma', 'de-novo', 'hde'])('is never told as a decision about the product: %s', (kind) => {
    const decisionKind = kind === 'de-novo' ? 'granted' : 'approved-by-authority-letter';
    const words = JSON.stringify(blocks(submission({ kind, decisionKind })));
    expect(words).not.toMatch(/FDA[ -](approved|cleared|granted)|approved by/i);
    expect(words).toContain('It is no statement of the authority');
  });
});

describe('The labeling in a dossier', () => {
  const blocks = (own: Parameters<typeof version>[0], functions = [aFunction()]) =>
    labelingOf(dossierRecord({ version: version(own), functions }));
  const aDevice = [aFunction({ classifications: [device()] })];

  it('prints the identifier with its agency, the file with its digest, and who said so', () => {
    expect(formRows(blocks({ labeling: [labeling()] }))).toEqual({
      ...{ 'UDI-DI': '51022222233336 (GS1)', Statement: 'Shown at start-up', File: 'labeling.pdf' },
      ...{ 'SHA-256': labeling().file?.sha256, Recorded: '2026-03-04 05:06:07 UTC by Reg Lead' },
    });
  });

  it('prints the latest, says how many came before, and never a blank', () => {
    const later = labeling({ udiDi: null, issuingAgency: null, file: null, statement: 'Shown in the About box' });
    expect(formRows(blocks({ labeling: [labeling(), later] }))).toMatchObject({
      ...{ 'UDI-DI': 'none stated', File: 'none stated', Statement: 'Shown in the About box' },
      'Before it': '1, in the record',
    });
  });

  it('is a gap where a device is released without an identifier, and only there', () => {
    const [gap] = gapsIn(blocks({ labeling: [] }, aDevice));
    expect(gap).toMatchObject({ level: 'warning', title: 'Released without a UDI-DI', affects: ['1.0.0'] });
    expect(gapsIn(blocks({ labeling: [labeling()] }, aDevice))).toEqual([]);
    expect(gapsIn(blocks({ labeling: [], state: 'approved' }, aDevice))).toEqual([]);
    expect(blocks({ labeling: [] })).toEqual([]);
  });
});
