import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What every request of the record sends, kept by the database as two functions: their plans are made once for a
 * connection, and an act with all that follows from it is one statement. They run with the rights of their caller and
 * give no others.
 */
export class WriteInOneGo1764003700000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.recordActs(db);
    await this.claimKeys(db);
    await this.requireEvents(db);
  }

  /** `revisions` is an array of `{id, type, record, sha256, snapshot}`, one for each edited record that the act touched. */
  private async recordActs(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION record_act(
        event uuid, event_at timestamptz, act text, reason text, payload bytea, payload_sha256 text,
        actor text, actor_name text, subject_type text, subject uuid, revisions jsonb
      ) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        INSERT INTO public.audit_event
          (id, at, act, reason, payload, sha256, actor_id, actor_name, subject_type, subject_id)
        VALUES (event, event_at, act, reason, payload, payload_sha256, actor, actor_name, subject_type, subject);
        INSERT INTO public.record_revision (id, record_type, record_id, number, event_id, at, sha256, snapshot)
        SELECT new.id, new.type, new.record,
          1 + coalesce((SELECT max(number) FROM public.record_revision
                        WHERE record_type = new.type AND record_id = new.record), 0),
          event, event_at, new.sha256, new.snapshot
        FROM jsonb_to_recordset(revisions) AS new (id uuid, type text, record uuid, sha256 text, snapshot jsonb);
      END $$`);
  }

  /** False when an equal request was first; waits for one that is still under way, and then fails with 55P03. */
  private async claimKeys(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION claim_key(actor text, route text, key text, request_sha256 text) RETURNS boolean
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET lock_timeout = '4500ms' AS $$
      BEGIN
        INSERT INTO public.idempotency_key (actor_id, route, key, request_sha256)
        VALUES (actor, route, key, request_sha256) ON CONFLICT DO NOTHING;
        RETURN FOUND;
      END $$`);
  }

  /**
   * The same rule as before. Most rows are the subject of their event, which an index finds among however many events
   * the transaction has; only for the others are all of its events looked through.
   */
  private async requireEvents(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION require_audit_event() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
      DECLARE
        change jsonb := jsonb_build_object('type', TG_TABLE_NAME, 'id', NEW.id);
        own CONSTANT bigint := pg_current_xact_id()::text::bigint;
      BEGIN
        IF TG_OP = 'INSERT' THEN
          change := change || '{"before": null}';
        ELSIF NEW.id <> OLD.id THEN
          RAISE EXCEPTION 'the id of a row of % never changes', TG_TABLE_NAME USING ERRCODE = '23514';
        END IF;
        change := jsonb_build_array(change);
        IF NOT EXISTS (
          SELECT FROM public.audit_event
          WHERE subject_id = NEW.id AND txid = own AND recorded_at >= transaction_timestamp()
            AND content->'changes' @> change
        ) AND NOT EXISTS (
          SELECT FROM public.audit_event
          WHERE txid = own AND recorded_at >= transaction_timestamp() AND content->'changes' @> change
        ) THEN
          RAISE EXCEPTION 'unaudited % on %', TG_OP, TG_TABLE_NAME
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME,
                  DETAIL = format('No audit event of this transaction names %s.', NEW.id);
        END IF;
        RETURN NULL;
      END $$`);
  }

  down(): Promise<void> {
    throw new Error('The rule that asks for audit events is never taken back: restore a backup instead');
  }
}
