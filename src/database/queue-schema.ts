import { Logger as QueueLogger, runMigrations } from 'graphile-worker';

const TABLES = ['_private_jobs', '_private_job_queues', '_private_tasks', '_private_known_crontabs'] as const;

const silent = new QueueLogger(() => () => undefined);

/** Brings graphile-worker's own schema up to the version of this program, as the owner. */
export const migrateQueue = (ownerUrl: string): Promise<void> =>
  runMigrations({ connectionString: ownerUrl, logger: silent });

/**
 * What the application role needs to put work into the queue and to do it. The queue is no record. Its tables have row
 * security without a policy, which is to keep others out; so there is one for the role alone.
 */
export const queueGrantsFor = (quotedRole: string): readonly string[] => [
  `REVOKE ALL ON SCHEMA graphile_worker FROM PUBLIC, ${quotedRole}`,
  `REVOKE ALL ON ALL TABLES IN SCHEMA graphile_worker FROM PUBLIC, ${quotedRole}`,
  `GRANT USAGE ON SCHEMA graphile_worker TO ${quotedRole}`,
  `GRANT SELECT ON graphile_worker.migrations TO ${quotedRole}`,
  `GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO ${quotedRole}`,
  ...TABLES.flatMap((table) => [
    `GRANT SELECT, INSERT, UPDATE, DELETE ON graphile_worker.${table} TO ${quotedRole}`,
    `DROP POLICY IF EXISTS predicate_service ON graphile_worker.${table}`,
    `CREATE POLICY predicate_service ON graphile_worker.${table} TO ${quotedRole} USING (true) WITH CHECK (true)`,
  ]),
];
