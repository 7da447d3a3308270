import { inclusionPath } from '../../audit-trail/log/inclusion';
import type { Subtree } from '../../audit-trail/log/subtree';
import { readSubtrees, type TileReader } from '../../audit-trail/log/tile-reader';
import type { RecordedProof } from '../log-record';

/** An event as the log has it. */
export interface Entry {
  readonly eventId: string;
  readonly index: number;
  readonly leaf: Buffer;
}

const nameOf = ({ start, end }: Subtree): string => `${start}-${end}`;

/**
 * The proof of each of these events in a tree of so many leaves, in the order in which they are asked for. Many proofs
 * share most of their hashes, so each is made once; all tiles are read by one call.
 */
export async function recordedProofs(
  eventIds: readonly string[],
  entries: readonly Entry[],
  size: number,
  tiles: TileReader,
): Promise<RecordedProof[]> {
  const byEvent = new Map(entries.map((one) => [one.eventId, one]));
  const found = eventIds.flatMap((id) => byEvent.get(id) ?? []);
  const paths = found.map(({ index }) => inclusionPath(index, size));
  const subtrees = [...new Map(paths.flat().map((one) => [nameOf(one), one])).values()];
  const read = subtrees.length === 0 ? [] : await readSubtrees(subtrees, size, tiles);
  const hashes = new Map(subtrees.map((one, at) => [nameOf(one), read[at].toString('base64')]));
  return found.map(({ eventId, index, leaf }, at) => ({
    ...{ eventId, index, leaf: leaf.toString('base64') },
    proof: paths[at].map((one) => hashes.get(nameOf(one)) ?? ''),
  }));
}
