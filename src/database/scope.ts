import type { Bind } from './list-filters';
import { type OfModels, pathsTo } from './model-paths';

/** A part of the record: all that belongs to these models, and these dossiers by themselves. */
export interface Scope {
  readonly modelIds: readonly string[];
  readonly dossierIds: readonly string[];
}

/** What became of the bytes of files is of the house: models may share a file, and a request to dispose of it says why. */
const OF_THE_HOUSE = ['disposal_request', 'disposal_rejection', 'disposal', 'stored_again'] as const;

/** A table whose rows can be told to be in a scope or not. */
export type ScopedTable = Exclude<OfModels, (typeof OF_THE_HOUSE)[number]> | 'audit_event';

const TABLES = Object.keys(pathsTo('')).filter((table) => !(OF_THE_HOUSE as readonly string[]).includes(table));

export const isScoped = (table: string): table is ScopedTable => table === 'audit_event' || TABLES.includes(table);

/** Events of acts on what belongs to the models, and on nothing else: an act on two models tells of both. */
function eventsOf(paths: Readonly<Record<string, string>>): string {
  const ids = TABLES.map((table) => `SELECT t.id FROM ${table} t WHERE ${paths[table]}`).join(' UNION ALL ');
  return `t.subject_id IN (${ids}) AND NOT EXISTS (
    SELECT FROM jsonb_array_elements(t.content->'changes') c WHERE (c->>'id')::uuid NOT IN (${ids}))`;
}

/**
 * The condition on `t`, a row of the table, under which it is in the scope. `false` for a table of which it is not
 * known to which models its rows belong: nothing of it is in any.
 */
export function withinScope(table: string, { modelIds, dossierIds }: Scope, bind: Bind): string {
  if (!isScoped(table)) return 'false';
  const paths = pathsTo(`SELECT unnest(${bind([...modelIds])}::uuid[])`);
  if (table === 'audit_event') return eventsOf(paths);
  if (table !== 'dossier') return paths[table];
  return `${paths.dossier} OR t.id = ANY (${bind([...dossierIds])}::uuid[])`;
}
