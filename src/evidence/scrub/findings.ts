import { type EntityManager, In } from 'typeorm';
import type { Sha256 } from '../../kernel/digest';
import { Refusal } from '../../kernel/refusal';
import { FileFinding } from './file-finding.entity';

type Read = Pick<EntityManager, 'find'>;

/** The last finding of each of these files; of most there is none, which is well. */
async function lastFindings(read: Read, digests: readonly Sha256[]): Promise<Map<Sha256, FileFinding>> {
  if (digests.length === 0) return new Map();
  const all = await read.find(FileFinding, { where: { sha256: In([...new Set(digests)]) }, order: { number: 'ASC' } });
  return new Map(all.map((finding) => [finding.sha256, finding]));
}

/** What was found last of one file, well or not; null when it never was otherwise than it should be. */
export const lastFinding = async (read: Read, sha256: Sha256): Promise<FileFinding | null> =>
  (await lastFindings(read, [sha256])).get(sha256) ?? null;

/** Those of these files that are known to be damaged or gone, each with the finding that says so. */
export async function damagedAmong(read: Read, digests: readonly Sha256[]): Promise<Map<Sha256, FileFinding>> {
  return new Map([...(await lastFindings(read, digests))].filter(([, { outcome }]) => outcome !== 'ok'));
}

const told = ({ sha256, outcome, foundAt }: FileFinding): string =>
  `The stored bytes of ${sha256} were found ${outcome} at ${foundAt.toISOString()}`;

/** Refuses as `invalid-state` that something new is said on the ground of a file that is not what its digest says. */
export async function requireSound(read: Read, digests: readonly Sha256[]): Promise<void> {
  for (const finding of (await damagedAmong(read, digests)).values()) {
    throw Refusal.invalidState(`${told(finding)}: nothing new rests on them until a scrub finds them sound again`);
  }
}

/** Refuses to hand out a file that is known to be damaged or gone. */
export async function requireReadable(read: Read, sha256: Sha256): Promise<void> {
  for (const finding of (await damagedAmong(read, [sha256])).values()) {
    throw new Refusal('corrupt-file', `${told(finding)}; they are kept from use until they are restored from a backup`);
  }
}
