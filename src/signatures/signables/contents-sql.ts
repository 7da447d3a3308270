/** What `contents.ts` reads of one record, in SQL for many at once; a test holds the two together. */

/** Entries of a manifest in the one order in which SQL compares them. */
export const inOrder = (entry: string): string =>
  `coalesce(jsonb_agg(${entry} ORDER BY ${entry}) FILTER (WHERE ${entry} IS NOT NULL), '[]')`;

/**
 * The manifest of a signature, in that order. What is written once and cited by a number of its own, an intended use, a
 * determination, evidence, is told by that alone: its digest can be no other.
 */
export const manifestIn = (manifest: string): string => `(
  SELECT ${inOrder('told.entry')}
  FROM jsonb_array_elements(${manifest}) one,
    LATERAL (SELECT CASE WHEN one->>'name' ~ '^(IU|DT|EV)-' THEN one - 'sha256' ELSE one END AS entry) told)`;

const numbered = (prefix: string, number: string): string =>
  `'${prefix}-' || lpad(${number}::text, greatest(4, length(${number}::text)), '0')`;

const entryOf = (name: string): string => `jsonb_build_object('name', ${name}) AS entry`;

/** What a function `f` is for today, and since when. */
export const USE_OF_FUNCTION = `
  SELECT ${entryOf(`'IU-' || f.ordinal || '.' || i.revision`)}, i.stated_at AS since
  FROM software_function f JOIN intended_use i ON i.function_id = f.id
  WHERE NOT EXISTS (SELECT FROM intended_use n WHERE n.function_id = f.id AND n.revision > i.revision)
    AND NOT EXISTS (SELECT FROM intended_use_withdrawal w WHERE w.intended_use_id = i.id)`;

/** As `classification/in-force.ts` picks: of each kind the version's own before one for every version, then the newest. */
const CLASSIFICATIONS = `
  SELECT ${entryOf(numbered('DT', 'k.number'))} FROM (
    SELECT DISTINCT ON (c.function_id, c.result->'outcome' ? 'cdsCriteria') c.number
    FROM classification c JOIN software_function f ON f.id = c.function_id
    WHERE f.model_id = t.model_id AND (c.version_id IS NULL OR c.version_id = t.id)
      AND NOT EXISTS (SELECT FROM classification n WHERE n.supersedes_id = c.id)
      AND NOT EXISTS (SELECT FROM classification_withdrawal w WHERE w.classification_id = c.id)
    ORDER BY c.function_id, c.result->'outcome' ? 'cdsCriteria', c.version_id IS NULL, c.number DESC
  ) k`;

/** A claim keeps its number over its revisions: which one it is, the digest tells, as the act that stated it has it. */
const CLAIMS = `
  SELECT jsonb_build_object('name', ${numbered('CL', 'c.number')}, 'sha256', (
    SELECT change->>'after' FROM audit_event e, jsonb_array_elements(e.content->'changes') change
    WHERE e.subject_id = c.id AND change->>'type' = 'claim_revision' AND change->>'id' = r.id::text LIMIT 1)) AS entry
  FROM software_function f JOIN claim c ON c.function_id = f.id JOIN claim_revision r ON r.claim_id = c.id
  WHERE f.model_id = t.model_id
    AND NOT EXISTS (SELECT FROM claim_revision n WHERE n.claim_id = c.id AND n.revision > r.revision)
    AND NOT EXISTS (SELECT FROM claim_withdrawal w WHERE w.claim_id = c.id)`;

const EVIDENCE = `
  SELECT ${entryOf(numbered('EV', 'e.number'))} FROM evidence e
  WHERE e.version_id = t.id AND NOT EXISTS (SELECT FROM evidence n WHERE n.supersedes_id = e.id)
    AND NOT EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = e.id)`;

/** All that a version `t` rests on today. */
export const CONTENTS_OF_VERSION = `
  SELECT ${inOrder('held.entry')} FROM (
    SELECT jsonb_build_object('name', (a->>'kind') || ' ' || (a->>'name'), 'sha256', a->>'sha256') AS entry
    FROM jsonb_array_elements(t.artifacts) a
    UNION ALL SELECT used.entry FROM (${USE_OF_FUNCTION} AND f.model_id = t.model_id) used
    UNION ALL (${CLASSIFICATIONS})
    UNION ALL ${CLAIMS}
    UNION ALL ${EVIDENCE}
  ) held`;
