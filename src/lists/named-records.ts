import type { EntityManager } from 'typeorm';
import { isScoped, type Scope, withinScope } from '../database/scope';
import { type Cell, link, quiet } from './cell';
import type { NamedTable } from './list-page';

interface Naming {
  /** SQL on `t`, the row. */
  readonly name: string;
  /** Where its page is. */
  readonly path: string;
}

const numbered = (prefix: string): string =>
  `'${prefix}-' || lpad(t.number::text, greatest(4, length(t.number::text)), '0')`;

const NAMINGS: Readonly<Record<NamedTable, Naming>> = {
  organization: { name: 't.name', path: '/organizations' },
  model: { name: 't.name', path: '/models' },
  model_version: { name: 't.label', path: '/versions' },
  software_function: { name: `'FN-' || t.ordinal || ' ' || t.name`, path: '/functions' },
  intended_use: {
    name: `'IU-' || (SELECT f.ordinal FROM software_function f WHERE f.id = t.function_id) || '.' || t.revision`,
    path: '/intended-uses',
  },
  claim: { name: numbered('CL'), path: '/claims' },
  evidence: { name: numbered('EV'), path: '/evidence' },
  classification: { name: numbered('DT'), path: '/classifications' },
  submission: { name: `t.authority || coalesce(' ' || t.number, ', ' || t.kind)`, path: '/submissions' },
  dossier: { name: 't.code', path: '/dossiers' },
  person: { name: 't.printed_name', path: '/people' },
};

export const isNamed = (table: string): table is NamedTable => Object.hasOwn(NAMINGS, table);

/** Where the page of a record is. */
export const pageOfRecord = (table: NamedTable, id: string): string => `${NAMINGS[table].path}/${id}`;

/** Rows that something refers to, by table. */
export type Referred = Readonly<Partial<Record<NamedTable, readonly (string | null | undefined)[]>>>;

/** The names of rows that others refer to, as links to their pages. */
export class Names {
  constructor(private readonly names: ReadonlyMap<string, string>) {}

  /** The row by its name; of one that the reader was not given it is said that it is not his, and of none why. */
  cell(table: NamedTable, id: string | null, absent = 'None'): Cell {
    if (id === null) return quiet(absent);
    const name = this.names.get(`${table}/${id}`);
    return name === undefined ? quiet('Not given to you') : link(name, pageOfRecord(table, id));
  }

  /** The name alone; null where it is not known. */
  of(table: NamedTable, id: string): string | null {
    return this.names.get(`${table}/${id}`) ?? null;
  }
}

/** The first rows of a table by their names, one more than so many at most; who reads a part sees that part. */
export async function firstNames(
  manager: EntityManager,
  table: NamedTable,
  scope: Scope | null,
  most: number,
): Promise<{ readonly id: string; readonly name: string }[]> {
  if (scope !== null && !isScoped(table)) return [];
  const parameters: unknown[] = [most + 1];
  const own = scope === null ? 'true' : withinScope(table, scope, (value) => `$${parameters.push(value)}`);
  return manager.query(
    `SELECT t.id, ${NAMINGS[table].name} AS name FROM ${table} t WHERE ${own} ORDER BY lower(${NAMINGS[table].name}) LIMIT $1`,
    parameters,
  );
}

/** Reads the names of all these rows, by one statement a table; an auditor learns those of what he was given. */
export async function namesOf(manager: EntityManager, referred: Referred, scope: Scope | null): Promise<Names> {
  const names = new Map<string, string>();
  for (const [table, all = []] of Object.entries(referred) as [NamedTable, Referred[NamedTable]][]) {
    const ids = [...new Set(all.filter((id) => typeof id === 'string'))];
    if (ids.length === 0 || (scope !== null && !isScoped(table))) continue;
    const parameters: unknown[] = [ids];
    const own = scope === null ? '' : ` AND (${withinScope(table, scope, (value) => `$${parameters.push(value)}`)})`;
    const rows = await manager.query<{ id: string; name: string }[]>(
      `SELECT t.id, ${NAMINGS[table].name} AS name FROM ${table} t WHERE t.id = ANY ($1::uuid[])${own}`,
      parameters,
    );
    for (const { id, name } of rows) names.set(`${table}/${id}`, name);
  }
  return new Names(names);
}
