import fc from 'fast-check';
import { canonicalBytes, digestOf, isSha256, sha256 } from '../../src/kernel/digest';

describe('the canonical bytes of a value', () => {
  it.each([
    ['a name after another', { b: 1, a: 2 }, '{"a":2,"b":1}'],
    [
      'names in the order of UTF-16',
      { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 },
      '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}',
    ],
    [
      'numbers',
      [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0 + 0],
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
    ],
    ['what must be escaped', '€$\u000f\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    ['nothing', null, 'null'],
    ['emptiness', [{}, [], ''], '[{},[],""]'],
  ])('are those of RFC 8785 for %s', (_, value, text) => {
    expect(canonicalBytes(value).toString('utf8')).toBe(text);
  });

  it.each([
    ['undefined', undefined],
    ['undefined in an object', { a: undefined }],
    ['undefined in a list', [undefined]],
    ['NaN', Number.NaN],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['a Date', { at: new Date(0) }],
    ['a Map', new Map([['a', 1]])],
    ['a function', { a: () => 1 }],
    ['half of a character', 'a\ud800'],
    ['half of a character in a name', { '\udc00': 1 }],
    ['bytes', Buffer.from('a')],
    ['minus zero', -0],
    ['minus zero in a list', [-0]],
    ['a list with a hole', Object.assign([], { 1: 'b' })],
    ['a list with a name', Object.assign(['a'], { name: 'b' })],
    ['a list of another kind', new (class extends Array {})()],
    ['an object without a prototype', Object.create(null)],
    ['an object of a class', new (class {})()],
    ['a member named by a symbol', { [Symbol('a')]: 1 }],
    ['a large number', { of: 1n }],
    ['an object that says itself', { toJSON: () => 'a' }],
    ['what is far inside', { a: [{ b: [{ c: undefined }] }] }],
  ])('do not exist for %s, which JSON would lose', (_, value) => {
    expect(() => canonicalBytes(value)).toThrow();
  });

  it('exist for a backslash that only looks like half of a character', () => {
    expect(canonicalBytes('\\ud800').toString()).toBe('"\\\\ud800"');
  });

  it('say the value again when they are read, and are the same in any order of names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.integer(), { noNullPrototype: true }), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalBytes(reversed).equals(canonicalBytes(value))).toBe(true);
        expect(JSON.parse(canonicalBytes(value).toString('utf8'))).toEqual(value);
      }),
    );
  });
});

describe('a digest', () => {
  it('is that of FIPS 180-4', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256(Buffer.from('abc'))).toBe(sha256('abc'));
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('of a value is that of its canonical bytes', () => {
    expect(digestOf({ b: [1], a: 'ü' })).toBe(sha256('{"a":"ü","b":[1]}'));
  });

  it.each([
    ['a'.repeat(64), true],
    ['0123456789abcdef'.repeat(4), true],
    ['A'.repeat(64), false],
    ['a'.repeat(63), false],
    ['a'.repeat(65), false],
    [`${'a'.repeat(64)}\n`, false],
    ['g'.repeat(64), false],
    ['', false],
  ])('is written as sixty-four small hexadecimal digits: %j is one: %s', (text, expected) => {
    expect(isSha256(text)).toBe(expected);
  });
});
