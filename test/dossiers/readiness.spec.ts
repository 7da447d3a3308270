import { readinessOf, refuseErrors } from '../../src/dossiers/readiness';
import { type Refusal } from '../../src/kernel/refusal';
import { aFunction, dossierRecord, evidence, version } from './fixtures/record';

const missing = {
  functions: [aFunction({ intendedUse: null, classifications: [] })],
  version: version({ baseModel: null, artifacts: [] }),
};

describe('Readiness', () => {
  it('is ready when nothing is missing', () => {
    expect(readinessOf(dossierRecord())).toEqual({
      ...{ template: 'fda-samd', ready: true, gaps: [], counts: { error: 0, warning: 0, note: 0 } },
    });
    expect(() => refuseErrors(dossierRecord())).not.toThrow();
  });

  it('is ready all the same with warnings and notes', () => {
    const { ready, counts } = readinessOf(dossierRecord({ evidence: [evidence()], parties: [] }));
    expect({ ready, counts }).toEqual({ ready: true, counts: { error: 0, warning: 3, note: 0 } });
  });

  it('lists the gravest first and counts each level', () => {
    const { ready, gaps, counts } = readinessOf(dossierRecord(missing));
    expect(ready).toBe(false);
    expect(counts).toEqual({ error: 3, warning: 0, note: 1 });
    expect(gaps.map(({ level }) => level)).toEqual(['error', 'error', 'error', 'note']);
  });

  it('gives citations as they are printed, and texts as plain words', () => {
    const [first] = readinessOf(dossierRecord({ functions: [aFunction({ intendedUse: null })] })).gaps;
    expect(first).toEqual({
      ...{ level: 'error', title: 'FN-1 has no intended use', affects: ['FN-1'], cites: ['21 CFR 801.4'] },
      text: 'Nobody has stated what Decision support is for, so it can be neither classified nor validated.',
      closes: 'State the intended use',
      href: '/api/v1/functions/0190a000-0000-7000-8000-0000000000f1/intended-uses',
    });
  });

  it('refuses with every error at once, each with where it is mended', () => {
    let refusal: Refusal | null = null;
    try {
      refuseErrors(dossierRecord(missing));
    } catch (error) {
      refusal = error as Refusal;
    }
    expect(refusal).toMatchObject({ type: 'not-ready', status: 409 });
    expect(refusal?.errors).toEqual([
      {
        pointer: expect.stringMatching(/^\/api\/v1\/versions\//) as string,
        detail: expect.stringMatching(/^No artifact digest: /) as string,
      },
      {
        pointer: expect.stringMatching(/intended-uses$/) as string,
        detail: expect.stringMatching(/^FN-1 has no intended use: /) as string,
      },
      {
        pointer: expect.stringMatching(/classifications$/) as string,
        detail: expect.stringMatching(/^FN-1 is not classified: /) as string,
      },
    ]);
    expect(refusal?.detail).toContain('A preview can be made all the same');
  });
});
