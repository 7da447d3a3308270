import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the database itself says of an event, so that no caller can say it: the transaction, the instant and the login
 * that it came with (21 CFR 11.10(e): computer-generated, time-stamped). And the payload as jsonb, generated from its
 * bytes, with which the columns that events are found by must agree. `recorded_at` is not rounded: that an event is of
 * the running transaction is seen by its not being older than that.
 */
export class StampAuditEvents1764001000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query('ALTER FUNCTION refuse_change() SET search_path = pg_catalog, pg_temp');
    await this.project(db);
    await this.stamp(db);
  }

  /** Bytes that are no UTF-8 or hold NUL are 22021, JSON with an escaped NUL is 22P05, what is no JSON is 22P02. */
  private async project(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION json_of(payload bytea) RETURNS jsonb
      LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RETURN convert_from(payload, 'UTF8')::jsonb;
      END $$`);
    await db.query(`
      ALTER TABLE audit_event
        ADD COLUMN content jsonb GENERATED ALWAYS AS (json_of(payload)) STORED,
        ADD CONSTRAINT audit_event_is_its_payload CHECK (
          content->>'id' IS NOT DISTINCT FROM id::text
          AND content->>'at' IS NOT DISTINCT FROM to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
          AND content->>'act' IS NOT DISTINCT FROM act
          AND content#>>'{actor,id}' IS NOT DISTINCT FROM actor_id
          AND content#>>'{actor,name}' IS NOT DISTINCT FROM actor_name
          AND content#>>'{subject,type}' IS NOT DISTINCT FROM subject_type
          AND content#>>'{subject,id}' IS NOT DISTINCT FROM subject_id::text
          AND content->>'reason' IS NOT DISTINCT FROM reason
          AND jsonb_typeof(content->'changes') IS NOT DISTINCT FROM 'array')`);
  }

  /** Events from before this migration have no stamp, and none is made up for them; hence NOT VALID. */
  private async stamp(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE audit_event
        ADD COLUMN txid bigint,
        ADD COLUMN recorded_at timestamptz,
        ADD COLUMN db_user text,
        ADD CONSTRAINT audit_event_is_stamped
          CHECK (txid IS NOT NULL AND recorded_at IS NOT NULL AND db_user IS NOT NULL) NOT VALID`);
    await db.query('CREATE INDEX audit_event_of_transaction ON audit_event (txid)');
    await db.query(`
      CREATE FUNCTION stamp_audit_event() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        NEW.txid := pg_current_xact_id()::text::bigint;
        NEW.recorded_at := clock_timestamp();
        NEW.db_user := session_user;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER audit_event_stamp BEFORE INSERT ON audit_event
      FOR EACH ROW EXECUTE FUNCTION stamp_audit_event()`);
  }

  down(): Promise<void> {
    throw new Error('The audit trail is never dropped: restore a backup instead');
  }
}
