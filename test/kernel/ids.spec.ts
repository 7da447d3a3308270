import { isId, newId } from '../../src/kernel/ids';

describe('an id', () => {
  it('is a UUIDv7, later than every one before', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(ids.every(isId)).toBe(true);
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('begins with the time', () => {
    const before = Date.now();
    const at = Number.parseInt(newId().replaceAll('-', '').slice(0, 12), 16);
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now() + 1000);
  });

  it.each([
    ['of version 4', '9b2d4f0e-6a31-4d0c-9a76-9d3b8a6b1c55'],
    ['of no time', '00000000-0000-0000-0000-000000000000'],
    ['of the end of time', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
    ['of the wrong variant', '019a0000-0000-7000-1000-000000000000'],
    ['without hyphens', '019a0000000070008000000000000000'],
    ['in braces', '{019a0000-0000-7000-8000-000000000000}'],
    ['with a line break', '019a0000-0000-7000-8000-000000000000\n'],
    ['that is empty', ''],
  ])('is not one %s', (_, text) => {
    expect(isId(text)).toBe(false);
  });
});
