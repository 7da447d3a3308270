import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Dossiers are made by jobs of the queue, each of the id of its request. A job that is dead says so there too, whoever
 * found it dead, a process that outlived the one which ran it included; and one that is tried again by hand is open again.
 */
export class QueueDossiers1764008710000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION tell_dossier_of_job() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NEW.state = 'dead' THEN
          UPDATE public.dossier_job SET state = 'failed', progress = 'Not issued', finished_at = now(),
            problem = jsonb_build_object('type', '/problems/internal-error', 'title', 'Something went wrong here',
              'status', 500, 'detail', coalesce(NEW.error, 'It failed without a word'),
              'instance', '/api/v1/dossier-jobs/' || NEW.id)
          WHERE id = NEW.id AND state IN ('queued', 'running');
        ELSE
          UPDATE public.dossier_job SET state = 'queued', progress = 'Waiting', problem = NULL, finished_at = NULL
          WHERE id = NEW.id AND state = 'failed';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER job_tells_dossier AFTER UPDATE ON job FOR EACH ROW
      WHEN (NEW.task = 'issue-dossier' AND OLD.state <> NEW.state AND 'dead' IN (OLD.state, NEW.state))
      EXECUTE FUNCTION tell_dossier_of_job()`);
    await this.enqueue(db);
    await this.letCancel(db);
  }

  /** What was cancelled is over for good, as what is done is, and is told in the trail. */
  private async letCancel(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE dossier_job DROP CONSTRAINT dossier_job_state_check, ADD CONSTRAINT dossier_job_state_check
        CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled'))`);
    await db.query('DROP TRIGGER dossier_job_end_is_audited ON dossier_job');
    await db.query(`
      CREATE CONSTRAINT TRIGGER dossier_job_end_is_audited AFTER UPDATE ON dossier_job
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state IN ('done', 'cancelled'))
      EXECUTE FUNCTION require_audit_event()`);
    await db.query(`
      CREATE OR REPLACE FUNCTION guard_dossier_job() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.state IN ('done', 'cancelled') THEN
          RAISE EXCEPTION 'a dossier job that is % does not change', OLD.state USING ERRCODE = '23514';
        END IF;
        IF (NEW.id, NEW.version_id, NEW.template, NEW.requested_by, NEW.requested_at)
           IS DISTINCT FROM (OLD.id, OLD.version_id, OLD.template, OLD.requested_by, OLD.requested_at) THEN
          RAISE EXCEPTION 'what a dossier job was asked for does not change' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
  }

  /** What waited in the line of a process, or was in its hand, waits in the queue now; that is there before a row is. */
  async enqueue(db: Pick<QueryRunner, 'query'>): Promise<void> {
    await db.query(`
      DO $$
      DECLARE
        open record;
      BEGIN
        FOR open IN SELECT id, requested_by->>'name' AS asker, requested_at FROM dossier_job
          WHERE state IN ('queued', 'running') ORDER BY id
        LOOP
          INSERT INTO job (id, task, queue_id, state, attempts, max_attempts, requested_by, enqueued_at)
          SELECT open.id, 'issue-dossier', added.id, 'queued', 0, 6, open.asker, open.requested_at
          FROM graphile_worker.add_job('issue-dossier', json_build_object('dossierJobId', open.id),
            queue_name => 'issue-dossier', max_attempts => 6) added;
        END LOOP;
      END $$`);
  }

  down(): Promise<void> {
    throw new Error('What was cancelled stays in the record: restore a backup instead');
  }
}
