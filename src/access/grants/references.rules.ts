import { isScoped, type ScopedTable } from '../../database/scope';
import { isSha256 } from '../../kernel/digest';
import { isId } from '../../kernel/ids';
import type { AskedRecords, Reach } from '../within';

/** A record that a request names; `table` is null where its rows belong to no model, `key` where it can be no key. */
export interface Reference {
  readonly table: ScopedTable | null;
  readonly by: 'id' | 'sha256';
  readonly key: string | null;
}

/** What stands in the address: in its path, and in its query. */
export interface Address {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: Readonly<Record<string, unknown>>;
}

const IS_KEY = { id: isId, sha256: isSha256 };

/** A key in small letters, as the record has it; null for what can be none: that is nowhere. */
const keyIn = (by: Reference['by'], said: unknown): string | null =>
  typeof said === 'string' && IS_KEY[by](said) ? said.toLowerCase() : null;

/** A table whose rows belong to models, as it is said; null for any other. */
const tableIn = (said: unknown): ScopedTable | null => (typeof said === 'string' && isScoped(said) ? said : null);

const askedIn = (named: AskedRecords, query: Address['query']): Reference[] =>
  Object.entries(named)
    .filter(([name]) => query[name] !== undefined)
    .map(([name, table]) => ({
      ...{ table: typeof table === 'string' ? table : tableIn(query[table.in]), by: 'id' },
      key: keyIn('id', query[name]),
    }));

/** The records that a request names, by what its route declares; none where it names none. */
export function referencesOf(reach: Reach, { params, query }: Address): Reference[] {
  if (reach.of === 'record') return [{ table: reach.table, by: reach.by, key: keyIn(reach.by, params[reach.by]) }];
  if (reach.of === 'asked') return askedIn(reach.named, query);
  if (reach.of !== 'named') return [];
  const said = { ...query, ...params };
  const table = tableIn(said.type);
  return reach.ids.map((name) => ({ table, by: 'id', key: keyIn('id', said[name]) }));
}

/** The same as a read of it is told: one for each record, or one for a list, or for what is the same for everybody. */
export const toldOf = (reach: Reach, named: readonly Reference[]): readonly Pick<Reference, 'table' | 'key'>[] =>
  named.length > 0 ? named : [{ table: reach.of === 'list' ? reach.table : null, key: null }];
