import { changesBetween } from '../../src/dossiers/changes/changes';
import { aFunction, dossierRecord, evidence, use, version } from './fixtures/record';

const changed = (...of: Parameters<typeof changesBetween>) =>
  changesBetween(...of)
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => [title, lines.map(({ kind, text }) => `${kind}: ${text}`)]);

describe('What changed between two dossiers', () => {
  it('is nothing where both say the same, whenever they were issued', () => {
    const later = { ...dossierRecord().dossier, code: 'PD-2026-000002', issuedAt: '2026-03-05T05:06:07.000Z' };
    expect(changed(dossierRecord(), dossierRecord({ dossier: later }))).toEqual([]);
  });

  it('is told by section, with the words before and after', () => {
    const functions = [aFunction({ intendedUse: use({ exclusions: 'Emergencies and children' }) })];
    const box = 'Uses and directions · Out of scope: Emergencies';
    expect(changed(dossierRecord(), dossierRecord({ functions }))).toEqual([
      ['Model sheet', [`removed: ${box} IU-1.2`, `added: ${box} and children IU-1.2`]],
      [
        'Intended use, function by function',
        ['removed: Not for: Emergencies', 'added: Not for: Emergencies and children'],
      ],
    ]);
  });

  it('does not call a gap another one for its number', () => {
    const gap = evidence({ lateEntry: true });
    const before = dossierRecord({ evidence: [gap, ...dossierRecord().evidence.slice(1)] });
    const after = dossierRecord({ evidence: before.evidence, version: version({ baseModel: null }) });
    expect(changed(before, after).map(([title]) => title)).toEqual([
      'Model sheet',
      'Model and data provenance',
      'Gaps',
    ]);
  });
});
