/** A required gap, as SQL finds it: what lacks it, what it is, and where it is mended. */
export interface RequiredGap {
  readonly versionId: string;
  readonly type: string;
  readonly id: string;
  readonly code: string;
  readonly label: string;
  readonly text: string;
  readonly since: Date;
  readonly href: string;
}

const ofVersion = (text: string, end: string): string => `
  SELECT v.id AS "versionId", 'model_version' AS type, v.id, v.semantic_version AS code, v.label, ${text} AS text,
    v.created_at AS since, '/api/v1/versions/' || v.id || '${end}' AS href
  FROM mine v JOIN model m ON m.id = v.model_id`;

const ofFunction = (text: string, end: string): string => `
  SELECT v.id AS "versionId", 'software_function' AS type, f.id, 'FN-' || f.ordinal AS code, f.name AS label,
    ${text} AS text, greatest(f.created_at, v.created_at) AS since, '/api/v1/functions/' || f.id || '${end}' AS href
  FROM mine v JOIN software_function f ON f.model_id = v.model_id`;

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const NO_EVIDENCE = quoted('No validation evidence: nothing shows that it works');
const NO_DIGEST = quoted('No artifact digest: nothing says which bytes it is');
const NO_STATEMENT = quoted('No statement of the supplier: nothing says which version it is');
const NO_SUPPLIER = quoted('No supplier is named');
const NO_FUNCTION = quoted('No function: there is nothing to state an intended use for');
const NO_USE = quoted('No intended use: nobody has stated what it is for');
const NOT_CLASSIFIED = `'Not classified for ' || v.label || ': no determination says whether it is a device'`;

/**
 * SQL of every required gap of the versions that `mine` selects, but for signatures: what the sections of a dossier say of one
 * record (`dossiers/sections`), for many in one statement. A test holds the two together.
 */
export const requiredGaps = (mine: string): string => `
  WITH mine AS MATERIALIZED (${mine})
  ${ofVersion(NO_EVIDENCE, '/evidence')}
  WHERE NOT EXISTS (
    SELECT FROM evidence e WHERE e.version_id = v.id
      AND NOT EXISTS (SELECT FROM evidence n WHERE n.supersedes_id = e.id)
      AND NOT EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = e.id))
  UNION ALL ${ofVersion(NO_DIGEST, '')} WHERE m.kind = 'own' AND jsonb_array_length(v.artifacts) = 0
  UNION ALL ${ofVersion(NO_STATEMENT, '')}
  WHERE m.kind = 'third-party' AND jsonb_array_length(v.artifacts) = 0 AND v.supplier_statement IS NULL
  UNION ALL ${ofVersion(NO_SUPPLIER, '')}
  WHERE m.kind = 'third-party' AND NOT EXISTS (
    SELECT FROM model_party p WHERE p.model_id = m.id AND p.role = 'supplier' AND p.ended_at IS NULL)
  UNION ALL ${ofVersion(NO_FUNCTION, '')}
  WHERE NOT EXISTS (SELECT FROM software_function f WHERE f.model_id = v.model_id)
  UNION ALL ${ofFunction(NO_USE, '/intended-uses')}
  WHERE NOT EXISTS (
    SELECT FROM intended_use i WHERE i.function_id = f.id
      AND NOT EXISTS (SELECT FROM intended_use n WHERE n.function_id = f.id AND n.revision > i.revision)
      AND NOT EXISTS (SELECT FROM intended_use_withdrawal w WHERE w.intended_use_id = i.id))
  UNION ALL ${ofFunction(NOT_CLASSIFIED, '/classifications')}
  WHERE NOT EXISTS (
    SELECT FROM classification c WHERE c.function_id = f.id AND (c.version_id IS NULL OR c.version_id = v.id)
      AND c.result->'outcome' ? 'cdsCriteria'
      AND NOT EXISTS (SELECT FROM classification n WHERE n.supersedes_id = c.id)
      AND NOT EXISTS (SELECT FROM classification_withdrawal w WHERE w.classification_id = c.id))
  UNION ALL ${damagedFiles()}`;

/** Files behind evidence that stands, whose bytes were last found to be others, or gone. */
function damagedFiles(): string {
  return `
  SELECT v.id, 'evidence', e.id, 'EV-' || lpad(e.number::text, greatest(4, length(e.number::text)), '0'), e.title,
    'The stored bytes of ' || x.name || ' are not those of its digest', v.created_at, '/api/v1/evidence/' || e.id
  FROM mine v JOIN evidence e ON e.version_id = v.id JOIN evidence_file x ON x.evidence_id = e.id
  WHERE (SELECT f.outcome FROM file_finding f WHERE f.sha256 = x.sha256 ORDER BY f.number DESC LIMIT 1) <> 'ok'
    AND NOT EXISTS (SELECT FROM evidence n WHERE n.supersedes_id = e.id)
    AND NOT EXISTS (SELECT FROM evidence_withdrawal w WHERE w.evidence_id = e.id)`;
}
