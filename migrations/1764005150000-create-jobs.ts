import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What became of each piece of background work: no record, and bounded. The queue itself is graphile-worker's own schema,
 * which forgets what is done. The service may add and change these rows; what is old is taken out by functions of the
 * owner alone, which know how old that must be, so that nothing else can be.
 */
export class CreateJobs1764005150000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE job (
        id uuid PRIMARY KEY,
        task text NOT NULL CHECK (task ~ '^[a-z][a-z0-9-]{0,59}$'),
        queue_id bigint NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('queued', 'running', 'retrying', 'done', 'dead')),
        attempts integer NOT NULL CHECK (attempts >= 0),
        max_attempts integer NOT NULL CHECK (max_attempts > 0),
        requested_by text NOT NULL,
        enqueued_at timestamptz(3) NOT NULL,
        started_at timestamptz(3),
        ended_at timestamptz(3),
        outcome text CHECK (length(outcome) <= 2000),
        error text CHECK (length(error) <= 2000)
      )`);
    await db.query('CREATE INDEX job_by_enqueued ON job (enqueued_at, id)');
    await db.query('CREATE INDEX job_of_task ON job (task, enqueued_at, id)');
    await db.query(`CREATE INDEX job_not_done ON job (state, enqueued_at, id) WHERE state <> 'done'`);
    await db.query('CREATE INDEX idempotency_key_by_age ON idempotency_key USING brin (claimed_at)');
    await this.forgetJobs(db);
    await this.forgetKeys(db);
  }

  /** Done jobs after 30 days, dead ones after a year, in the queue as well; answers how many, 10,000 at most. */
  private async forgetJobs(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION forget_jobs() RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        forgotten bigint[];
      BEGIN
        WITH old AS (
          SELECT id FROM public.job
          WHERE (state = 'done' AND enqueued_at < now() - interval '30 days')
             OR (state = 'dead' AND enqueued_at < now() - interval '365 days')
          ORDER BY enqueued_at LIMIT 10000
        ), gone AS (
          DELETE FROM public.job USING old WHERE job.id = old.id RETURNING job.queue_id
        ) SELECT coalesce(array_agg(queue_id), '{}') INTO forgotten FROM gone;
        DELETE FROM graphile_worker._private_jobs WHERE id = ANY (forgotten) AND locked_at IS NULL;
        RETURN cardinality(forgotten);
      END $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION forget_jobs FROM PUBLIC');
  }

  /** Keys are kept for a day and longer; two days after a request nobody tries it again. */
  private async forgetKeys(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION forget_idempotency_keys() RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        forgotten integer;
      BEGIN
        DELETE FROM public.idempotency_key WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM public.idempotency_key WHERE claimed_at < now() - interval '48 hours' LIMIT 10000));
        GET DIAGNOSTICS forgotten = ROW_COUNT;
        RETURN forgotten;
      END $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION forget_idempotency_keys FROM PUBLIC');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP FUNCTION forget_jobs');
    await db.query('DROP FUNCTION forget_idempotency_keys');
    await db.query('DROP INDEX idempotency_key_by_age');
    await db.query('DROP TABLE job');
  }
}
