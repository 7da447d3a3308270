import fc from 'fast-check';
import { cursorAt, placeIn } from '../../src/kernel/list-cursor';
import { newId } from '../../src/kernel/ids';
import { Refusal } from '../../src/kernel/refusal';

const OF = '0123456789abcdef';
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value) ?? '').toString('base64url');

/** Why a cursor is refused; null when it is not. */
function refusal(cursor: string, of = OF): string | null {
  try {
    placeIn(cursor, of);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ type: 'invalid-query', errors: [{ pointer: '/cursor' }] });
    return (error as Refusal).detail;
  }
}

describe('The cursor of a list', () => {
  it('gives back the place that it was made of, and needs no escape in an address', () => {
    fc.assert(
      fc.property(fc.option(fc.string({ unit: 'grapheme', maxLength: 200 })), (key) => {
        fc.pre(!key?.includes('\0'));
        const place = { key, id: newId() };
        const cursor = cursorAt(OF, place);
        expect(placeIn(cursor, OF)).toEqual(place);
        expect(encodeURIComponent(cursor)).toBe(cursor);
      }),
    );
  });

  it('is refused in another list than its own, and says so', () => {
    expect(refusal(cursorAt(OF, { key: 'k', id: newId() }), 'fedcba9876543210')).toContain('another filter');
  });

  it.each([
    ['nothing', ''],
    ['no base64url', '%%%'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['no list', encoded({})],
    ['too short', encoded([OF, 'k'])],
    ['too long a list', encoded([OF, 'k', newId(), 1])],
    ['a key that is no text', encoded([OF, 1, newId()])],
    ['a key that is an object', encoded([OF, { $gt: '' }, newId()])],
    ['a key with U+0000', encoded([OF, 'a\0b', newId()])],
    ['a key with half a character', encoded([OF, '\ud800', newId()])],
    ['no id', encoded([OF, 'k', "' OR 1=1 --"])],
    ['an id of another kind', encoded([OF, 'k', '00000000-0000-4000-8000-000000000000'])],
    ['no digest', encoded([null, 'k', newId()])],
    ['text that nobody would write', encoded([OF, 'x'.repeat(5_000), newId()])],
    ['an id alone', Buffer.from(newId()).toString('base64url')],
    ['blanks in it', Buffer.from(`["${OF}", "k", "${newId()}"]`).toString('base64url')],
    ['a filled end', `${encoded([OF, 'kk', newId()])}==`],
  ])('that is %s is refused', (_, cursor) => {
    expect(refusal(cursor)).toContain('must be one that a list gave');
  });

  it('has one spelling: no other text is read as the same place', () => {
    const cursor = cursorAt(OF, { key: 'é', id: newId() });
    for (let at = 0; at < cursor.length; at += 1) {
      for (const letter of ['A', 'b', '7', '_', '=']) {
        const other = cursor.slice(0, at) + letter + cursor.slice(at + 1);
        if (other === cursor || refusal(other) !== null) continue;
        expect(placeIn(other, OF)).not.toEqual(placeIn(cursor, OF));
      }
    }
  });

  it('of anybody is read or refused, and never more', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.jsonValue().map(encoded)), (text) => void refusal(text)),
    );
  });
});
