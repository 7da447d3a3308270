/** So many significant digits every double keeps apart; more of them were meant more exactly than can be kept. */
const MAX_DIGITS = 17;

const significant = (digits: string): number => {
  const [mantissa = ''] = digits.replace('-', '').split(/[eE]/);
  return mantissa.replace('.', '').replace(/^0+/, '').replace(/0+$/, '').length;
};

/** Whether a JSON number is kept as it was written: no overflow, no underflow, no rounded integer (RFC 7493 §2.2). */
export function isExact(digits: string): boolean {
  const value = Number(digits);
  if (digits.length < 16 && Math.abs(value) < Number.MAX_SAFE_INTEGER && value !== 0) return true;
  if (!Number.isFinite(value) || significant(digits) > MAX_DIGITS) return false;
  if (value === 0) return significant(digits) === 0;
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}
