import type { DataSource } from 'typeorm';
import type { FORGETTING } from './grants';

type How = (typeof FORGETTING)[number];

/** Takes out rows that are old enough, as the database says which those are, once; gives how many went. */
export async function forgotten(dataSource: DataSource, how: How): Promise<number> {
  const [{ gone }] = await dataSource.query<[{ gone: number | string }]>(`SELECT ${how}() AS gone`);
  return Number(gone);
}

/** The same where the database takes out a part at a time: until none is left, or somebody waits for this to end. */
export async function allForgotten(dataSource: DataSource, how: How, signal: AbortSignal): Promise<number> {
  let total = 0;
  for (let last = 1; last > 0 && !signal.aborted; total += last) last = await forgotten(dataSource, how);
  return total;
}
