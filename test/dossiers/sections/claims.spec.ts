import { claims } from '../../../src/dossiers/sections/claims';
import type { RecordedClaim } from '../../../src/dossiers/claim-record';
import { aFunction, claim, dossierRecord, evidence } from '../fixtures/record';
import { blocksOf, gapsIn, isKind, plain, rowsOf } from '../fixtures/words';

const of = (...all: RecordedClaim[]) => blocksOf(claims, dossierRecord({ claims: all }));
const ledger = (...all: RecordedClaim[]) => rowsOf(of(...all), /^Claims, each/);
const gaps = (...all: RecordedClaim[]) => gapsIn(of(...all)).map(({ level, title }) => `${level}: ${title}`);

const failed = claim({
  judgement: {
    outcome: 'does-not-hold',
    reasons: ['EV-0001, medqa: 0.59 does not meet the criterion'],
    figures: [{ ...claim().judgement.figures[0], valueText: '0.59', meets: false, interval: null }],
  },
});
const bare = claim({
  evidence: [],
  judgement: { outcome: 'not-shown', reasons: ['No evidence that stands is linked to it'], figures: [] },
});
const late = claim({ evidence: [{ code: 'EV-0001', statedAfterRun: true }] });

describe('The claims', () => {
  it('stand with their limit, their evidence, the result in the digits of its file, and whether they hold', () => {
    const [[said, limit, shown, result, holds]] = ledger(claim());
    expect(said).toMatch(
      /^CL-0001, FN-1, revision 1 \| Names the right answer.*Population: Adults \| Stated 2026-02-01/,
    );
    expect(limit).toBe('acc ≥ 0.60 | n ≥ 1,000');
    expect(shown).toBe('EV-0001');
    expect(result).toBe('0.6339355852317361 | medqa, n 1,273 | the whole interval meets it; derived interval');
    expect(holds).toBe('[met] yes');
    expect(gaps(claim())).toEqual([]);
  });

  it('name the unit, the test set and the subgroup where they have one', () => {
    const [[, limit]] = ledger(
      claim({ comparator: '<', threshold: '5.0', unit: '%', task: 'medqa', subgroup: 'sex=female' }),
    );
    expect(limit).toBe('acc < 5.0 % | n ≥ 1,000 | medqa | sex=female');
  });

  it('stay in the table when they failed, marked “no”, with a warning', () => {
    const [[, , , result, holds]] = ledger(failed);
    expect([result, holds]).toEqual(['0.59 | medqa, n 1,273', '[not-met] no']);
    expect(gaps(failed)).toEqual(['warning: CL-0001 does not hold']);
  });

  it('without evidence are a gap, and say what is wanted', () => {
    const [[, , shown, result, holds]] = ledger(bare);
    expect([shown, result, holds]).toEqual(['[gap] none', 'no result', '[gap] not shown']);
    const [gap] = gapsIn(of(bare));
    expect(gap).toMatchObject({ level: 'warning', title: 'CL-0001 is not shown', affects: ['CL-0001', 'FN-1'] });
    expect(plain(gap.text)).toBe('No evidence that stands is linked to it.');
  });

  it('that came after the run are marked beside their result and as a warning, never hidden', () => {
    expect(ledger(late)[0][4]).toBe('[condition] yes, stated after the run');
    const [gap] = gapsIn(of(late));
    expect(gap).toMatchObject({
      ...{ level: 'warning', title: 'CL-0001 was stated after the run', affects: ['CL-0001', 'FN-1', 'EV-0001'] },
    });
  });

  it('say of a figure that does not count why, and of an interval that it crosses the limit', () => {
    const [figure] = claim().judgement.figures;
    const one = claim({
      judgement: {
        ...claim().judgement,
        figures: [
          { ...figure, n: null, meets: null, interval: null, why: 'the file does not say on how many items' },
          { ...figure, unit: '%', interval: { low: 1, high: 2, derived: false, isAllGood: false } },
        ],
      },
    });
    const [[, , , result]] = ledger(one);
    expect(result).toContain('medqa, n not in file | not counted: the file does not say on how many items');
    expect(result).toContain('0.6339355852317361 % | medqa, n 1,273 | the interval crosses the limit');
  });

  it('that are withdrawn stay without a gap of their own, and their function has none then', () => {
    const withdrawn = { ...failed, withdrawal: { reason: 'Not meant', at: '2026-03-01T00:00:00.000Z', by: 'Lead' } };
    expect(ledger(withdrawn)[0][4]).toBe('[none] withdrawn');
    expect(gaps(withdrawn)).toEqual(['note: FN-1 has no claim']);
  });

  it('are missing as a note for each function of which nothing is claimed', () => {
    const functions = [aFunction(), aFunction({ code: 'FN-2', name: 'Care planning' })];
    const blocks = blocksOf(claims, dossierRecord({ functions, claims: [] }));
    expect(gapsIn(blocks).map(({ title }) => title)).toEqual(['FN-1 has no claim', 'FN-2 has no claim']);
    expect(blocks.filter(isKind('paragraph')).map(({ text }) => plain(text))).toEqual([
      'No claim of performance is stated for any function.',
    ]);
  });

  it('are traced from each piece of evidence, and from none where it is linked to nothing', () => {
    const all = [evidence({ shows: ['FN-1', 'CL-0001'] }), evidence({ code: 'EV-0002', shows: [] })];
    const rows = rowsOf(blocksOf(claims, dossierRecord({ evidence: all })), /^What each piece/);
    expect(rows.map(([code, , functions, claimed]) => [code, functions, claimed])).toEqual([
      ['EV-0001', 'FN-1', 'CL-0001'],
      ['EV-0002', 'none', 'none'],
    ]);
  });
});
