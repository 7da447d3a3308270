import type { Client } from 'pg';

/** So many acts on a version that nobody did, in a database of the test alone: its dossier then has hundreds of pages. */
export async function manyEvents(superuser: Pick<Client, 'query'>, versionId: string, count: number): Promise<void> {
  await superuser.query('SET session_replication_role = replica');
  await superuser.query(
    `ALTER TABLE audit_event DROP CONSTRAINT audit_event_check, DROP CONSTRAINT audit_event_is_its_payload,
       DROP CONSTRAINT audit_event_is_stamped`,
  );
  const columns =
    'at, act, actor_id, actor_name, subject_type, subject_id, reason, payload, txid, recorded_at, db_user';
  await superuser.query(
    `INSERT INTO audit_event (id, sha256, ${columns})
     SELECT gen_random_uuid(), encode(sha256(n::text::bytea), 'hex'), ${columns}
     FROM (SELECT * FROM audit_event WHERE subject_id = $1 LIMIT 1) event, generate_series(1, $2) n`,
    [versionId, count],
  );
  await superuser.query('RESET session_replication_role');
}
