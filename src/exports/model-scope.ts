import { pathsTo } from '../database/model-paths';

/** What of each table concerns one model, whose id is `$1`: a condition on `t`. */
const OF_TABLE: Readonly<Record<string, string>> = pathsTo('SELECT $1::uuid');

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
