import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { failpoint } from '../kernel/failpoints';
import { Gathered } from '../kernel/gathered';
import { newId } from '../kernel/ids';
import { watchPool } from '../observability/counted';
import { tellLost } from './lost-connections';
import { forMany, type Part, shapeOf } from './parts';
import type { Statement } from './statements';

/** One statement is under way at a time, and another where it takes long. */
const CONNECTIONS = 4;
/** For a row or a key that somebody else holds: all that came at once waits with the one that has to. */
const LOCK_MS = 200;
/** So that a statement stays short however many come at once. */
const AT_ONCE = 64;

type Outcome = 'done' | Error;

/** PostgreSQL refused what was asked for; that it gave way to another, lacks room or time or is not there is something else. */
const OF_WHAT_WAS_ASKED = /^(22|23|42|44|55|P0|RT)/;

/** Whether an error says that what was asked for is refused: nothing of it is there, and the database goes on. */
export const isRefused = (error: Error & { readonly code?: string; readonly severity?: string }): boolean =>
  error.severity === 'ERROR' && OF_WHAT_WAS_ASKED.test(error.code ?? '');

/** Those of one shape: what comes while a statement is under way is written together by the next one. */
class Shape {
  private readonly rows = new Map<string, readonly Part[]>();
  private readonly gathered = new Gathered<Outcome>((ids) => this.outcomes(ids));

  constructor(private readonly pool: Pool) {}

  async write(parts: readonly Part[]): Promise<void> {
    const id = newId();
    this.rows.set(id, parts);
    const outcome = await this.gathered.ask(id).finally(() => this.rows.delete(id));
    if (outcome !== 'done') throw outcome ?? new Error('What was to be written was lost');
  }

  private async outcomes(ids: readonly string[]): Promise<ReadonlyMap<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE);
      const outcome = await this.outcome(some);
      const isOfOne = some.length > 1 && outcome !== 'done' && isRefused(outcome);
      for (const id of some) outcomes.set(id, isOfOne ? await this.outcome([id]) : outcome);
    }
    return outcomes;
  }

  private async outcome(ids: readonly string[]): Promise<Outcome> {
    try {
      await this.send(forMany(ids.flatMap((id) => [this.rows.get(id) ?? []])));
      return 'done';
    } catch (error) {
      return error as Error;
    }
  }

  /** A connection outlives what is refused on it, and nothing else that goes wrong. */
  private async send({ values = [], ...asked }: Statement): Promise<void> {
    const client = await this.pool.connect();
    failpoint('shared.sending');
    const sent = client.query({ ...asked, values: [...values] });
    failpoint('shared.sent');
    await sent.catch((error: Error) => {
      client.release(!isRefused(error));
      throw error;
    });
    client.release();
    failpoint('shared.committed');
  }
}

/**
 * Small writes that are transactions by themselves and depend on the answer of no other. Those that come at once are one
 * statement with one commit, so that sixteen cost little more than three. Where the database refuses it each is written
 * for itself: what one of them is refused keeps no other from being done.
 */
@Injectable()
export class SharedWrites implements OnApplicationShutdown {
  private readonly shapes = new Map<string, Shape>();
  private pool: Pool | null = null;

  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Resolves once all parts are committed; throws what the database says, and then nothing of them is there. */
  write(parts: readonly Part[]): Promise<void> {
    const shape = shapeOf(parts);
    const known = this.shapes.get(shape) ?? new Shape(this.open());
    this.shapes.set(shape, known);
    return known.write(parts);
  }

  async onApplicationShutdown(): Promise<void> {
    const { pool } = this;
    this.pool = null;
    await pool?.end();
  }

  /** Connections as those of the service, but that wait for nobody for long. */
  private open(): Pool {
    if (this.pool !== null) return this.pool;
    const { options } = (this.dataSource.driver as unknown as { readonly master: Pool }).master;
    this.pool = new Pool({ ...options, max: CONNECTIONS, lock_timeout: LOCK_MS });
    this.pool.on('error', tellLost).on('connect', (client) => client.on('error', tellLost));
    watchPool(this.pool);
    return this.pool;
  }
}
