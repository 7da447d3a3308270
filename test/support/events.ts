import type { Client } from 'pg';

/** So many events, put in past the service by a hand with all power; the triggers of the trail are the real ones. */
export const recordEvents = (superuser: Client, count: number) =>
  superuser.query(
    `INSERT INTO audit_event (id, at, act, actor_id, actor_name, subject_type, subject_id, payload, sha256)
     SELECT id, at, 'model.registered', 'a', 'A', 'model', id, payload, encode(sha256(payload), 'hex')
     FROM (SELECT id, at, convert_to(jsonb_build_object('id', id, 'act', 'model.registered', 'changes', '[]'::jsonb,
             'at', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', '{"id":"a","name":"A"}'::jsonb,
             'subject', jsonb_build_object('type', 'model', 'id', id), 'reason', null)::text, 'UTF8') AS payload
           FROM (SELECT overlay(overlay(gen_random_uuid()::text PLACING substr(ms, 1, 8) || '-' || substr(ms, 9) FROM 1)
                          PLACING '7' FROM 15)::uuid AS id, date_trunc('milliseconds', now()) AS at
                 FROM generate_series(1, $1::int),
                      lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') AS ms) a) b`,
    [count],
  );
