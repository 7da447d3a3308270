import { leafHash } from '../../../src/audit-trail/log/hash';
import { provesInclusion } from '../../../src/audit-trail/log/inclusion';
import type { Tile } from '../../../src/audit-trail/log/tile';
import { recordedProofs } from '../../../src/dossiers/facts/recorded-proofs';
import { NaiveTree } from '../../audit-trail/log/rfc6962';

const SIZE = 6_000;
const leaves = Array.from({ length: SIZE }, (_, at) => leafHash(Buffer.from(`event ${at}`)));
const tree = new NaiveTree(leaves);

/** Tiles as they are kept, made from the leaves by the naive tree. */
function tileBytes({ level, index, width }: Tile): Buffer {
  const span = 256 ** level;
  const first = index * 256 * span;
  return Buffer.concat(Array.from({ length: width }, (_, at) => tree.mth(first + at * span, first + (at + 1) * span)));
}

describe('The proofs of the events of a record', () => {
  it('are made of tiles that one call reads, for thousands of events, and each leads to the root', async () => {
    const entries = Array.from({ length: 5_000 }, (_, at) => ({
      eventId: `e${at}`,
      index: at + 700,
      leaf: leaves[at + 700],
    }));
    const calls: number[] = [];
    const proofs = await recordedProofs(
      [...entries.map(({ eventId }) => eventId), 'not logged'],
      [...entries].reverse(),
      SIZE,
      (tiles) => {
        calls.push(tiles.length);
        return Promise.resolve(tiles.map(tileBytes));
      },
    );
    expect(calls).toHaveLength(1);
    expect(proofs.map(({ eventId }) => eventId)).toEqual(entries.map(({ eventId }) => eventId));
    const root = tree.mth(0, SIZE);
    for (const { index, leaf, proof } of proofs.filter((_, at) => at % 97 === 0)) {
      const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
      expect(provesInclusion(hashes, { leaf: Buffer.from(leaf, 'base64'), index, size: SIZE, root })).toBe(true);
    }
  });

  it('are none where nothing is in the log', async () => {
    expect(await recordedProofs(['e'], [], 4, () => Promise.reject(new Error('nothing to read')))).toEqual([]);
  });
});
