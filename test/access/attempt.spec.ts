import { BY_HIMSELF, BY_NAME, lockMs, networkOf } from '../../src/access/sessions/attempt.rules';

const MINUTE = 60_000;

describe('The lock of a name', () => {
  it.each([
    [1, 15],
    [2, 30],
    [3, 60],
    [4, 120],
    [5, 240],
    [6, 480],
    [7, 960],
    [8, 1440],
    [9, 1440],
    [1_000_000, 1440],
  ])('is, the %sth time in a row, of %s minutes', (round, minutes) => {
    expect(lockMs(round, BY_NAME)).toBe(minutes * MINUTE);
    expect(lockMs(round, BY_HIMSELF)).toBe(15 * MINUTE);
  });
});

describe('The network of an address', () => {
  it.each([
    [null, null],
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:0db8:0000:0000:ffff:ffff:ffff:ffff', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
    ['unknown', 'unknown'],
  ])('of %p is %p', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
