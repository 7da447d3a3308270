import type { Pool } from 'pg';
import { type DataSource, type ObjectLiteral, QueryFailedError } from 'typeorm';
import type { Statement } from './statements';

/**
 * Asks by the pool what has the same text each time, and answers its rows. Each connection keeps the plan under the name:
 * where a statement joins dozens of tables, planning it takes longer than answering it.
 */
export async function askKept<T extends ObjectLiteral>(
  dataSource: DataSource,
  { name, text, values = [] }: Statement & { readonly name: string },
): Promise<T[]> {
  const { master } = dataSource.driver as unknown as { readonly master: Pool };
  try {
    return (await master.query<T>({ name, text, values: [...values] })).rows;
  } catch (error) {
    throw new QueryFailedError(text, [...values], error as Error);
  }
}
