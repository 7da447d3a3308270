import { intendedUse } from '../../../src/dossiers/sections/intended-use';
import { aFunction, dossierRecord, use } from '../fixtures/record';
import { blocksOf, formRows, gapsIn, isKind, textsIn } from '../fixtures/words';

const blocks = (...functions: ReturnType<typeof aFunction>[]) => blocksOf(intendedUse, dossierRecord({ functions }));

describe('The section of intended use', () => {
  it('prints the statement in its own words under the revision that it is', () => {
    const made = blocks(aFunction());
    expect(made.find(isKind('heading'))).toMatchObject({ id: 'IU-1.2', text: 'FN-1 Decision support' });
    expect(made.find(isKind('paragraph'))).toMatchObject({ voice: 'statement', text: use().statement });
    expect(textsIn(made)).toContain('Stated 2026-03-04 05:06:07 UTC by Reg Lead');
    expect(textsIn(made)).toContain('Not signed');
  });

  it('prints every field, each under its name, and words where none was stated', () => {
    expect(formRows(blocks(aFunction()))).toEqual({
      'Medical purpose': 'Support of diagnosis',
      ...{ Condition: 'Adult internal medicine', Population: 'Adults', Users: 'Physicians', Environment: 'Clinic' },
      ...{ Inputs: 'Chart text', Outputs: 'A list of options', 'Role in workflow': 'Informs', Autonomy: 'None' },
      ...{ 'Not for': 'Emergencies', Contraindications: 'none stated' },
    });
    const stated = aFunction({ intendedUse: use({ contraindications: 'Pregnancy' }) });
    expect(formRows(blocks(stated)).Contraindications).toBe('Pregnancy');
  });

  it('has an error for each function whose intended use nobody has stated', () => {
    const made = blocks(aFunction(), aFunction({ id: 'f2', code: 'FN-2', name: 'Care planning', intendedUse: null }));
    expect(gapsIn(made)).toEqual([
      expect.objectContaining({
        level: 'error',
        title: 'FN-2 has no intended use',
        text: 'Nobody has stated what Care planning is for, so it can be neither classified nor validated.',
        affects: ['FN-2'],
        cites: [{ source: 'CFR-21', section: '801.4' }],
        href: '/api/v1/functions/f2/intended-uses',
      }),
    ]);
  });
});
