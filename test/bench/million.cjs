'use strict';
/** A trail of a million events, as the database would hold them, made by the database itself. */
const EVENTS = 1_000_000;
const AT_ONCE = 100_000;

/** Bytes as the service writes them, canonical: names in order, no spaces. */
const PAYLOAD = `convert_to('{"act":"evidence.recorded","actor":{"id":"operator","name":"Operator","role":"operator"},"at":"'
  || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","changes":[{"after":"' || encode(sha256(id::text::bytea), 'hex')
  || '","before":null,"id":"' || subject || '","type":"evidence"}],"id":"' || id || '","reason":null,"requestId":"' || subject
  || '","schema":"predicate/audit-event/1","subject":{"id":"' || subject || '","type":"evidence"}}', 'UTF8')`;

const FILL = `
  WITH made AS (INSERT INTO audit_event (id, at, act, actor_id, actor_name, subject_type, subject_id, payload, sha256, txid, recorded_at, db_user)
  SELECT id, at, 'evidence.recorded', 'operator', 'Operator', 'evidence', subject, payload, encode(sha256(payload), 'hex'),
         0, now(), 'bench'
  FROM (SELECT *, ${PAYLOAD} AS payload
        FROM (SELECT uuidv7() AS id, uuidv7() AS subject, date_trunc('milliseconds', now()) + n * interval '1 ms' AS at
              FROM generate_series(1, ${AT_ONCE}) n) ids) told
  RETURNING id) INSERT INTO audit_outbox SELECT id FROM made`;

/** The bytes of an event whose `id`, `at` and `subject` are columns. */
exports.PAYLOAD = PAYLOAD;

/** Fills the trail and its outbox; the log is then for the sequencer to make. */
exports.fillTrail = async (admin) => {
  await admin.query('SET statement_timeout = 0');
  await admin.query("SET session_replication_role = 'replica'");
  for (let made = 0; made < EVENTS; made += AT_ONCE) {
    await admin.query('BEGIN');
    await admin.query(FILL);
    await admin.query('COMMIT');
  }
  await admin.query("SET session_replication_role = 'origin'");
  return EVENTS;
};
