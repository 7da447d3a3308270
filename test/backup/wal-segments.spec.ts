import { positionOf, segmentsBetween } from '../../src/backup/wal-segments';

const MIB = 1024 ** 2;

describe('The segments of the write-ahead log', () => {
  it('are one when the copy began and ended in it', () => {
    expect(segmentsBetween('000000010000000000000002', '0/2000120', 16 * MIB)).toEqual(['000000010000000000000002']);
  });

  it('end with the one that holds the last byte, not with the one that would begin there', () => {
    expect(segmentsBetween('000000010000000000000002', '0/4000000', 16 * MIB)).toEqual([
      '000000010000000000000002',
      '000000010000000000000003',
    ]);
  });

  it('go on into the next number after 4 GiB, and keep their timeline', () => {
    expect(segmentsBetween('0000000A00000001000000FE', '2/1000028', 16 * MIB)).toEqual([
      '0000000A00000001000000FE',
      '0000000A00000001000000FF',
      '0000000A0000000200000000',
      '0000000A0000000200000001',
    ]);
  });

  it('are counted by the size that the cluster was made with', () => {
    expect(segmentsBetween('000000010000000000000003', '1/10', 1024 * MIB)).toEqual([
      '000000010000000000000003',
      '000000010000000100000000',
    ]);
  });

  it.each(['', '00000001000000000000000', 'backup_label', '0000000100000000000000zz'])('are none of %j', (first) => {
    expect(() => segmentsBetween(first, '0/4000000', 16 * MIB)).toThrow(/no segment/);
  });

  it('never end before they begin', () => {
    expect(() => segmentsBetween('000000010000000000000005', '0/4000000', 16 * MIB)).toThrow(/before/);
  });

  it('are found by positions that are numbers', () => {
    expect(positionOf('1/A0')).toBe(4_294_967_456n);
    expect(() => positionOf('1-A0')).toThrow(/no position/);
  });
});
