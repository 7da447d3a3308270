import type { AuditedTransaction, Subject } from '../../audit-trail/audited-transaction';
import type { Json, Sha256 } from '../../kernel/digest';
import type { Refusal } from '../../kernel/refusal';
import type { RecordType } from '../../comments/comment-thread.entity';
import type { EntityManager } from 'typeorm';
import type { ManifestEntry } from '../process/signing-payload.rules';
import type { Process } from '../process/steps.rules';

/** What reads a record, in whatever transaction. */
export type Reads = Pick<EntityManager, 'find' | 'findOne' | 'findOneBy' | 'findBy' | 'exists'>;

/** A record as it would be signed now. */
export interface ToSign {
  readonly type: string;
  readonly id: string;
  readonly revision: number;
  readonly sha256: Sha256;
  /** The row of which that is the digest, column by column. */
  readonly snapshot: Json;
  /** As it is called in the sentence: `the intended use IU-1.4`. */
  readonly called: string;
  /** What the record rests on: if any of it changes, what was gathered counts no more. */
  readonly manifest: readonly ManifestEntry[];
  /** The records on which a question keeps this from being signed. */
  readonly asked: readonly Subject[];
  /** Where it is read. */
  readonly href: string;
}

/** What became of a record by the last signature. */
export type Conclusion = 'complete' | 'rejected';

/**
 * SQL of many records of a kind at once, each as `id`, `revision` (as a signature names it), `since` (since when it can be
 * signed) and `rests_on`: what it rests on as `manifestIn` tells it, null where that can never be another.
 */
export interface SignableRows {
  readonly type: RecordType;
  /** Whatever can be signed now: what `find` does not refuse, save that nobody waits for what another took the place of. */
  readonly toSign: string;
  /** Whatever is as it was when it could be signed, or as a rejection left it. */
  readonly returned: string;
}

/** Records as they would be signed now, or why they cannot be. */
export type FoundToSign = ReadonlyMap<string, ToSign | Refusal>;

/** A kind of record that is signed to some end. A room that has one gives it to `Signables`. */
export interface Signable {
  readonly process: Process;
  readonly rows: SignableRows;
  /** The records as they are now, by id: what is not there is left out, and of what cannot be signed in its state it is said why. */
  findAll(read: Reads, ids: readonly string[]): Promise<FoundToSign>;
  /** Holds what the record and its manifest are, until the end of the transaction. */
  hold(tx: AuditedTransaction, id: string): Promise<void>;
  /** What follows from the last signature, in its transaction; nothing where it is left out. */
  conclude?(tx: AuditedTransaction, id: string, conclusion: Conclusion): Promise<void>;
}
