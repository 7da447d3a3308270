import type { Signable } from '../signables/to-sign';
import { manifestIn } from '../signables/contents-sql';

/** The acts by which somebody writes what is signed, as `has_written` of the database has them. */
const WRITING = `'version.registered', 'version.revised', 'intended-use.stated', 'claim.stated', 'claim.revised',
  'classification.decided', 'evidence.recorded', 'evidence.superseded'`;

type Rows = (signable: Signable) => string;

/** The records of every kind for which `isWanted` holds; a kind for which it does not is not read. */
const records = (signables: readonly Signable[], rows: Rows, isWanted: Rows): string =>
  signables
    .map((one) => `SELECT '${one.process}' AS process, t.* FROM (${rows(one)}) t WHERE ${isWanted(one)}`)
    .join('\nUNION ALL\n');

/** Every record that can be signed in a process in which one of the roles `$2` signs, and what was given for it as it is. */
const given = (signables: readonly Signable[]): string => `
  steps AS MATERIALIZED (
    SELECT p.process, s.* FROM unnest($5::text[]) p (process) CROSS JOIN LATERAL signature_steps(p.process) s
  ), record AS MATERIALIZED (
    ${records(
      signables,
      ({ rows }) => rows.toSign,
      ({ process }) => `EXISTS (SELECT FROM steps WHERE process = '${process}' AND role = ANY ($2::text[]))`,
    )}
  ), given AS MATERIALIZED (
    SELECT r.process, r.id, g.step, g.meaning, g.role, g.signer_id, g.signed_at
    FROM record r JOIN signature g ON g.record_id = r.id AND g.process = r.process AND g.record_revision = r.revision
    WHERE g.meaning = 'rejection' OR r.rests_on IS NULL OR r.rests_on = ${manifestIn('g.manifest')}
  )`;

/** Which step of each is open, and since when, as `steps.rules.ts` has it. */
const OPEN = `
  progress AS (
    SELECT r.process, r.id, r.since, s.step, s.meaning, s.role,
      count(g.signer_id) < s.minimum AS lacks, max(g.signed_at) AS signed_at
    FROM record r JOIN steps s ON s.process = r.process
    LEFT JOIN given g ON g.process = r.process AND g.id = r.id
      AND g.step = s.step AND g.meaning = s.meaning AND g.role = s.role
    GROUP BY r.process, r.id, r.since, s.step, s.meaning, s.role, s.minimum
  ), next AS (
    SELECT *, min(step) FILTER (WHERE lacks) OVER (PARTITION BY process, id) AS open_step FROM progress
  ), dated AS (
    SELECT *, max(signed_at) FILTER (WHERE step < open_step) OVER (PARTITION BY process, id) AS opened_at FROM next
  )`;

/**
 * What a person may sign now, in one statement however many records there are. `$1` is who; `$2`, `$3` and `$4` are the roles
 * in which he may act, and for whom (null is for himself); `$5` every process; `$6` how many rows at most. Of two ways in
 * which he may sign a record his own comes first. It answers the oldest of what is to be reviewed, and of all else, each with
 * how many there are.
 */
export const toSignSql = (signables: readonly Signable[]): string => `
  WITH held AS (
    SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) AS h (role, for_id, for_name)
  ), ${given(signables)}, ${OPEN}, closed AS (
    SELECT DISTINCT process, id FROM given WHERE meaning = 'rejection' OR signer_id = $1::uuid
  ), written AS MATERIALIZED (
    SELECT DISTINCT e.actor_id, e.subject_id FROM audit_event e
    WHERE e.act IN (${WRITING}) AND e.actor_id IN (SELECT $1::uuid::text UNION ALL SELECT for_id FROM held)
  ), own AS (
    SELECT DISTINCT ON (n.process, n.id) n.process, n.id, n.step, n.meaning, n.role, h.for_id AS "forId",
      h.for_name AS "forName", greatest(n.since, n.opened_at) AS since
    FROM dated n JOIN held h ON h.role = n.role
    LEFT JOIN written w ON w.subject_id = n.id AND w.actor_id = $1::uuid::text
    LEFT JOIN written f ON f.subject_id = n.id AND f.actor_id = h.for_id
    WHERE n.lacks AND n.step = n.open_step
      AND NOT EXISTS (SELECT FROM closed c WHERE c.process = n.process AND c.id = n.id)
      AND CASE n.meaning WHEN 'responsibility' THEN true WHEN 'authorship' THEN w.subject_id IS NOT NULL
          ELSE w.subject_id IS NULL AND f.subject_id IS NULL END
    ORDER BY n.process, n.id, h.for_id NULLS FIRST, n.role
  )
  SELECT * FROM (
    SELECT *, count(*) OVER alike::integer AS total,
      row_number() OVER (alike ORDER BY since, id, process) AS place
    FROM own WINDOW alike AS (PARTITION BY meaning = 'review')
  ) placed WHERE place <= $6 ORDER BY since, id, process`;

/** What a person, `$1`, wrote or issued and somebody rejected, until it is another; the oldest, `$2` at most. */
export const returnedSql = (signables: readonly Signable[]): string => `
  WITH written AS MATERIALIZED (
    SELECT DISTINCT e.subject_id FROM audit_event e
    WHERE e.act IN (${WRITING}, 'dossier.issued') AND e.actor_id = $1::uuid::text
  ), rejection AS MATERIALIZED (
    SELECT g.* FROM signature g JOIN written w ON w.subject_id = g.record_id WHERE g.meaning = 'rejection'
  ), record AS (
    ${records(
      signables,
      ({ rows }) => rows.returned,
      ({ process }) => `t.id IN (SELECT record_id FROM rejection WHERE process = '${process}')`,
    )}
  )
  SELECT r.process, r.id, g.step, g.meaning, g.role, g.for_id AS "forId", g.for_name AS "forName",
    g.signed_at AS since, left(g.signer_name || ': ' || g.comment, 200) AS text, count(*) OVER ()::integer AS total
  FROM record r JOIN rejection g ON g.record_id = r.id AND g.process = r.process AND g.record_revision = r.revision
  ORDER BY g.signed_at, r.id, r.process LIMIT $2`;
