/** So many significant digits a double can be told apart by; more of them were meant more exactly than can be kept. */
const MAX_DIGITS = 17;
/** So many significant digits every double keeps, whatever they are (IEEE 754 binary64). */
const KEPT_DIGITS = 15;

const significant = (digits: string): string => {
  const [mantissa = ''] = digits.replace('-', '').split(/[eE]/);
  return mantissa.replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
};

/**
 * Whether a JSON number is kept as it was written: no overflow, no underflow, no rounded integer, and the digits that
 * were sent are those that come back (RFC 7493 §2.2).
 */
export function isExact(digits: string, value = Number(digits)): boolean {
  if (digits.length <= KEPT_DIGITS && value !== 0 && Number.isSafeInteger(Math.trunc(value))) return true;
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return false;
  if (String(value) === digits) return true;
  const sent = significant(digits);
  if (value === 0) return sent === '';
  if (sent.length > MAX_DIGITS) return false;
  return sent.length <= KEPT_DIGITS || significant(value.toPrecision(sent.length)) === sent;
}
