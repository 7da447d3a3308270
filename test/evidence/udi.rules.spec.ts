import { type IssuingAgency, refusedUdiDi } from '../../src/evidence/udi.rules';

describe('A UDI-DI', () => {
  it.each([
    ['GS1', '51022222233336'],
    ['GS1', '00614141999996'],
    ['HIBCC', 'A999B12'],
    ['HIBCC', 'H123ABC01234567890'],
    ['ICCBBA', 'A9999XYZ100T0944'],
  ] as readonly [IssuingAgency, string][])('of %s may be %s', (agency, identifier) => {
    expect(refusedUdiDi(agency, identifier)).toBeNull();
  });

  it('of GS1 is refused with any one digit changed', () => {
    const good = '51022222233336';
    for (let at = 0; at < good.length; at += 1) {
      const digit = String((Number(good[at]) + 1) % 10);
      expect(refusedUdiDi('GS1', good.slice(0, at) + digit + good.slice(at + 1))).toMatch(/check digit/);
    }
  });

  it.each([
    ['GS1', '(01)51022222233336'],
    ['GS1', '5102222223333'],
    ['GS1', '5102222223333X'],
    ['HIBCC', '+A999B12'],
    ['HIBCC', '9999B12'],
    ['HIBCC', 'A999B'],
    ['HIBCC', 'A999BCDEFGHIJKLMNOPQRSTU1'],
    ['HIBCC', 'a999b12'],
    ['ICCBBA', 'A9999XYZ100T094'],
    ['ICCBBA', '=/A9999XYZ100T09'],
  ] as readonly [IssuingAgency, string][])('of %s is not %s', (agency, identifier) => {
    expect(refusedUdiDi(agency, identifier)).toMatch(/^must be/);
  });
});
