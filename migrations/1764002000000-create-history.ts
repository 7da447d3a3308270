import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every record was after each act, so that any day can be read again; and what a request was answered, so that a
 * retry is answered the same. Both are written in the transaction of the act itself.
 */
export class CreateHistory1764002000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE record_revision (
        id uuid PRIMARY KEY,
        record_type text NOT NULL,
        record_id uuid NOT NULL,
        number integer NOT NULL CHECK (number > 0),
        event_id uuid NOT NULL REFERENCES audit_event,
        at timestamptz(3) NOT NULL,
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        snapshot jsonb NOT NULL,
        UNIQUE (record_type, record_id, number)
      )`);
    await db.query(`
      CREATE TRIGGER record_revision_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_revision
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`
      CREATE FUNCTION guard_record_revision() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM public.audit_event
          WHERE id = NEW.event_id AND txid = pg_current_xact_id()::text::bigint
            AND content->'changes' @> jsonb_build_array(
              jsonb_build_object('type', NEW.record_type, 'id', NEW.record_id, 'after', NEW.sha256))
        ) THEN
          RAISE EXCEPTION 'a revision of % belongs to the event of its own transaction', NEW.record_type
            USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER record_revision_is_of_its_event BEFORE INSERT ON record_revision
      FOR EACH ROW EXECUTE FUNCTION guard_record_revision()`);
    await db.query(`
      CREATE TABLE idempotency_key (
        actor_id text NOT NULL,
        route text NOT NULL,
        key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
        request_sha256 text NOT NULL,
        status integer,
        entity_tag text,
        answer text,
        claimed_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (actor_id, route, key)
      )`);
  }

  down(): Promise<void> {
    throw new Error('The history is never dropped: restore a backup instead');
  }
}
