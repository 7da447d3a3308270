import { Any, type EntityManager, type EntityTarget, type FindOptionsWhere, Raw } from 'typeorm';
import { isId } from '../kernel/ids';
import { Directory, Folding, type Named } from './directory.rules';
import type { Row } from './table.rules';

/** What the cells of some columns say, each once. */
export const textsIn = (rows: readonly Row[], ...columns: readonly string[]): string[] => [
  ...new Set(rows.flatMap(({ values }) => columns.map((column) => values[column] ?? '').filter((text) => text !== ''))),
];

/** Those of the texts that can be ids, as the record has them. */
export const idsIn = (texts: readonly string[]): string[] => texts.filter(isId).map((text) => text.toLowerCase());

/** The database compares names by its own lower case, which is not JavaScript's in every script; so it is asked. */
async function foldingOf(read: EntityManager, texts: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await read.query<{ text: string; key: string }[]>(
    'SELECT text, lower(text) AS key FROM unnest($1::text[]) AS text',
    [texts],
  );
  return new Map(rows.map(({ text, key }) => [text, key]));
}

/** The records that texts name, by id or by name in any case, in three queries however many there are. */
export async function directoryOf<T extends Named>(
  read: EntityManager,
  entity: EntityTarget<T>,
  texts: readonly string[],
): Promise<Directory<T>> {
  const said = await foldingOf(read, texts);
  const name = Raw((column) => `lower(${column}) = ANY(:keys)`, { keys: [...said.values()] });
  const where = [{ id: Any(idsIn(texts)) }, { name }] as unknown as FindOptionsWhere<T>[];
  const records = await read.find(entity, { where });
  const held = await foldingOf(
    read,
    records.map((record) => record.name),
  );
  return new Directory(records, new Folding(new Map([...said, ...held])));
}
