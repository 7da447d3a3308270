import { type Criterion, held, isMeant } from '../claim.rules';
import type { NormalForm, ResultRecord } from '../normal-form';
import type { ChartLimit, Reading } from './chart';
import type { Charted, ChartedCriterion } from './charted';

/** Below so many items a figure without a claim is shown and not interpreted. */
export const FEW = 30;

const isFloor = ({ comparator }: Criterion): boolean => comparator === '>=' || comparator === '>';

/** A threshold of a proportion in percent, without the noise of doubles: `0.60` is 60. */
const inPercent = ({ threshold, unit }: Criterion): number =>
  unit === '%' ? Number(threshold) : Number((Number(threshold) * 100).toPrecision(12));

const limitOf = (criterion: ChartedCriterion): ChartLimit => {
  const value = inPercent(criterion);
  return { value, text: String(value), good: isFloor(criterion) ? 'above' : 'below', claim: criterion.code };
};

/** Of several limits on one side the one that is hardest to meet: whoever meets it meets them all. */
function strictest(meant: readonly ChartedCriterion[]): ChartedCriterion | undefined {
  const [first, ...others] = meant;
  return others
    .filter((one) => isFloor(one) === isFloor(first))
    .reduce((hard, one) => (inPercent(one) > inPercent(hard) === isFloor(first) ? one : hard), first);
}

const SIDE = { above: ['Above', 'below'], below: ['Below', 'above'] } as const;

function readingOf(limit: ChartLimit, { meets, why, interval }: ReturnType<typeof held>, tooFew: boolean): Reading {
  const [good, bad] = SIDE[limit.good];
  if (tooFew) return { kind: 'too-few', text: 'Too few to conclude' };
  if (meets === null) return { kind: 'not-counted', text: `Not counted: ${why ?? ''}` };
  if (!meets) return { kind: 'fails', text: `Does not meet ${limit.text}` };
  return interval !== null && !interval.isAllGood
    ? { kind: 'reaches', text: `Interval reaches ${bad} ${limit.text}` }
    : { kind: 'meets', text: `${good} ${limit.text}` };
}

/** What a figure is held against: the limit, what the figure says of it, and whether its items are too few for a word. */
export interface Held {
  readonly limit: ChartLimit | null;
  readonly reading: Reading;
  readonly isFew: boolean;
}

/** Holds a figure of a piece of evidence against the claims that mean it, as the claims themselves are judged. */
export function heldOf(record: ResultRecord, { criteria }: Pick<Charted, 'criteria'>, run: NormalForm): Held {
  const criterion = strictest(criteria.filter((one) => isMeant(one, record)));
  const isFew = record.n !== null && record.n < (criterion?.minimumN ?? FEW);
  if (criterion === undefined) {
    const reading: Reading = isFew
      ? { kind: 'too-few', text: 'Too few to conclude' }
      : { kind: 'no-limit', text: 'No limit fixed' };
    return { limit: null, reading, isFew };
  }
  const limit = limitOf(criterion);
  return { limit, reading: readingOf(limit, held(criterion, record, run), isFew), isFew };
}
