/** A decimal number as it was written: `units` × 10^-`scale`, so that 0.85 is 0.85 and nothing near it. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Reads plain or exponent notation; null for what is no decimal number: an empty text, `NaN`, `85%`. */
export function decimalOf(text: string): Decimal | null {
  const [whole, sign = '', digits = '', fraction = '', exponent = '0'] = DECIMAL.exec(text.trim()) ?? [];
  if (whole === undefined || digits + fraction === '') return null;
  const units = BigInt(digits + fraction) * (sign === '-' ? -1n : 1n);
  return { units, scale: fraction.length - Number(exponent) };
}

/** The same number a hundred times larger (`places` 2) or smaller (-2), exactly. */
export const shifted = ({ units, scale }: Decimal, places: number): Decimal => ({ units, scale: scale - places });

/** Below 0 when the first is less, 0 when both are equal, above 0 when it is more; no rounding (RFC 7493 §2.2). */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const scale = Math.max(a.scale, b.scale);
  const at = (one: Decimal): bigint => one.units * 10n ** BigInt(scale - one.scale);
  const difference = at(a) - at(b);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}
