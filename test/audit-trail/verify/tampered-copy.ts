import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../../../src/app.module';
import { signCheckpoint } from '../../../src/audit-trail/log/checkpoint';
import { append, EMPTY_FRONTIER, frontierBytes, rootOf } from '../../../src/audit-trail/log/frontier';
import { leafHash } from '../../../src/audit-trail/log/hash';
import type { SignerKey } from '../../../src/audit-trail/log/note-key';
import { printedNote } from '../../../src/audit-trail/log/signed-note';
import { grownTile } from '../../../src/audit-trail/log/tile-growth';
import { auditDatabase, type DatabaseReport, type Trusted } from '../../../src/audit-trail/verify/audit-database';
import { dataSourceOptions } from '../../../src/database/data-source';

const inDatabase = (url: string, name: string): string => {
  const moved = new URL(url);
  moved.pathname = `/${name}`;
  return moved.href;
};

/** A copy of a whole database under the hand of a superuser whom no trigger stops. */
export class TamperedCopy {
  private constructor(
    private readonly url: string,
    readonly hand: Client,
  ) {}

  /** Copies a database that nobody is connected to; constraints that tie an event to its bytes are dropped at once. */
  static async of(url: string): Promise<TamperedCopy> {
    const name = `copy_${randomBytes(6).toString('hex')}`;
    const server = new Client({ connectionString: inDatabase(url, 'postgres') });
    await server.connect();
    await server.query(`CREATE DATABASE ${name} TEMPLATE ${new URL(url).pathname.slice(1)}`);
    await server.end();
    const hand = new Client({ connectionString: inDatabase(url, name) });
    await hand.connect();
    await hand.query("SET session_replication_role = 'replica'");
    await hand.query(
      'ALTER TABLE audit_event DROP CONSTRAINT audit_event_check, DROP CONSTRAINT audit_event_is_its_payload',
    );
    return new TamperedCopy(inDatabase(url, name), hand);
  }

  async drop(): Promise<void> {
    await this.hand.end();
    const server = new Client({ connectionString: inDatabase(this.url, 'postgres') });
    await server.connect();
    await server.query(`DROP DATABASE ${new URL(this.url).pathname.slice(1)} WITH (FORCE)`);
    await server.end();
  }

  /** What the verification says of it, as the command runs it. */
  async audited(trusted: Trusted): Promise<DatabaseReport> {
    const dataSource = await new DataSource({
      ...dataSourceOptions(this.url, ENTITIES),
      extra: { max: 2 },
    }).initialize();
    return auditDatabase(dataSource, trusted).finally(() => dataSource.destroy());
  }

  /** The entry at an index becomes another act, with the digest in its row made to fit. */
  edit(index: number): Promise<unknown> {
    return this.hand.query(
      `UPDATE audit_event SET payload = new, sha256 = encode(sha256(new), 'hex'), reason = 'Another'
       FROM (SELECT e.id AS one, convert_to(regexp_replace(convert_from(e.payload, 'UTF8'), '"reason":(null|"[^"]*")',
               '"reason":"Another"'), 'UTF8') AS new
             FROM audit_event e JOIN log_leaf l ON l.event_id = e.id WHERE l.idx = $1) made WHERE id = one`,
      [index],
    );
  }

  releaf(index: number): Promise<unknown> {
    return this.hand.query(
      `UPDATE log_leaf SET leaf = sha256('\\x00'::bytea || payload) FROM audit_event e WHERE e.id = event_id AND idx = $1`,
      [index],
    );
  }

  /** Entries from an index on are gone: acts, leaves, and what they were about. */
  async cutOff(size: number): Promise<void> {
    await this.hand.query(
      `WITH gone AS (DELETE FROM log_leaf WHERE idx >= $1 RETURNING event_id),
            acts AS (DELETE FROM audit_event WHERE id IN (SELECT event_id FROM gone) RETURNING subject_id),
            rows AS (DELETE FROM record_revision WHERE event_id IN (SELECT event_id FROM gone))
       DELETE FROM organization WHERE id IN (SELECT subject_id FROM acts)`,
      [size],
    );
  }

  /** Tiles, state and root made anew of the leaves as they are. */
  async retree(): Promise<void> {
    const { rows } = await this.hand.query<{ payload: Buffer }>(
      'SELECT payload FROM log_leaf l JOIN audit_event e ON e.id = l.event_id ORDER BY idx',
    );
    const { frontier, growths } = append(
      EMPTY_FRONTIER,
      rows.map(({ payload }) => leafHash(payload)),
    );
    await this.hand.query('DELETE FROM log_tile');
    for (const growth of growths) {
      const bytes = grownTile(Buffer.alloc(0), growth);
      await this.hand.query('INSERT INTO log_tile VALUES ($1, $2, $3)', [growth.level, growth.index, bytes]);
    }
    const state = [frontier.size, frontierBytes(frontier), rootOf(frontier)];
    await this.hand.query('UPDATE log_state SET size = $1, frontier = $2, root = $3', state);
  }

  /** Every checkpoint signed anew with the stolen key; those of more entries than there are go, and what others said of them. */
  async resign(key: SignerKey, { leavesStamps = false } = {}): Promise<void> {
    const [{ origin, size }] = (
      await this.hand.query<{ origin: string; size: string }>('SELECT origin, size FROM log_state')
    ).rows;
    await this.hand.query('DELETE FROM log_cosignature');
    if (!leavesStamps) await this.hand.query('DELETE FROM log_timestamp');
    await this.hand.query('DELETE FROM log_checkpoint WHERE size > $1', [size]);
    const { rows } = await this.hand.query<{ leaf: Buffer }>('SELECT leaf FROM log_leaf ORDER BY idx');
    const { rows: signed } = await this.hand.query<{ size: string }>('SELECT size FROM log_checkpoint');
    for (const one of signed) {
      const { frontier } = append(
        EMPTY_FRONTIER,
        rows.slice(0, Number(one.size)).map(({ leaf }) => leaf),
      );
      const note = printedNote(signCheckpoint({ size: frontier.size, root: rootOf(frontier) }, origin, key));
      await this.hand.query('UPDATE log_checkpoint SET root = $2, note = $3 WHERE size = $1', [
        ...[one.size, rootOf(frontier), note],
      ]);
    }
  }
}
