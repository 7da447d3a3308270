import { deriveInterval } from '../../../src/evidence/importers/derived-interval';

const record = { value: 0.8, stderr: 0.01, ciLow: null, ciHigh: null };

describe('A derived interval', () => {
  it('is the value and 1.96 standard errors to each side, and says that it was computed', () => {
    expect(deriveInterval(record)).toEqual({
      low: expect.closeTo(0.780400360154, 11) as number,
      high: expect.closeTo(0.819599639845, 11) as number,
      level: 95,
      method: 'normal approximation from the reported standard error',
      derived: true,
    });
  });

  it.each([{ value: null }, { stderr: null }, { stderr: -0.1 }, { ciLow: 0.7, ciHigh: 0.9 }])(
    'is none with %j',
    (part) => {
      expect(deriveInterval({ ...record, ...part })).toBeNull();
    },
  );
});
