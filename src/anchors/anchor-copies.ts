import type { VerifierKey } from '../audit-trail/log/note-key';
import { printedNote } from '../audit-trail/log/signed-note';
import type { AnchorFolder } from './anchor-folder';
import type { AnchorStore } from './anchor-store';
import type { Published, PublishedLog } from './published-log';
import type { RollbackAlarm, RollbackKind } from './rollback-alarm';

/** Copies checkpoints out of the data's reach, and looks there for what the log should know and does not. */
export class AnchorCopies {
  /** The largest copy that was compared with the log. */
  private compared: number | null = null;

  constructor(
    private readonly folder: AnchorFolder,
    private readonly log: PublishedLog,
    private readonly store: AnchorStore,
    private readonly alarm: RollbackAlarm,
  ) {}

  /** Raises the alarm where the largest copy is larger than the log, or of another; throws where it cannot be read. */
  async compare(key: VerifierKey): Promise<void> {
    const largest = await this.folder.largest();
    if (largest === null || largest === this.compared) return;
    const theirs = await this.folder.checkpointOf(largest, key);
    const ourSize = (await this.log.newest())?.size ?? 0;
    if (theirs.size > ourSize) return this.raise('larger', theirs.size, ourSize);
    if (!theirs.root.equals(await this.log.rootAt(theirs.size))) return this.raise('other-root', theirs.size, ourSize);
    this.compared = largest;
  }

  /** Copies a checkpoint with all that is kept of it. */
  async copy({ size, note }: Published): Promise<void> {
    const lines = await this.store.linesOf(size);
    await this.folder.copy(size, `${printedNote(note)}${lines.join('')}`, await this.store.tokenOf(size));
  }

  private raise(kind: RollbackKind, theirSize: number, ourSize: number): Promise<void> {
    return this.alarm.raise({ kind, seenBy: `the folder ${this.folder.path}`, theirSize, ourSize });
  }
}
