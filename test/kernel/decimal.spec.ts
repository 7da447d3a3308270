import { compareDecimals, decimalOf, shifted, type Decimal } from '../../src/kernel/decimal';

const of = (text: string): Decimal => {
  const decimal = decimalOf(text);
  if (decimal === null) throw new Error(`${text} is no decimal number`);
  return decimal;
};

describe('A decimal number', () => {
  it.each([
    ['0.85', '0.850', 0],
    ['0.1', '0.10000000000000000000001', -1],
    ['1e-5', '0.00001', 0],
    ['1.5E2', '150', 0],
    ['-0', '0', 0],
    ['-2', '-1.9', -1],
    ['9007199254740993', '9007199254740992', 1],
    ['.5', '0.5', 0],
  ])('%s beside %s compares as %d, exactly', (a, b, expected) => {
    expect(compareDecimals(of(a), of(b))).toBe(expected);
    expect(compareDecimals(of(b), of(a))).toBe(expected === 0 ? 0 : -expected);
  });

  it('is moved by places without rounding', () => {
    expect(compareDecimals(shifted(of('0.57'), 2), of('57'))).toBe(0);
    expect(compareDecimals(shifted(of('57.1'), -2), of('0.571'))).toBe(0);
  });

  it.each(['', ' ', '.', 'NaN', 'Infinity', '85%', '1,000', '1e9999', '0x10', '1 2'])('is not %p', (text) => {
    expect(decimalOf(text)).toBeNull();
  });
});
