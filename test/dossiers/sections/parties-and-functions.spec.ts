import { partiesAndFunctions } from '../../../src/dossiers/sections/parties-and-functions';
import { aFunction, category, device, dossierRecord, party, undetermined, version } from '../fixtures/record';
import { blocksOf, gapsIn, rowsOf, textsIn } from '../fixtures/words';

const blocks = (own: Parameters<typeof dossierRecord>[0] = {}) => blocksOf(partiesAndFunctions, dossierRecord(own));

describe('The section of parties, functions and parts', () => {
  it('has no gap where nothing is missing', () => {
    expect(gapsIn(blocks())).toEqual([]);
  });

  it('prints one row for an organization, with all its roles, notes and citations', () => {
    const parties = [
      party('owner', { place: 'Ames, Iowa', note: 'Owns the weights.' }),
      party('deployer'),
      party('host', { name: 'Cloud', note: 'Runs the API.' }),
      party('specification-developer', { note: 'Owns the weights.' }),
    ];
    expect(rowsOf(blocks({ parties }), /^Parties/)).toEqual([
      [
        'Example Health | Ames, Iowa, US',
        'Owner; deployer; specification developer',
        'Owns the weights.',
        '21 CFR 807.3(d); AI-DSF draft 2025-01-07, App. E; 21 CFR 807.20(a)(1)',
      ],
      ['Cloud | US', 'Host', 'Runs the API.', expect.stringContaining('§III.E')],
    ]);
  });

  it('says in words that a role has no note', () => {
    expect(rowsOf(blocks({ parties: [party('manufacturer')] }), /^Parties/)[0][2]).toBe('not stated');
  });

  it('warns where nobody is the manufacturer, with the citation and where to mend it', () => {
    for (const parties of [[], [party('owner'), party('host')]]) {
      expect(gapsIn(blocks({ parties }))).toEqual([
        expect.objectContaining({
          level: 'warning',
          title: 'No manufacturer is named',
          href: '/api/v1/models/0190a000-0000-7000-8000-0000000000c1/parties',
          cites: [
            { source: 'CFR-21', section: '807.3(d)' },
            { source: 'DSF-2022-09-28', section: '§III.E' },
          ],
        }),
      ]);
    }
  });

  it('takes a specification developer as the one who answers', () => {
    expect(gapsIn(blocks({ parties: [party('specification-developer')] }))).toEqual([]);
  });

  it('leads from each function to its intended use and determination, and frames the outcome', () => {
    const functions = [
      aFunction(),
      aFunction({ code: 'FN-2', classifications: [device({ code: 'DT-0009' })] }),
      aFunction({ code: 'FN-3', classifications: [undetermined()] }),
    ];
    expect(rowsOf(blocks({ functions }), /^Functions/).map((row) => row.slice(2))).toEqual([
      ['IU-1.2', 'DT-0007', '[not-device] Not a device, FD&C 520(o)(1)(E)'],
      ['IU-1.2', 'DT-0009', '[device] Device, pathway undetermined'],
      ['IU-1.2', 'DT-0007', '[undetermined] Undetermined'],
    ]);
  });

  it('marks as missing what a function lacks, and never takes a category for a device status', () => {
    const functions = [
      aFunction({ intendedUse: null, classifications: [category()] }),
      aFunction({ classifications: [] }),
    ];
    expect(rowsOf(blocks({ functions }), /^Functions/).map((row) => row.slice(2))).toEqual([
      ['[gap] missing', 'DT-0008', '[gap] not classified'],
      ['IU-1.2', '[gap] missing', '[gap] not classified'],
    ]);
  });

  it('has an error where there is no function', () => {
    expect(gapsIn(blocks({ functions: [] }))).toEqual([
      expect.objectContaining({
        level: 'error',
        title: 'No function',
        cites: [{ source: 'MFDP', section: '§III' }],
        href: '/api/v1/models/0190a000-0000-7000-8000-0000000000c1/functions',
      }),
    ]);
  });

  it('prints every artifact with its whole digest, the parent and the change', () => {
    const artifacts = ['weights', 'container', 'prompt-bundle', 'retrieval-corpus'].map(
      (kind, index) => ({ kind, name: `part ${index}`, sha256: `${index}`.repeat(64) }) as never,
    );
    const made = blocks({ version: version({ artifacts, parent: null }) });
    expect(rowsOf(made, /^What this version/)).toEqual([
      ['Weights', 'part 0', '0'.repeat(64)],
      ['Container', 'part 1', '1'.repeat(64)],
      ['Prompt bundle', 'part 2', '2'.repeat(64)],
      ['Retrieval corpus', 'part 3', '3'.repeat(64)],
    ]);
    expect(textsIn(made)).toContain('No parent version. First version');
    expect(textsIn(blocks())).toContain('Parent version 0.9.0. First version');
  });

  it('has an error where no artifact digest says which bytes the version is', () => {
    expect(gapsIn(blocks({ version: version({ artifacts: [] }) }))).toEqual([
      expect.objectContaining({
        level: 'error',
        title: 'No artifact digest',
        cites: [{ source: 'ISO-13485', section: '7.5.8' }],
        href: '/api/v1/versions/0190a000-0000-7000-8000-0000000000d1',
      }),
    ]);
  });
});
