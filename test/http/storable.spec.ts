import fc from 'fast-check';
import { refuseUnstorable } from '../../src/http/storable';
import { Refusal } from '../../src/kernel/refusal';

const refusalOf = (value: unknown): string | null => {
  try {
    refuseUnstorable(value);
    return null;
  } catch (error) {
    return error instanceof Refusal ? error.type : String(error);
  }
};
const nested = (depth: number): unknown => (depth === 0 ? 'x' : [nested(depth - 1)]);

describe('a value that was sent', () => {
  it.each([
    ['U+0000', 'a\0b', 'nul-character'],
    ['U+0000 in a list', [['a\0']], 'nul-character'],
    ['U+0000 in a name', { 'a\0': 1 }, 'nul-character'],
    ['a first half alone', 'a\ud800', 'lone-surrogate'],
    ['a second half alone', '\udfffb', 'lone-surrogate'],
    ['a half in a name', { '\ud800': 1 }, 'lone-surrogate'],
    ['a name of JavaScript', { a: JSON.parse('{"__proto__": 1}') as unknown }, 'forbidden-name'],
    ['the name of a constructor', [{ constructor: 1 }], 'forbidden-name'],
    ['thirty-three levels', nested(33), 'too-deep'],
  ])('with %s is refused', (_, value, type) => {
    expect(refusalOf(value)).toBe(type);
  });

  it.each([
    ['both halves', '🩺'],
    ['thirty-two levels', nested(32)],
    ['the name of a method', { toString: 1, hasOwnProperty: 2 }],
    ['nothing', null],
    ['every other control character', '\u0001\u001f\u007f\u0085'],
  ])('with %s is taken', (_, value) => {
    expect(refusalOf(value)).toBeNull();
  });

  it('of whole characters is taken, whatever it is', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((one) => !one.includes('\0'));
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        expect(refusalOf(texts)).toBeNull();
      }),
    );
  });
});
