import type { House } from './house';
import type { Answer } from './given';

export interface ListPage {
  readonly items: Answer[];
  readonly next: string | null;
}

type Query = Readonly<Record<string, string | number | undefined>>;

/** One page of a list. */
export const page = async (house: House, path: string, query: Query = {}): Promise<ListPage> =>
  ((await house.staff.get(path).query(query).expect(200)) as unknown as { body: ListPage }).body;

/** All items of a list, page after page. */
export async function everyPage(house: House, path: string, query: Query = {}): Promise<Answer[]> {
  const items: Answer[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const one: ListPage = await page(house, path, { ...query, cursor });
    items.push(...one.items);
    cursor = one.next;
  }
  return items;
}

/** What a list answers as text, whatever form it is in. */
export const exported = async (house: House, path: string, query: Query = {}): Promise<string> => {
  const { body } = (await house.staff
    .get(path)
    .query(query)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
    })
    .expect(200)) as unknown as { body: string };
  return body;
};

/** Runs statements past the triggers that refuse what no event tells. */
export async function unguarded(house: House, ...statements: readonly (readonly [string, unknown[]])[]): Promise<void> {
  const { superuser } = house.database;
  await superuser.query('SET session_replication_role = replica');
  for (const [sql, values] of statements) await superuser.query(sql, values);
  await superuser.query('SET session_replication_role = DEFAULT');
}
