import { type EntityManager, In } from 'typeorm';
import { printedInstant } from '../kernel/clock';
import type { Sha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import { Disposal, StoredAgain } from './disposal.entity';

type Reads = Pick<EntityManager, 'find'>;

/** A statement of the digests whose bytes are gone by a disposal: what scrubs, backs up or counts files looks for them there. */
export const DISPOSED_DIGESTS = `
  SELECT d.sha256 FROM disposal d WHERE NOT EXISTS (SELECT FROM stored_again s WHERE s.disposal_id = d.id)`;

/** Of these digests the ones whose bytes are gone by a disposal, and have not been stored again. */
export async function disposedAmong(read: Reads, digests: readonly Sha256[]): Promise<Map<Sha256, Disposal>> {
  const disposals = await read.find(Disposal, { where: { sha256: In([...digests]) } });
  const again = await read.find(StoredAgain, { where: { disposalId: In(disposals.map(({ id }) => id)) } });
  const back = new Set(again.map(({ disposalId }) => disposalId));
  return new Map(disposals.filter(({ id }) => !back.has(id)).map((one) => [one.sha256, one]));
}

/** The disposal by which the bytes are gone; null when they are not. */
export const disposalOf = async (read: Reads, sha256: Sha256): Promise<Disposal | null> =>
  (await disposedAmong(read, [sha256])).get(sha256) ?? null;

/** A tombstone in one sentence. */
export const printedDisposal = ({ name, size, sha256, disposedAt, authority, ...by }: Disposal): string =>
  `${name} (${size} bytes, SHA-256 ${sha256}) was disposed of on ${printedInstant(disposedAt)} under ${authority}, ` +
  `asked for by ${by.requestedBy} and approved by ${by.approvedBy}: ${by.reason}`;

/** Refuses to rest something new on bytes that are gone. */
export async function refuseDisposed(read: Reads, sha256: Sha256, pointer: string): Promise<void> {
  const disposal = await disposalOf(read, sha256);
  if (disposal !== null) throw Refusal.validation([{ pointer, detail: `${GONE}${printedDisposal(disposal)}` }]);
}

const GONE = 'is no file any more; send its bytes again, or name another: ';
