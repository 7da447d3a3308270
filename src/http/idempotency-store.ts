import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { createHmac } from 'node:crypto';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { START } from '../audit-trail/unit-of-work';
import { type Part, COLUMNS } from '../database/parts';
import { inOneGo, prepared, type Statement } from '../database/statements';
import { Refusal } from '../kernel/refusal';

/** One request that must have one effect: who asks what under which key, and the digest of what is asked. */
export interface Claim {
  readonly actorId: string;
  readonly route: string;
  readonly key: string;
  readonly requestSha256: string;
}

/** Under this name the store finds the key under which it keeps digests of requests. */
export const REQUEST_KEY = Symbol('REQUEST_KEY');

/** What the first of equal requests was answered, byte for byte. */
export interface KeptAnswer {
  readonly status: number;
  readonly entityTag: string | null;
  readonly answer: string;
  /** The event that it is of, so that a retry gets the same receipt; null for answers of before there was a log. */
  readonly eventId: string | null;
}

interface Kept extends KeptAnswer {
  readonly requestSha256: string;
}

/** `claim_key` gives up waiting for an equal request that is under way. */
const LOCK_NOT_AVAILABLE = '55P03';

const KEEPING_AT_ONCE: Omit<Part, 'values'> = {
  text: `INSERT INTO idempotency_key (actor_id, route, key, request_sha256, status, entity_tag, answer, event_id)
         SELECT * FROM unnest(${COLUMNS})`,
  types: ['text', 'text', 'text', 'text', 'integer', 'text', 'text', 'uuid'],
};

/** Thrown when an equal request was first; its answer is there by then. */
export class AlreadyAnswered extends Error {}

/** Keys and answers, in the transactions of the requests themselves. */
@Injectable()
export class IdempotencyStore {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(REQUEST_KEY) private readonly key: Buffer,
  ) {}

  /** The answer that an equal request had; null when there was none. The same key for another request is refused. */
  async answerTo({ actorId, route, key, requestSha256 }: Claim): Promise<KeptAnswer | null> {
    const [kept] = await this.dataSource.query<Kept[]>(
      `SELECT status, entity_tag AS "entityTag", answer, event_id AS "eventId", request_sha256 AS "requestSha256"
       FROM idempotency_key WHERE actor_id = $1 AND route = $2 AND key = $3`,
      [actorId, route, key],
    );
    if (kept === undefined) return null;
    if (kept.requestSha256 === this.keptDigest(requestSha256)) return kept;
    throw new Refusal('idempotency-key-reuse', 'This Idempotency-Key was used for another request; take a new one');
  }

  /**
   * Opens the transaction and takes the key for it, all in one go; waits for an equal request that is under way. Throws
   * `AlreadyAnswered`.
   */
  async claim(client: PoolClient, { actorId, route, key, requestSha256 }: Claim): Promise<void> {
    const take = prepared(
      'claim key',
      'SELECT claim_key($1, $2, $3, $4) AS "isFirst"',
      actorId,
      route,
      key,
      this.keptDigest(requestSha256),
    );
    const [, taken] = await inOneGo(client, [START, take]).catch((error: unknown) => {
      if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
      throw new Refusal('idempotency-in-progress', 'A request with this Idempotency-Key is still running; ask again');
    });
    const [{ isFirst }] = taken.rows as [{ isFirst: boolean }];
    if (!isFirst) throw new AlreadyAnswered();
  }

  /** Some requests hold a password: who reads the table must not be able to try guesses against a plain digest of it. */
  private keptDigest(requestSha256: string): string {
    return createHmac('sha256', this.key).update(requestSha256).digest('hex');
  }

  /** What takes the key and keeps the answer at once; fails where an equal request was first. */
  keepingAtOnce({ actorId, route, key, requestSha256 }: Claim, answered: KeptAnswer): Part {
    const { status, entityTag, answer, eventId } = answered;
    const taken = [actorId, route, key, this.keptDigest(requestSha256)];
    return { ...KEEPING_AT_ONCE, values: [...taken, status, entityTag, answer, eventId] };
  }

  /** What keeps the answer beside what it is about. */
  keeping({ actorId, route, key }: Claim, { status, entityTag, answer, eventId }: KeptAnswer): Statement {
    return prepared(
      'keep answer',
      `UPDATE idempotency_key SET status = $4, entity_tag = $5, answer = $6, event_id = $7
       WHERE actor_id = $1 AND route = $2 AND key = $3`,
      ...[actorId, route, key, status, entityTag, answer, eventId],
    );
  }
}
