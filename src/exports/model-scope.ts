const VERSIONS = 'SELECT id FROM model_version WHERE model_id = $1::uuid';
const FUNCTIONS = 'SELECT id FROM software_function WHERE model_id = $1::uuid';
const within = (table: string, column: string, ids: string): string =>
  `SELECT id FROM ${table} WHERE ${column} IN (${ids})`;
const EVIDENCE = within('evidence', 'version_id', VERSIONS);
const SUBMISSIONS = 'SELECT id FROM submission WHERE model_id = $1::uuid';

/** Of every record that people can talk about. */
const COMMENTED = [
  'SELECT $1::uuid',
  VERSIONS,
  FUNCTIONS,
  within('intended_use', 'function_id', FUNCTIONS),
  within('claim', 'function_id', FUNCTIONS),
  EVIDENCE,
  within('classification', 'function_id', FUNCTIONS),
  SUBMISSIONS,
  within('dossier', 'version_id', VERSIONS),
].join(' UNION ALL ');
const THREADS = within('comment_thread', 'record_id', COMMENTED);

/** The digests of all files that records of the model name. */
const FILES = `
  SELECT sha256 FROM evidence_file WHERE evidence_id IN (${EVIDENCE})
  UNION ALL SELECT labeling_file FROM version_labeling WHERE version_id IN (${VERSIONS}) AND labeling_file IS NOT NULL
  UNION ALL SELECT sha256 FROM submission_letter WHERE submission_id IN (${SUBMISSIONS})
  UNION ALL SELECT sha256 FROM dossier WHERE version_id IN (${VERSIONS})`;

/** What of each table concerns one model, whose id is `$1`: a condition on `t`. */
const OF_TABLE: Readonly<Record<string, string>> = {
  organization: 't.id IN (SELECT organization_id FROM model_party WHERE model_id = $1::uuid)',
  model: 't.id = $1::uuid',
  model_party: 't.model_id = $1::uuid',
  model_version: 't.model_id = $1::uuid',
  software_function: 't.model_id = $1::uuid',
  intended_use: `t.function_id IN (${FUNCTIONS})`,
  intended_use_withdrawal: `t.intended_use_id IN (${within('intended_use', 'function_id', FUNCTIONS)})`,
  claim: `t.function_id IN (${FUNCTIONS})`,
  claim_revision: `t.claim_id IN (${within('claim', 'function_id', FUNCTIONS)})`,
  claim_withdrawal: `t.claim_id IN (${within('claim', 'function_id', FUNCTIONS)})`,
  evidence: `t.version_id IN (${VERSIONS})`,
  evidence_file: `t.evidence_id IN (${EVIDENCE})`,
  evidence_withdrawal: `t.evidence_id IN (${EVIDENCE})`,
  evidence_link: `t.evidence_id IN (${EVIDENCE})`,
  version_labeling: `t.version_id IN (${VERSIONS})`,
  classification: `t.function_id IN (${FUNCTIONS})`,
  classification_withdrawal: `t.classification_id IN (${within('classification', 'function_id', FUNCTIONS)})`,
  submission: 't.model_id = $1::uuid',
  submission_coverage: `t.submission_id IN (${SUBMISSIONS})`,
  submission_letter: `t.submission_id IN (${SUBMISSIONS})`,
  dossier: `t.version_id IN (${VERSIONS})`,
  dossier_job: `t.version_id IN (${VERSIONS})`,
  stored_file: `t.sha256 IN (${FILES})`,
  file_finding: `t.sha256 IN (${FILES})`,
  disposal_request: `t.sha256 IN (${FILES})`,
  disposal_rejection: `t.request_id IN (${within('disposal_request', 'sha256', FILES)})`,
  disposal: `t.sha256 IN (${FILES})`,
  stored_again: `t.sha256 IN (${FILES})`,
  signature: `t.record_id IN (${COMMENTED})`,
  comment_thread: `t.record_id IN (${COMMENTED})`,
  comment: `t.thread_id IN (${THREADS})`,
  comment_mention: `t.comment_id IN (${within('comment', 'thread_id', THREADS)})`,
};

/** Tables that are the same for every model: rules, and hashes that tell nothing of what they are of. */
const WHOLE = new Set([
  ...['version_transition', 'signature_step', 'signature_plan', 'retention_rule', 'retention_period', 'migration'],
  ...['log_state', 'log_leaf', 'log_tile', 'log_checkpoint'],
  ...['log_cosignature', 'log_timestamp', 'log_rollback', 'log_rollback_settlement'],
]);

/** Holds name what they are of in `scope` and `scope_id`. */
const holdsOf = (ids: string): string => `t.scope = 'all' OR t.scope_id IN (${ids})`;

/**
 * The condition under which rows of a table concern a model; `true` where all do, null where it is not known, and then
 * none are exported. `tables` are those that are there: events and revisions are taken along with what they are of.
 */
export function conditionOf(table: string, tables: ReadonlySet<string>): string | null {
  if (WHOLE.has(table)) return 'true';
  const ids = Object.entries(OF_TABLE)
    .filter(([name]) => tables.has(name))
    .map(([name, condition]) => `SELECT t.id FROM ${name} t WHERE ${condition}`)
    .join(' UNION ALL ');
  if (table === 'record_revision') return `t.record_id IN (${ids})`;
  if (table === 'legal_hold') return holdsOf(ids);
  if (table === 'legal_hold_release') return `t.hold_id IN (SELECT t.id FROM legal_hold t WHERE ${holdsOf(ids)})`;
  if (table !== 'audit_event') return OF_TABLE[table] ?? null;
  const holds = tables.has('legal_hold') ? ` UNION ALL SELECT t.id FROM legal_hold t WHERE ${holdsOf(ids)}` : '';
  return `t.subject_id IN (${ids}${holds}) OR EXISTS (
    SELECT FROM jsonb_array_elements(t.content->'changes') c WHERE (c->>'id')::uuid IN (${ids}${holds}))`;
}
