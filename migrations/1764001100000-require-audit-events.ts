import type { MigrationInterface, QueryRunner } from 'typeorm';

const REGULATED = [
  ...['organization', 'model', 'model_party', 'model_version', 'software_function', 'intended_use'],
  ...['stored_file', 'evidence', 'evidence_file', 'evidence_withdrawal', 'classification', 'dossier'],
];

/**
 * No change of the record without its audit event, in the database itself (21 CFR 11.10(e)): at COMMIT each row that was
 * inserted or updated must be named by an event of the same transaction. An inserted row must be told as new. And nothing
 * is ever deleted, by the owner neither, who would have to disable a trigger.
 */
export class RequireAuditEvents1764001100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.requireEvents(db);
    await this.refuseRemoval(db);
    await this.regulate(db);
    await this.guardJobs(db);
  }

  /**
   * A transaction number can come again after a restore into a new cluster; that the event is no older than the
   * transaction keeps an old event from standing for a new change. The plan is kept by each connection, and one that was
   * made while there were few events would read all of them for ever; so it takes the index from the start.
   */
  private async requireEvents(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION require_audit_event() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
      DECLARE
        change jsonb := jsonb_build_object('type', TG_TABLE_NAME, 'id', NEW.id);
      BEGIN
        IF TG_OP = 'INSERT' THEN
          change := change || '{"before": null}';
        ELSIF NEW.id <> OLD.id THEN
          RAISE EXCEPTION 'the id of a row of % never changes', TG_TABLE_NAME USING ERRCODE = '23514';
        END IF;
        IF NOT EXISTS (
          SELECT FROM public.audit_event
          WHERE txid = pg_current_xact_id()::text::bigint AND recorded_at >= transaction_timestamp()
            AND content->'changes' @> jsonb_build_array(change)
        ) THEN
          RAISE EXCEPTION 'unaudited % on %', TG_OP, TG_TABLE_NAME
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,
                  DETAIL = format('No audit event of this transaction names %s.', NEW.id);
        END IF;
        RETURN NULL;
      END $$`);
  }

  /** Progress is no record; that a dossier was asked for, by whom, and that it came of it, is. */
  private async guardJobs(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE CONSTRAINT TRIGGER dossier_job_is_audited AFTER INSERT ON dossier_job
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_audit_event()`);
    await db.query(`
      CREATE CONSTRAINT TRIGGER dossier_job_end_is_audited AFTER UPDATE ON dossier_job
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION require_audit_event()`);
    await db.query(`
      CREATE TRIGGER dossier_job_is_never_deleted BEFORE DELETE OR TRUNCATE ON dossier_job
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()`);
    await db.query(`
      CREATE FUNCTION guard_dossier_job() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.state = 'done' THEN
          RAISE EXCEPTION 'a dossier job that is done does not change' USING ERRCODE = '23514';
        END IF;
        IF (NEW.id, NEW.version_id, NEW.template, NEW.requested_by, NEW.requested_at)
           IS DISTINCT FROM (OLD.id, OLD.version_id, OLD.template, OLD.requested_by, OLD.requested_at) THEN
          RAISE EXCEPTION 'what a dossier job was asked for does not change' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER dossier_job_guard BEFORE UPDATE ON dossier_job
      FOR EACH ROW EXECUTE FUNCTION guard_dossier_job()`);
  }

  private async refuseRemoval(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION refuse_removal() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'rows of % are never deleted: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = '42501';
      END $$`);
  }

  /** What a migration that makes a table of the record calls for it; a law test finds the one that does not. */
  private async regulate(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE PROCEDURE regulate(regulated regclass)
      LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE
        name text := (SELECT relname FROM pg_class WHERE oid = regulated);
      BEGIN
        EXECUTE format(
          'CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE ON %s DEFERRABLE INITIALLY DEFERRED
           FOR EACH ROW EXECUTE FUNCTION require_audit_event()', name || '_is_audited', regulated);
        IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgrelid = regulated AND tgfoid = 'refuse_change'::regproc) THEN
          EXECUTE format(
            'CREATE TRIGGER %I BEFORE DELETE OR TRUNCATE ON %s
             FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()', name || '_is_never_deleted', regulated);
        END IF;
      END $$`);
    await db.query('REVOKE EXECUTE ON PROCEDURE regulate FROM PUBLIC');
    for (const table of REGULATED) await db.query(`CALL regulate('${table}')`);
  }

  down(): Promise<void> {
    throw new Error('The audit trail is never dropped: restore a backup instead');
  }
}
