import * as fc from 'fast-check';
import { readJson } from '../../../src/evidence/importers/json-reader';
import {
  isArray,
  isObject,
  JsonNumber,
  memberOf,
  notNumbers,
  type JsonValue,
} from '../../../src/evidence/importers/json-value';
import { decodedUtf8 } from '../../../src/evidence/importers/utf8';

function plain(value: JsonValue): unknown {
  if (value instanceof JsonNumber) return value.value;
  if (isArray(value)) return value.map(plain);
  if (isObject(value)) return Object.fromEntries([...value].map(([name, member]) => [name, plain(member)]));
  return value;
}

const textOf = (json: string): string | undefined => {
  const value = readJson(json);
  return value instanceof JsonNumber ? value.text : undefined;
};

describe('A JSON document', () => {
  it('means what JSON.parse says', () => {
    const withoutMinusZero = (_: string, value: unknown): unknown => (Object.is(value, -0) ? 0 : value);
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (json, space) => {
        const spaced = JSON.stringify(JSON.parse(json), null, space);
        expect(plain(readJson(spaced))).toEqual(JSON.parse(spaced, withoutMinusZero));
      }),
    );
  });

  it('is refused wherever JSON.parse refuses it, NaN and Infinity set aside', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-',
      '0',
      '.5',
      'e3',
      'true',
      'nul',
      ' ',
      '"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        let good = true;
        try {
          JSON.parse(text);
        } catch {
          good = false;
        }
        if (good) expect(() => readJson(text)).not.toThrow();
        else expect(() => readJson(text)).toThrow(/^line 1, column \d+: /);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps the digits of every number', () => {
    const digits = fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?$/);
    fc.assert(
      fc.property(digits, (text) => {
        expect(textOf(text)).toBe(text);
        expect(textOf(` ${text}\n`)).toBe(text);
        expect(readJson(`[${text},{"a":${text}}]`)).toEqual([
          new JsonNumber(text),
          new Map([['a', new JsonNumber(text)]]),
        ]);
      }),
    );
  });

  it.each(['0.6339355852317361', '1e-3', '0.10', '-0.0', '1E+2', '123456789012345678901234567890'])(
    'keeps %s',
    (text) => {
      expect(textOf(text)).toBe(text);
    },
  );

  it.each(['NaN', 'Infinity', '-Infinity', '1e400'])('takes %s as a number without a value, and says where', (text) => {
    const value = readJson(`{"a/b": [0, ${text}]}`);
    expect(memberOf(value, 'a/b')).toEqual([new JsonNumber('0'), new JsonNumber(text)]);
    expect(notNumbers(value)).toEqual([{ at: '/a~1b/1', text }]);
  });

  it('reads minus zero as zero, which is how RFC 8785 writes it', () => {
    expect(Object.is(new JsonNumber('-0.0').value, 0)).toBe(true);
  });

  it('cannot reach a prototype by a member name', () => {
    const value = readJson('{"__proto__": {"polluted": true}, "constructor": 1}');
    expect(memberOf(value, '__proto__', 'polluted')).toBe(true);
    expect(memberOf(value, 'toString')).toBeUndefined();
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each([
    ['{"a": 1, "a": 2}', 'line 1, column 10: the member name "a" is there twice'],
    ['{"a": 1, "\\u0061": 2}', 'line 1, column 10: the member name "a" is there twice'],
    ['{}\n{}', 'line 2, column 1: something follows the end of the document'],
    ['{"a":\n  tru}', 'line 2, column 3: a value is expected'],
    ['[1, 2', 'line 1, column 6: the file ends too early; a comma or ] is expected'],
    ['["é😀", x]', 'line 1, column 8: a value is expected'],
    ['["a\tb"]', 'line 1, column 4: a string is not closed or holds a control character'],
    ['["\\x"]', 'line 1, column 3: JSON has no escape \\x'],
    ['["\\ud800"]', 'line 1, column 3: a \\u escape is half of a character (a lone surrogate)'],
    ['[01]', 'line 1, column 3: a comma or ] is expected'],
    ['[1,]', 'line 1, column 4: a value is expected'],
    ['{a: 1}', 'line 1, column 2: a member name in double quotes is expected'],
    ['[nan]', 'line 1, column 2: a value is expected'],
    ['', 'line 1, column 1: the file ends too early; a value is expected'],
  ])('is refused with line and column: %j', (text, message) => {
    expect(() => readJson(text)).toThrow(message);
  });

  it('may be nested 64 levels deep, and no deeper', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(() => readJson(nested(64))).not.toThrow();
    expect(() => readJson(nested(65))).toThrow('nested deeper than 64 levels');
    expect(() => readJson(nested(5_000_000))).toThrow('line 1, column 65');
  });

  it('of 20 MiB is read in a few seconds', () => {
    const row = '{"acc,none": 0.6339355852317361, "alias": "a\\nb"},\n';
    const text = `[${row.repeat((20 * 1024 * 1024) / row.length - 1)}1]`;
    const startedAt = Date.now();
    readJson(text);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  }, 30_000);
});

describe('UTF-8', () => {
  it('loses its byte order mark', () => {
    expect(decodedUtf8(Buffer.from('\ufeff{}'))).toBe('{}');
  });

  it('is refused at the first byte that is not UTF-8', () => {
    const bytes = Buffer.concat([Buffer.from('{\n"é": "'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
    expect(() => decodedUtf8(bytes)).toThrow('line 2, column 7: the file is not UTF-8 from here');
  });
});
