import type { ClientBase } from 'pg';
import type { Findings } from './finding';

/** Acts that wait for the sequencer: how many, and for how many seconds the first of them; null without any. */
export interface Waiting {
  readonly events: number;
  readonly seconds: number | null;
}

const UNLOGGED = `
  SELECT e.id, e.act, count(*) OVER ()::int AS many FROM audit_event e
  WHERE NOT EXISTS (SELECT FROM log_leaf l WHERE l.event_id = e.id)
    AND NOT EXISTS (SELECT FROM audit_outbox o WHERE o.event_id = e.id)
  ORDER BY e.id LIMIT 1`;

const MISFILED = `
  WITH told AS (
    SELECT e.*, convert_from(payload, 'UTF8')::jsonb AS said FROM audit_event e
  )
  SELECT t.id, l.idx::float8 AS index, count(*) OVER ()::int AS many FROM told t LEFT JOIN log_leaf l ON l.event_id = t.id
  WHERE (t.said->>'id', t.said->>'act', t.said#>>'{actor,id}', t.said#>>'{actor,name}', t.said#>>'{subject,type}',
         t.said#>>'{subject,id}', t.said->>'reason', t.said, (t.said->>'at')::timestamptz)
    IS DISTINCT FROM (t.id::text, t.act, t.actor_id, t.actor_name, t.subject_type,
         t.subject_id::text, t.reason, t.content, t.at::timestamptz)
    OR t.sha256 <> encode(sha256(t.payload), 'hex')
  ORDER BY t.id LIMIT 1`;

/**
 * Holds the rows of the trail, by which it is searched and listed, against the bytes that were logged, and looks for acts
 * that never came into the log. On the snapshot that the log is read in.
 */
export async function verifyFiling(client: ClientBase, findings: Findings): Promise<Waiting> {
  const { rows: unlogged } = await client.query<{ id: string; act: string; many: number }>(UNLOGGED);
  for (const { id, act, many } of unlogged) {
    findings.add('unlogged', {}, `Act ${act} (event ${id}) was kept out of the log; ${many} in all`);
  }
  const { rows: misfiled } = await client.query<{ id: string; index: number | null; many: number }>(MISFILED);
  for (const { id, index, many } of misfiled) {
    findings.add(
      'misfiled',
      { index },
      `Event ${id} stands in the lists otherwise than in its own bytes; ${many} in all`,
    );
  }
  const { rows } = await client.query<Waiting>(`
    SELECT count(*)::int AS events, extract(epoch FROM now() - min(e.recorded_at))::float8 AS seconds
    FROM audit_outbox o JOIN audit_event e ON e.id = o.event_id`);
  return rows[0];
}
