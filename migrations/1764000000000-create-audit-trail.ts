import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The trail: append-only in the database itself. `refuse_change` stands before every table whose rows are written once;
 * it binds the owner too, who would have to disable it, which leaves a trace of its own.
 */
export class CreateAuditTrail1764000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
      END $$`);
    await db.query(`
      CREATE TABLE audit_event (
        id uuid PRIMARY KEY,
        at timestamptz(3) NOT NULL,
        act text NOT NULL,
        actor_id text NOT NULL,
        actor_name text NOT NULL,
        subject_type text NOT NULL,
        subject_id uuid NOT NULL,
        reason text,
        payload bytea NOT NULL CHECK (octet_length(payload) < 65536),
        sha256 text NOT NULL,
        CHECK (sha256 = encode(sha256(payload), 'hex'))
      )`);
    await db.query('CREATE INDEX audit_event_subject ON audit_event (subject_id, id)');
    await db.query(`
      CREATE TRIGGER audit_event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  down(): Promise<void> {
    throw new Error('The audit trail is never dropped: restore a backup instead');
  }
}
