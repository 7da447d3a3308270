import fc from 'fast-check';
import { parseIJson } from '../../src/http/ijson';
import { Refusal } from '../../src/kernel/refusal';

const read = (text: string | Buffer): unknown => parseIJson(Buffer.from(text as string));
const refusalOf = (text: string | Buffer): string | null => {
  try {
    read(text);
    return null;
  } catch (error) {
    return error instanceof Refusal ? error.type : String(error);
  }
};
/** As JSON.parse reads it, but for −0, which is 0 to every reader of numbers. */
const positive = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => (value === 0 ? 0 : value)) as unknown;
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

/** What JSON and I-JSON both have: no lone surrogate, no NUL, no name of JavaScript, not too deep. */
const GOOD = fc
  .jsonValue({ maxDepth: 8, stringUnit: 'grapheme' })
  .map((value) => JSON.stringify(value))
  .filter((text) => !/__proto__|constructor|prototype|\\u0000/.test(text))
  .filter((text) => !/\d{16,}|e\+/.test(text));

describe('Strict I-JSON', () => {
  it('is read as JSON.parse reads it, where it is good', () => {
    fc.assert(
      fc.property(GOOD, fc.constantFrom(0, 1, 4), (text, indent) => {
        const spaced = JSON.stringify(JSON.parse(text), null, indent);
        expect(read(spaced)).toEqual(JSON.parse(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read whatever the escapes of its texts', () => {
    const escapedFully = (text: string): string =>
      `"${[...Array(text.length).keys()].map((at) => `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')}"`;
    const texts = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(fc.property(texts, (text) => expect(read(escapedFully(text))).toBe(text)));
    expect(read('"\\"\\\\\\/\\b\\f\\n\\r\\t"')).toBe('"\\/\b\f\n\r\t');
  });

  it('refuses whatever JSON.parse refuses, and never with anything but a refusal', () => {
    const pieces = fc.constantFrom(
      ...'{}[]",:\\u0e+-.12 \n\t',
      'true',
      'null',
      'fals',
      '"a"',
      '\\ud83e',
      '\u0000',
      '\ufeff',
      'é',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 20 }).map((all) => all.join('')),
        (text) => {
          const refusal = refusalOf(text);
          expect(refusal ?? '').not.toMatch(/Error/);
          if (refusal !== null) return;
          expect(read(text)).toEqual(positive(text));
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('keeps objects what they are', () => {
    const object = read('{"toString":1,"hasOwnProperty":2,"":3,"0":4}') as object;
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
    expect(Object.entries(object)).toEqual(Object.entries({ 0: 4, toString: 1, hasOwnProperty: 2, '': 3 }));
  });

  it.each([
    ['nothing', '', 'empty-body'],
    ['white space alone', ' \n', 'malformed-json'],
    ['an end that is missing', '{"a":1', 'malformed-json'],
    ['a comma too many', '[1,]', 'malformed-json'],
    ['a name without quotes', '{a:1}', 'malformed-json'],
    ['a text in single quotes', "['a']", 'malformed-json'],
    ['a second value', '1 2', 'malformed-json'],
    ['a comment', '[1] // one', 'malformed-json'],
    ['NaN', '[NaN]', 'malformed-json'],
    ['Infinity', '-Infinity', 'malformed-json'],
    ['a leading zero', '[01]', 'malformed-json'],
    ['a plus', '[+1]', 'malformed-json'],
    ['a point at the end', '[1.]', 'malformed-json'],
    ['a point at the start', '[.5]', 'malformed-json'],
    ['a minus alone', '[-]', 'malformed-json'],
    ['an exponent without digits', '[1e]', 'malformed-json'],
    ['hexadecimal', '[0x10]', 'malformed-json'],
    ['a word cut short', '[tru]', 'malformed-json'],
    ['a tab in a text', '"a\tb"', 'malformed-json'],
    ['a line break in a text', '"a\nb"', 'malformed-json'],
    ['an escape that does not exist', '"\\x41"', 'malformed-json'],
    ['an escape cut short', '"\\u12"', 'malformed-json'],
    ['a text cut short', '"abc', 'malformed-json'],
    ['a backslash at the end', '"abc\\', 'malformed-json'],
    ['a space of another kind', '\u00a01', 'malformed-json'],
    ['a byte order mark', '\ufeff{}', 'malformed-json'],
    ['U+0000 as it is', '{"a":"x\0"}', 'nul-character'],
    ['U+0000 as an escape', '{"a":"x\\u0000"}', 'nul-character'],
    ['U+0000 in a name', '{"\\u0000":1}', 'nul-character'],
    ['U+0000 between tokens', '{\0}', 'nul-character'],
    ['a first half', '"\\ud800"', 'lone-surrogate'],
    ['a first half before a letter', '"\\ud800\\u0061"', 'lone-surrogate'],
    ['two first halves', '"\\ud800\\ud800"', 'lone-surrogate'],
    ['a second half', '"a\\udc00"', 'lone-surrogate'],
    ['halves in the wrong order', '"\\udc00\\ud800"', 'lone-surrogate'],
    ['a half in a name', '{"\\ud800":1}', 'lone-surrogate'],
    ['a noncharacter as it is', '"\uffff"', 'noncharacter'],
    ['a noncharacter as an escape', '"\\ufdd0"', 'noncharacter'],
    ['a noncharacter of another plane', '"\\ud83f\\udffe"', 'noncharacter'],
    ['a name twice', '{"a":1,"b":2,"a":1}', 'duplicate-name'],
    ['a name twice, once as an escape', '{"a":1,"\\u0061":2}', 'duplicate-name'],
    ['an empty name twice', '{"":1,"":2}', 'duplicate-name'],
    ['a name twice, deep inside', '[[{"x":{"a":1,"a":null}}]]', 'duplicate-name'],
    ['__proto__', '{"__proto__":{"isAdmin":true}}', 'forbidden-name'],
    ['__proto__ as an escape', '{"\\u005f_proto__":1}', 'forbidden-name'],
    ['constructor', '[{"constructor":1}]', 'forbidden-name'],
    ['prototype', '{"a":{"prototype":1}}', 'forbidden-name'],
    ['33 levels', nested(33), 'too-deep'],
    ['33 levels of objects', '{"a":'.repeat(33) + '1' + '}'.repeat(33), 'too-deep'],
    ['a hundred thousand levels', nested(100_000), 'too-deep'],
    ['2^53 + 1', '[9007199254740993]', 'number-out-of-range'],
    ['2^53', '[9007199254740992]', 'number-out-of-range'],
    ['-2^53 - 1', '[-9007199254740993]', 'number-out-of-range'],
    ['2^53 + 1 with an exponent', '[9007199254740993e0]', 'number-out-of-range'],
    ['2^53 + 1 with a fraction', '[9007199254740993.0]', 'number-out-of-range'],
    ['1e400', '[1e400]', 'number-out-of-range'],
    ['-1e400', '[-1e400]', 'number-out-of-range'],
    ['1e-400', '[1e-400]', 'number-out-of-range'],
    ['more digits than a double has', '[0.12345678901234567890]', 'number-out-of-range'],
    ['digits that come back as others', '[1234567890123456.7]', 'number-out-of-range'],
    ['a hundred thousand digits', `[${'9'.repeat(100_000)}]`, 'number-out-of-range'],
  ])('refuses %s', (_, text, type) => {
    expect(refusalOf(text)).toBe(type);
  });

  it.each([
    ['a byte that begins nothing', [0x22, 0xff, 0x22]],
    ['a sequence cut short', [0x22, 0xe2, 0x82, 0x22]],
    ['a form that is too long', [0x22, 0xc0, 0xaf, 0x22]],
    ['half a surrogate pair', [0x22, 0xed, 0xa0, 0x80, 0x22]],
    ['what is past U+10FFFF', [0x22, 0xf4, 0x90, 0x80, 0x80, 0x22]],
  ])('refuses bytes that are not UTF-8: %s', (_, bytes) => {
    expect(refusalOf(Buffer.from(bytes))).toBe('invalid-utf8');
  });

  it.each([
    ['32 levels', nested(32)],
    ['2^53 - 1', '9007199254740991'],
    ['-(2^53 - 1)', '-9007199254740991'],
    ['what Python prints of a double', '0.30000000000000004'],
    ['17 digits', '0.013506964748043852'],
    ['a zero with digits', '0.000'],
    ['a zero with an exponent', '0e5'],
    ['a fraction that ends in zeros', '0.850'],
    ['an exponent', '1.5e-7'],
    ['every other control character', '"\\u0001\\u001f\\u007f"'],
    ['both halves', '"\\ud83e\\ude7a 🩺"'],
    ['a replacement character', '"\ufffd"'],
  ])('takes %s', (_, text) => {
    expect(read(text)).toEqual(JSON.parse(text));
  });

  it('reads -0 as 0', () => {
    expect(Object.is(read('-0'), 0)).toBe(true);
  });

  it('says where it went wrong, and little of what was sent', () => {
    expect(() => read('{\n  "a": 1,\n  "a": 2\n}')).toThrow('Line 3, column 6: “a” stands twice in one object');
    expect(() => read('{"a":x}')).toThrow('Line 1, column 6: here a value is expected');
    try {
      read(`{"${'n'.repeat(1_000)}":1,"${'n'.repeat(1_000)}":1}`);
    } catch (error) {
      expect((error as Refusal).detail.length).toBeLessThan(200);
    }
    expect.hasAssertions();
  });
});
