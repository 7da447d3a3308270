import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * As `record_act`, of many acts at once: what comes at once is told in two statements, whatever the number of acts. The
 * one for a single act stays for services that were started before.
 */
export class RecordActsTogether1764008785000 implements MigrationInterface {
  readonly name = 'RecordActsTogether1764008785000';

  /** Each element of `revisions` is an array of `{id, type, record, sha256, snapshot}`, one for each edited record of that act. */
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION record_acts(
        events uuid[], event_at timestamptz[], acts text[], reasons text[], payloads bytea[], payload_sha256 text[],
        actors text[], actor_names text[], subject_types text[], subjects uuid[], revisions jsonb[]
      ) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        INSERT INTO public.audit_event
          (id, at, act, reason, payload, sha256, actor_id, actor_name, subject_type, subject_id)
        SELECT * FROM unnest(
          events, event_at, acts, reasons, payloads, payload_sha256, actors, actor_names, subject_types, subjects);
        INSERT INTO public.record_revision (id, record_type, record_id, number, event_id, at, sha256, snapshot)
        SELECT new.id, new.type, new.record,
          1 + coalesce((SELECT max(number) FROM public.record_revision
                        WHERE record_type = new.type AND record_id = new.record), 0),
          told.event, told.at, new.sha256, new.snapshot
        FROM unnest(events, event_at, revisions) AS told (event, at, revisions),
          jsonb_to_recordset(told.revisions) AS new (id uuid, type text, record uuid, sha256 text, snapshot jsonb);
      END $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION record_acts');
  }
}
