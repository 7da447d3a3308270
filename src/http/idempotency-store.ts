import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import { Refusal } from '../kernel/refusal';

/** One request that must have one effect: who asks what under which key, and the digest of what is asked. */
export interface Claim {
  readonly actorId: string;
  readonly route: string;
  readonly key: string;
  readonly requestSha256: string;
}

/** What the first of equal requests was answered, byte for byte. */
export interface KeptAnswer {
  readonly status: number;
  readonly entityTag: string | null;
  readonly answer: string;
}

interface Kept extends KeptAnswer {
  readonly requestSha256: string;
}

/** How long an equal request waits for the first one before it is told that this is still running. */
const PATIENCE = '5s';
const LOCK_NOT_AVAILABLE = '55P03';

/** Thrown when an equal request was first; its answer is there by then. */
export class AlreadyAnswered extends Error {}

/** Keys and answers, in the transactions of the requests themselves. */
@Injectable()
export class IdempotencyStore {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** The answer that an equal request had; null when there was none. The same key for another request is refused. */
  async answerTo({ actorId, route, key, requestSha256 }: Claim): Promise<KeptAnswer | null> {
    const [kept] = await this.dataSource.query<Kept[]>(
      `SELECT status, entity_tag AS "entityTag", answer, request_sha256 AS "requestSha256"
       FROM idempotency_key WHERE actor_id = $1 AND route = $2 AND key = $3`,
      [actorId, route, key],
    );
    if (kept === undefined) return null;
    if (kept.requestSha256 === requestSha256) return kept;
    throw new Refusal('idempotency-key-reuse', 'This Idempotency-Key was used for another request; take a new one');
  }

  /** Takes the key for this transaction; waits for an equal request that is under way. Throws `AlreadyAnswered`. */
  async claim(manager: EntityManager, { actorId, route, key, requestSha256 }: Claim): Promise<void> {
    await manager.query(`SET LOCAL lock_timeout = '${PATIENCE}'; SET LOCAL statement_timeout = 0`);
    const taken = await manager
      .query<unknown[]>(
        `INSERT INTO idempotency_key (actor_id, route, key, request_sha256) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING key`,
        [actorId, route, key, requestSha256],
      )
      .catch((error: unknown) => {
        if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
        throw new Refusal('idempotency-in-progress', 'A request with this Idempotency-Key is still running; ask again');
      });
    await manager.query('SET LOCAL lock_timeout TO DEFAULT; SET LOCAL statement_timeout TO DEFAULT');
    if (taken.length === 0) throw new AlreadyAnswered();
  }

  /** Keeps the answer beside what it is about. */
  async keep(
    manager: EntityManager,
    { actorId, route, key }: Claim,
    { status, entityTag, answer }: KeptAnswer,
  ): Promise<void> {
    await manager.query(
      `UPDATE idempotency_key SET status = $4, entity_tag = $5, answer = $6
       WHERE actor_id = $1 AND route = $2 AND key = $3`,
      [actorId, route, key, status, entityTag, answer],
    );
  }
}
