import { types, type QueryConfig } from 'pg';
import { canonicalBytes, digestOf, sha256 } from '../../src/kernel/digest';
import type { House } from './house';

interface Change {
  readonly type: string;
  readonly id: string;
  readonly before: string | null;
  readonly after: string;
}

/** The payload of an event, as it is read out of its own bytes. */
export interface ToldEvent {
  readonly schema: string;
  readonly id: string;
  readonly at: string;
  readonly act: string;
  readonly actor: { readonly id: string; readonly name: string; readonly role: string };
  readonly subject: { readonly type: string; readonly id: string };
  readonly changes: readonly Change[];
  readonly reason: string | null;
  readonly requestId: string | null;
}

const DATE = 1082;
const parserOf = (oid: number, format: 'text'): unknown =>
  oid === DATE ? (day: string) => day : types.getTypeParser(oid, format);
/** Days as the text that the database holds, instants as it gives them. */
const asText = (text: string, values: unknown[]): QueryConfig => ({
  text,
  values,
  types: { getTypeParser: parserOf as typeof types.getTypeParser },
});

const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);
const camelCase = (name: string): string => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * The digest of a row as anybody can compute it who reads the database: its columns in the words of the code. What the
 * database derives for the search is no part of what was recorded.
 */
export async function digestOfRow({ database }: House, table: string, id: string): Promise<string> {
  const { rows } = await database.superuser.query<Record<string, unknown>>(
    asText(`SELECT * FROM ${table} WHERE id = $1`, [id]),
  );
  return digestOf(
    Object.fromEntries(
      Object.entries(rows[0] ?? {})
        .filter(([name]) => name !== 'words')
        .map(([name, value]) => [camelCase(name), plain(value)]),
    ),
  );
}

/** The events of one subject, oldest first, each held to be exactly the canonical bytes of what it says. */
export async function toldOf(house: House, subjectId: string): Promise<ToldEvent[]> {
  const events = (await house.auditEvents()).filter(({ subject_id }) => subject_id === subjectId);
  return events.map(({ payload, sha256: digest, act, reason }) => {
    const told = JSON.parse(payload.toString('utf8')) as ToldEvent;
    expect(sha256(payload)).toBe(digest);
    expect(canonicalBytes(told).equals(payload)).toBe(true);
    expect(told).toMatchObject({ schema: 'predicate/audit-event/2', act, reason, subject: { id: subjectId } });
    return told;
  });
}

/** How many rows a table has. */
export async function countOf({ database }: House, table: string): Promise<number> {
  const { rows } = await database.superuser.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
  return rows[0]?.n ?? 0;
}

/** Holds that what is asked leaves no event and no row in the tables named. */
export async function leavesNothing(
  house: House,
  tables: readonly string[],
  ask: () => Promise<unknown>,
): Promise<void> {
  const counts = async () => {
    const each: number[] = [];
    for (const table of ['audit_event', ...tables]) each.push(await countOf(house, table));
    return each;
  };
  const before = await counts();
  await ask();
  expect(await counts()).toEqual(before);
}
