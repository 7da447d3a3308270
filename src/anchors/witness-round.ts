import { provesConsistency } from '../audit-trail/log/consistency';
import type { Hash } from '../audit-trail/log/hash';
import { printedVerifierKey } from '../audit-trail/log/note-key';
import type { Clock } from '../kernel/clock';
import type { AnchorStore } from './anchor-store';
import { askWitness } from './ask-witness';
import type { Published, PublishedLog } from './published-log';
import type { RollbackAlarm, RollbackKind } from './rollback-alarm';
import type { WitnessAddress } from './witness-address';

/** A witness that others ask too may be ahead of what we know of it, more than once. */
const MAX_TRIES = 4;

/** Has one witness cosign the newest checkpoint. */
export class WitnessRound {
  /** What each witness is known to have cosigned last; not before it was asked once, since only it knows. */
  private readonly known = new Map<string, number>();

  constructor(
    private readonly log: PublishedLog,
    private readonly store: AnchorStore,
    private readonly alarm: RollbackAlarm,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks until the newest checkpoint is cosigned, and keeps the cosignature; after a start it asks even where the
   * checkpoint is cosigned, because what we know may be older than what the witness knows. Raises the alarm where the
   * witness holds what our log does not continue; throws where it is of no use this time.
   */
  async ask(witness: WitnessAddress, stop?: AbortSignal): Promise<void> {
    const vkey = printedVerifierKey(witness.key);
    let newest = await this.log.newest();
    let old = this.known.get(vkey) ?? (await this.store.lastCosigned()).get(vkey)?.size ?? 0;
    if (newest === null || this.known.get(vkey) === newest.size) return;
    for (let tries = 0; tries < MAX_TRIES; tries += 1) {
      if (old > newest.size) newest = (await this.log.newest()) ?? newest;
      if (old > newest.size) return this.raise('larger', witness, old, newest);
      const proof = await this.log.proof(old, newest.size);
      const word = await askWitness(witness, { oldSize: old, proof, checkpoint: newest.note }, this.clock.now(), stop);
      if (word.said === 'inconsistent') return this.contradicted(witness, old, newest, proof);
      if (word.said === 'cosigned') {
        const { line, at } = word;
        await this.store.keepCosignature({ size: newest.size, witness: vkey, line, cosignedAt: at });
        this.known.set(vkey, newest.size);
        return;
      }
      if (word.size === old && old === newest.size) return this.raise('other-root', witness, old, newest);
      old = word.size;
    }
    throw new Error(`The witness ${witness.key.name} knew another size each time that it was asked`);
  }

  /** It is only their word against ours where our own proof holds. */
  private async contradicted(witness: WitnessAddress, old: number, newest: Published, proof: Hash[]): Promise<void> {
    if (old > 0 && !provesConsistency(proof, { size: old, root: await this.log.rootAt(old) }, newest)) {
      throw new Error(`The log does not prove that it continues its first ${old} entries: verify it`);
    }
    if (old === 0) throw new Error(`The witness ${witness.key.name} refuses a proof of nothing`);
    return this.raise('inconsistent', witness, old, newest);
  }

  private raise(
    kind: RollbackKind,
    { key, url }: WitnessAddress,
    theirSize: number,
    { size }: Published,
  ): Promise<void> {
    return this.alarm.raise({ kind, seenBy: `the witness ${key.name} at ${url.host}`, theirSize, ourSize: size });
  }
}
