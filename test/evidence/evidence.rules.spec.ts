import { evidenceCode, evidenceState, isInFuture, isLateEntry } from '../../src/evidence/evidence.rules';

describe('a record of evidence', () => {
  it.each([
    ['2026-11-20', '2026-11-20T10:00:00Z', false],
    ['2026-11-20', '2026-11-21T23:59:59.999Z', false],
    ['2026-11-20', '2026-11-22T00:00:00.000Z', true],
    ['2026-11-20', '2026-11-19T12:00:00Z', false],
    ['2024-02-29', '2024-03-01T23:59:59.999Z', false],
    ['2020-01-01', '2026-11-20T10:00:00Z', true],
  ])('of %s that is made at %s is late: %s', (performedOn, now, expected) => {
    expect(isLateEntry(performedOn, new Date(now))).toBe(expected);
  });

  it.each([
    ['2026-11-20', '2026-11-20T00:00:00Z', false],
    ['2026-11-21', '2026-11-20T09:59:59Z', true],
    ['2026-11-21', '2026-11-20T10:00:00Z', false],
    ['2026-11-22', '2026-11-20T23:59:59Z', true],
    ['2027-01-01', '2026-12-31T10:00:00Z', false],
    ['2026-11-21', '2026-11-19T23:59:59Z', true],
  ])('of %s that is made at %s is of a day yet to come everywhere: %s', (performedOn, now, expected) => {
    expect(isInFuture(performedOn, new Date(now))).toBe(expected);
  });

  it.each([
    [1, 'EV-0001'],
    [417, 'EV-0417'],
    [9999, 'EV-9999'],
    [12345, 'EV-12345'],
  ])('with the number %d is cited as %s', (number, code) => {
    expect(evidenceCode({ number })).toBe(code);
  });

  it.each([
    [false, false, 'recorded'],
    [true, false, 'superseded'],
    [false, true, 'withdrawn'],
    [true, true, 'withdrawn'],
  ])('that is superseded: %s, and withdrawn: %s, is %s', (isSuperseded, isWithdrawn, state) => {
    expect(evidenceState(isSuperseded, isWithdrawn)).toBe(state);
  });
});
