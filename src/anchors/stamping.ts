import { createHash } from 'node:crypto';
import { printedNote } from '../audit-trail/log/signed-note';
import type { Clock } from '../kernel/clock';
import { stampDigest, type TimestampAuthority } from '../timestamps/timestamp-authority';
import type { AnchorStore } from './anchor-store';
import type { Published } from './published-log';

/** What is stamped of a checkpoint: the SHA-256 of its note with the signature of the log alone. */
export const stampedDigest = ({ note }: Published): Buffer => createHash('sha256').update(printedNote(note)).digest();

/** Has checkpoints stamped, one every so many seconds while the log grows. */
export class Stamping {
  constructor(
    private readonly authority: TimestampAuthority,
    private readonly everySeconds: number,
    private readonly store: AnchorStore,
    private readonly clock: Clock,
  ) {}

  /** Stamps the checkpoint where it is new and the last stamp is old enough; throws where no stamp that holds is to be had. */
  async stamp(newest: Published, stop?: AbortSignal): Promise<void> {
    const last = await this.store.lastStamped();
    const isDue = last === null || this.clock.now().getTime() - last.at.getTime() >= this.everySeconds * 1000;
    if (!isDue || last?.size === newest.size) return;
    const { at, token } = await stampDigest(this.authority, stampedDigest(newest), this.clock, stop);
    const { size } = newest;
    await this.store.keepTimestamp({ size, authority: this.authority.url.href, token, stampedAt: at });
  }
}
