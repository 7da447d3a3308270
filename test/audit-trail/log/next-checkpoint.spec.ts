import fc from 'fast-check';
import type { TreeHead } from '../../../src/audit-trail/log/consistency';
import { nextCheckpoint, NOTHING_SIGNED } from '../../../src/audit-trail/log/next-checkpoint';
import { leavesOf } from './kept-log';
import { NaiveTree } from './rfc6962';

const LEAVES = leavesOf(300);
const honest = new NaiveTree(LEAVES);
/** The same log but for one entry in the middle. */
const forged = new NaiveTree(LEAVES.map((leaf, at) => (at === 40 ? LEAVES[0] : leaf)));
const head = (size: number, tree = honest): TreeHead => ({ size, root: tree.mth(0, size) });
const proof = (from: number, to: number, tree = honest): Buffer[] =>
  from === 0 ? [] : tree.subproof(from, [0, to], true);

describe('The next checkpoint', () => {
  it('is signed after every smaller one of the same log', () => {
    for (const [from, to] of [
      [0, 1],
      [0, 300],
      [1, 2],
      [64, 128],
      [100, 300],
      [299, 300],
    ]) {
      expect(nextCheckpoint(head(from), head(to), proof(from, to))).toEqual({ verdict: 'sign' });
    }
    expect(nextCheckpoint(NOTHING_SIGNED, head(5), [])).toEqual({ verdict: 'sign' });
  });

  it('is the same when nothing was appended', () => {
    expect(nextCheckpoint(head(100), head(100), [])).toEqual({ verdict: 'same' });
    expect(nextCheckpoint(NOTHING_SIGNED, NOTHING_SIGNED, [])).toEqual({ verdict: 'same' });
  });

  it('is refused where it is smaller, be it a tree that was once signed', () => {
    expect(nextCheckpoint(head(100), head(99), [])).toEqual({ verdict: 'refuse', because: 'smaller' });
    expect(nextCheckpoint(head(100), NOTHING_SIGNED, [])).toEqual({ verdict: 'refuse', because: 'smaller' });
  });

  it('is refused where the same leaves have another root', () => {
    expect(nextCheckpoint(head(100), head(100, forged), [])).toEqual({ verdict: 'refuse', because: 'other-root' });
    const nothing = { size: 0, root: LEAVES[0] };
    expect(nextCheckpoint(NOTHING_SIGNED, nothing, [])).toEqual({ verdict: 'refuse', because: 'other-root' });
    expect(nextCheckpoint(nothing, nothing, [])).toEqual({ verdict: 'refuse', because: 'inconsistent' });
  });

  it('is refused where an entry that was signed has changed, whatever the proof', () => {
    const inconsistent = { verdict: 'refuse', because: 'inconsistent' };
    const proofs = [proof(100, 300), proof(100, 300, forged), proof(100, 300).reverse(), []];
    for (const each of proofs) expect(nextCheckpoint(head(100), head(300, forged), each)).toEqual(inconsistent);
    expect(nextCheckpoint(head(40), head(300, forged), proof(40, 300, forged))).toEqual({ verdict: 'sign' });
    expect(nextCheckpoint(head(41), head(300, forged), proof(41, 300, forged))).toEqual(inconsistent);
  });

  it('is refused with a proof where none is due, and without one where it is', () => {
    for (const [last, next, given] of [
      [head(100), head(100), [LEAVES[0]]],
      [NOTHING_SIGNED, head(5), [LEAVES[0]]],
      [head(64), head(128), []],
    ] as [TreeHead, TreeHead, Buffer[]][]) {
      expect(nextCheckpoint(last, next, given)).toEqual({ verdict: 'refuse', because: 'inconsistent' });
    }
  });

  it('never signs two heads that contradict each other, whatever is asked in whatever order', () => {
    const asked = fc.array(
      fc.record({ size: fc.nat(120), isForged: fc.boolean(), provesForged: fc.boolean(), from: fc.nat(120) }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(asked, (requests) => {
        let last = NOTHING_SIGNED;
        for (const { size, isForged, provesForged } of requests) {
          const next = head(size, isForged ? forged : honest);
          const given = size > last.size ? proof(last.size, size, provesForged ? forged : honest) : [];
          if (nextCheckpoint(last, next, given).verdict !== 'sign') continue;
          const [before, after] = [last, next];
          expect(after.size).toBeGreaterThan(before.size);
          expect(
            [honest, forged].some((tree) => [before, after].every((one) => one.root.equals(tree.mth(0, one.size)))),
          ).toBe(true);
          last = next;
        }
      }),
      { numRuns: 300 },
    );
  });
});
