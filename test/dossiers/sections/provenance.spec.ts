import { provenance } from '../../../src/dossiers/sections/provenance';
import { dossierRecord, version } from '../fixtures/record';
import { blocksOf, formRows, gapsIn, rowsOf } from '../fixtures/words';

const blocks = (own: Parameters<typeof version>[0] = {}) =>
  blocksOf(provenance, dossierRecord({ version: version(own) }));

describe('The section of provenance', () => {
  it('says what the version is, and has no gap where nothing is missing', () => {
    expect(formRows(blocks())).toEqual({
      ...{ Model: 'Example Model', Description: 'A model for clinical text', Version: 'Example Model 1.0.0 (1.0.0)' },
      ...{ State: 'Released by the organization, since 2026-03-04', Registered: '2026-03-04', Signed: 'Not signed' },
      ...{ 'Parent version': '0.9.0', Change: 'First version' },
      ...{ Name: 'Base', Revision: 'r1', Supplier: 'Supplier' },
    });
    expect(gapsIn(blocks())).toEqual([]);
  });

  it.each([
    ['draft', 'Draft: it may still change'],
    ['in-review', 'In review: frozen, not approved'],
    ['approved', 'Approved by the organization, not released'],
    ['retired', 'Retired'],
  ])('says of the state %s what it means, and of nobody but the organization', (state, words) => {
    expect(formRows(blocks({ state })).State).toBe(`${words}, since 2026-03-04`);
  });

  it('says in words that there is no parent, and that a model is somebody else’s', () => {
    expect(formRows(blocks({ parent: null }))['Parent version']).toBe('none');
    const record = dossierRecord();
    const foreign = { ...record, model: { ...record.model, kind: 'third-party' } };
    expect(formRows(blocksOf(provenance, foreign)).Model).toBe('Example Model, a model of a third party');
  });

  it('notes a missing base model', () => {
    expect(gapsIn(blocks({ baseModel: null }))).toEqual([
      expect.objectContaining({
        level: 'note',
        title: 'No base model is named',
        cites: [{ source: 'IEC-62304', section: '8.1.2' }],
        href: '/api/v1/versions/0190a000-0000-7000-8000-0000000000d1',
      }),
    ]);
  });

  it('warns where no training data is named', () => {
    expect(gapsIn(blocks({ trainingData: [] }))).toEqual([
      expect.objectContaining({
        level: 'warning',
        title: 'No training data is named',
        cites: [
          { source: 'CFR-45', section: '164.514' },
          { source: 'AI-2025-01-07', section: '§VIII' },
        ],
      }),
    ]);
  });

  it('prints the basis of each data set with its rule, and words where no site is named', () => {
    const trainingData = [
      { name: 'Notes', description: 'Clinical notes', basis: 'safe-harbor', sites: ['North', 'South'] },
      { name: 'Guidelines', description: 'Published', basis: 'public', sites: [] },
    ] as never;
    expect(rowsOf(blocks({ trainingData }), /^Training data/)).toEqual([
      ['Notes', 'Clinical notes', 'Safe harbor | 45 CFR 164.514(b)(2)', 'North; South'],
      ['Guidelines', 'Published', 'Public', 'none named'],
    ]);
  });

  it('notes that all training data is from one site', () => {
    const trainingData = [
      { name: 'Notes', description: 'Notes', basis: 'limited-data-set', sites: ['North'] },
    ] as never;
    expect(gapsIn(blocks({ trainingData }))).toEqual([
      expect.objectContaining({ level: 'note', title: 'Training data from one site', affects: ['1.0.0'] }),
    ]);
  });
});
