import { type ResultRecord } from '../normal-form';

/** An interval that was computed here, for charts; it is never stored as if the file had said it. */
export interface DerivedInterval {
  readonly low: number;
  readonly high: number;
  /** In percent. */
  readonly level: 95;
  readonly method: 'normal approximation from the reported standard error';
  readonly derived: true;
}

/** The 0.975 quantile of the standard normal distribution. */
const Z_95 = 1.959963984540054;

/**
 * The 95 % interval value ± z · stderr, unclipped, in the unit of the value; null when the file gives no value or no
 * standard error, and when it gives an interval of its own, which goes first.
 */
export function deriveInterval(
  record: Pick<ResultRecord, 'value' | 'stderr' | 'ciLow' | 'ciHigh'>,
): DerivedInterval | null {
  const { value, stderr, ciLow, ciHigh } = record;
  if (value === null || stderr === null || stderr < 0 || ciLow !== null || ciHigh !== null) return null;
  return {
    low: value - Z_95 * stderr,
    high: value + Z_95 * stderr,
    level: 95,
    method: 'normal approximation from the reported standard error',
    derived: true,
  };
}
