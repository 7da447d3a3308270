import { bytesOfBase64 } from '../../audit-trail/log/base64';
import { type Checkpoint, checkpointIn } from '../../audit-trail/log/checkpoint';
import { append, EMPTY_FRONTIER, type Frontier, rootOf } from '../../audit-trail/log/frontier';
import { HASH_BYTES } from '../../audit-trail/log/hash';
import { noteIn } from '../../audit-trail/log/signed-note';
import type { ReadRow } from './check-rows';
import type { Leaves } from './check-trail';
import type { Findings } from './finding';

/**
 * Makes the tree again (RFC 6962 §2.1): leaves without a gap, each that of its event, and at every checkpoint the root
 * that was signed. Whose key signed is not judged here. Where only some events are here, the other leaves are hashes of
 * what is not.
 */
export class LogReading {
  private readonly signed = new Map<number, { readonly checkpoint: Checkpoint; readonly where: string }>();
  private tree: Frontier = EMPTY_FRONTIER;
  private isBroken = false;
  /** Checkpoints whose root was found again. */
  heads = 0;

  constructor(private readonly findings: Findings) {}

  get size(): number {
    return this.tree.size;
  }

  /** Checkpoints are read before the leaves. */
  checkpoint({ row, where }: ReadRow): void {
    try {
      const checkpoint = checkpointIn(noteIn(String(row.note)).text);
      if (String(checkpoint.size) !== String(row.size)) throw new Error('its size is not that of its note');
      if (checkpoint.root.toString('base64') !== row.root) throw new Error('its root is not that of its note');
      this.signed.set(checkpoint.size, { checkpoint, where });
    } catch (error) {
      this.findings.add('log-differs', where, (error as Error).message);
    }
  }

  leaf({ row, where }: ReadRow, events: Leaves): void {
    if (this.isBroken) return;
    const hash = bytesOfBase64(String(row.leaf));
    if (String(row.idx) !== String(this.tree.size) || hash?.length !== HASH_BYTES) {
      this.isBroken = true;
      return this.findings.add('log-differs', where, `is not the hash of leaf ${this.tree.size}, which comes here`);
    }
    const event = events.get(String(row.eventId));
    if (event !== undefined && event !== row.leaf) {
      this.findings.add('log-differs', where, `is not the leaf of event ${String(row.eventId)}`);
    }
    this.tree = append(this.tree, [hash]).frontier;
    return this.compare();
  }

  /** Once all leaves were read: a head of more leaves than there are was signed of a longer log. */
  settle(): void {
    this.signed.delete(0);
    if (this.isBroken) return;
    for (const [size, { where }] of this.signed) {
      this.findings.add('log-differs', where, `a head of ${size} leaves was signed, and ${this.tree.size} are here`);
    }
  }

  private compare(): void {
    const head = this.signed.get(this.tree.size);
    if (head === undefined) return;
    if (head.checkpoint.root.equals(rootOf(this.tree))) this.heads += 1;
    else
      this.findings.add(
        'log-differs',
        head.where,
        `the root of ${this.tree.size} leaves is not the one that was signed`,
      );
    this.signed.delete(this.tree.size);
  }
}
