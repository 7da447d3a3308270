import { type Criterion, isStatedAfterRun, judgeClaim } from '../../src/evidence/claim.rules';
import type { NormalForm, ResultRecord } from '../../src/evidence/normal-form';
import { normalForm, result } from '../dossiers/fixtures/record';

const criterion = (own: Partial<Criterion> = {}): Criterion => ({
  ...{ metric: 'acc', comparator: '>=', threshold: '0.60', unit: null, task: null, subgroup: null, minimumN: 100 },
  ...own,
});
const run = (records: readonly Partial<ResultRecord>[], own: Partial<NormalForm> = {}) => ({
  code: 'EV-0001',
  results: normalForm({ records: records.map(result), ...own }),
});
const figure = (valueText: string, own: Partial<ResultRecord> = {}) => ({
  value: Number(valueText),
  valueText,
  ...own,
});

describe('A claim', () => {
  it.each([
    ['>=', '0.60', 'holds'],
    ['>=', '0.6', 'holds'],
    ['>', '0.60', 'does-not-hold'],
    ['<=', '0.60', 'holds'],
    ['<', '0.60', 'does-not-hold'],
    ['<', '0.6000000000001', 'holds'],
  ] as const)('of %s %s, beside 0.600, %s', (comparator, threshold, outcome) => {
    expect(judgeClaim(criterion({ comparator, threshold }), [run([figure('0.600')])]).outcome).toBe(outcome);
  });

  it('is compared digit by digit, not as doubles are', () => {
    const least = run([figure('0.59999999999999999999')]);
    expect(judgeClaim(criterion(), [least]).outcome).toBe('does-not-hold');
  });

  it('is compared by the estimate, and says whether the whole interval is good', () => {
    const wide = judgeClaim(criterion(), [run([figure('0.61', { stderr: 0.02 })])]);
    expect(wide).toMatchObject({ outcome: 'holds', figures: [{ interval: { derived: true, isAllGood: false } }] });
    const own = figure('0.61', { ciLow: 0.605, ciHigh: 0.615, ciLevel: 95 });
    expect(judgeClaim(criterion(), [run([own])]).figures[0].interval).toEqual({
      ...{ low: 0.605, high: 0.615, derived: false, isAllGood: true },
    });
    expect(judgeClaim(criterion(), [run([figure('0.61', { stderr: null })])]).figures[0].interval).toBeNull();
  });

  it('does not hold when one of several figures fails: none is chosen', () => {
    const { outcome, reasons } = judgeClaim(criterion(), [
      run([figure('0.9'), figure('0.5', { task: 'pubmedqa' })]),
      run([figure('0.8')]),
    ]);
    expect({ outcome, reasons }).toEqual({
      ...{ outcome: 'does-not-hold', reasons: ['EV-0001, pubmedqa: 0.5 does not meet the criterion'] },
    });
  });

  it('looks only at the test set and the subgroup that it names', () => {
    const linked = [
      run([
        figure('0.9'),
        figure('0.1', { task: 'pubmedqa' }),
        figure('0.2', { subgroup: 'sex=female' }),
        figure('0.3', { isGroup: true }),
      ]),
    ];
    expect(judgeClaim(criterion({ task: 'MedQA' }), linked).figures.map(({ valueText }) => valueText)).toEqual([
      ...['0.9', '0.3'],
    ]);
    expect(judgeClaim(criterion(), linked).figures.map(({ valueText }) => valueText)).toEqual(['0.9', '0.1']);
    expect(judgeClaim(criterion({ subgroup: 'sex=female' }), linked).figures).toHaveLength(1);
  });

  it.each([
    ['a unit that the claim does not have', figure('70', { unit: 'points' }), {}, /unit is points/],
    ['too few items', figure('0.9', { n: 99 }), {}, /n 99 is below the minimum of 100/],
    ['no number of items', figure('0.9', { n: null }), {}, /on how many items/],
    ['no number', { value: null, valueText: 'NaN' }, {}, /not a number/],
    ['a run that broke off', figure('0.9'), { status: 'partial' as const }, /the run is partial/],
    ['a figure from elsewhere', figure('0.9'), { provenance: 'copied-claim' as const }, /copied from elsewhere/],
  ])('is not shown by %s, and says so', (_, record, own, reason) => {
    const { outcome, reasons, figures } = judgeClaim(criterion(), [run([record], own)]);
    expect({ outcome, meets: figures[0].meets, interval: figures[0].interval }).toEqual({
      ...{ outcome: 'not-shown', meets: null, interval: null },
    });
    expect(reasons[0]).toMatch(reason);
  });

  it('in percent is held against a proportion, and the other way, exactly', () => {
    expect(judgeClaim(criterion({ unit: '%', threshold: '57' }), [run([figure('0.57')])]).outcome).toBe('holds');
    expect(judgeClaim(criterion({ threshold: '0.571' }), [run([figure('57.1', { unit: '%' })])]).outcome).toBe('holds');
    const loss = run([figure('0.57', { metric: 'loss' })]);
    expect(judgeClaim(criterion({ metric: 'loss', unit: '%' }), [loss]).outcome).toBe('not-shown');
  });

  it('is not shown without evidence, or by evidence of another metric or of none', () => {
    expect(judgeClaim(criterion(), [])).toEqual({
      ...{ outcome: 'not-shown', reasons: ['No evidence that stands is linked to it'], figures: [] },
    });
    const others = [run([figure('0.9', { metric: 'f1' })]), { code: 'EV-0002', results: null }];
    expect(judgeClaim(criterion(), others)).toMatchObject({ outcome: 'not-shown', figures: [] });
  });
});

describe('A claim stated', () => {
  it.each([
    ['a day after the work', '2026-03-05T12:00:00Z', '2026-03-04', null, true],
    ['on the day of the work', '2026-03-04T23:59:00Z', '2026-03-04', null, false],
    ['while that day goes on somewhere', '2026-03-05T11:59:00Z', '2026-03-04', null, false],
    ['after the run began, as the file says it', '2026-03-04T12:00:01Z', '2026-03-04', '2026-03-04T12:00:00Z', true],
    ['before the run began', '2026-03-04T11:59:59Z', '2026-03-04', '2026-03-04T12:00:00Z', false],
    ['when the file gives no zone', '2026-03-04T12:00:01Z', '2026-03-04', '2026-03-04T12:00:00', false],
    ['before the work, of a run that was older', '2026-03-04T12:00:00Z', '2026-03-09', '2026-03-01T00:00:00Z', true],
  ] as const)('%s is after the run: %s', (_, statedAt, performedOn, evaluatedAt, expected) => {
    expect(isStatedAfterRun(new Date(statedAt), performedOn, evaluatedAt)).toBe(expected);
  });
});
