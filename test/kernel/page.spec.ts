import { cursorOf, idOfCursor, presentPage } from '../../src/kernel/page';

describe('a cursor', () => {
  it('gives back the id that it was made of, and needs no escape in an address', () => {
    const id = '019a0000-0000-7000-8000-000000000000';
    expect(idOfCursor(cursorOf(id))).toBe(id);
    expect(encodeURIComponent(cursorOf(id))).toBe(cursorOf(id));
  });

  it.each(['', '*', '%%%', 'ä', 'x'.repeat(10_000)])('of anybody else is read without a fault: %j', (text) => {
    expect(typeof idOfCursor(text)).toBe('string');
  });
});

describe('a page', () => {
  it('is presented item by item, with the same next', () => {
    expect(presentPage({ items: [1, 2], next: 'n' }, (one) => one * 2)).toEqual({ items: [2, 4], next: 'n' });
  });
});
