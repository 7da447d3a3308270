import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What others say of the log: witnesses cosign its checkpoints, an authority stamps them, and where either holds what the
 * log does not continue, that is kept too, and nothing more is signed until somebody answers for it. The sequencer adds to
 * these tables and nobody changes them; a rollback is settled by the owner alone.
 */
export class CreateAnchors1764005200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createVouchers(db);
    await this.createRollbacks(db);
    for (const table of ['log_cosignature', 'log_timestamp', 'log_rollback', 'log_rollback_settlement']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
  }

  private async createVouchers(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE log_cosignature (
        checkpoint_size bigint NOT NULL REFERENCES log_checkpoint,
        witness text NOT NULL CHECK (octet_length(witness) <= 5000),
        line text NOT NULL CHECK (line ~ '^— [^ ]+ [A-Za-z0-9+/=]+\\n$' AND octet_length(line) <= 10000),
        cosigned_at timestamptz(0) NOT NULL,
        received_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (checkpoint_size, witness)
      )`);
    await db.query('CREATE INDEX log_cosignature_by_witness ON log_cosignature (witness, checkpoint_size DESC)');
    await db.query(`
      CREATE TABLE log_timestamp (
        checkpoint_size bigint NOT NULL REFERENCES log_checkpoint,
        authority text NOT NULL CHECK (octet_length(authority) <= 2000),
        token bytea NOT NULL CHECK (octet_length(token) BETWEEN 1 AND 131072),
        stamped_at timestamptz(3) NOT NULL,
        PRIMARY KEY (checkpoint_size, authority)
      )`);
  }

  private async createRollbacks(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE log_rollback (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('larger', 'other-root', 'inconsistent')),
        seen_by text NOT NULL CHECK (octet_length(seen_by) <= 5000),
        their_size bigint NOT NULL CHECK (their_size >= 0),
        our_size bigint NOT NULL CHECK (our_size >= 0),
        seen_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        UNIQUE (kind, seen_by, their_size)
      )`);
    await db.query(`
      CREATE TABLE log_rollback_settlement (
        rollback_id integer PRIMARY KEY REFERENCES log_rollback,
        settled_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
        reason text NOT NULL CHECK (length(btrim(reason)) BETWEEN 3 AND 2000)
      )`);
    await db.query(`
      CREATE FUNCTION guard_contradicted_log() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM public.log_rollback r
          WHERE NOT EXISTS (SELECT FROM public.log_rollback_settlement s WHERE s.rollback_id = r.id)
        ) THEN
          RAISE EXCEPTION 'a log that contradicts what others hold of it is not signed'
            USING ERRCODE = '42501', TABLE = 'log_checkpoint';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER log_checkpoint_is_not_contradicted BEFORE INSERT ON log_checkpoint
      FOR EACH ROW EXECUTE FUNCTION guard_contradicted_log()`);
  }

  down(): Promise<void> {
    throw new Error('What others said of the log is never dropped: restore a backup instead');
  }
}
