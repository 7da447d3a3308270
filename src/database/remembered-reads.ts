import {
  type EntityManager,
  type EntityTarget,
  type FindManyOptions,
  type FindOneOptions,
  FindOperator,
  type ObjectLiteral,
} from 'typeorm';

type Of = EntityTarget<ObjectLiteral>;

/** The question as a text; null of one that a text cannot hold, such as a condition in SQL that a function writes. */
function questionOf(asked: unknown): string | null {
  let isHeld = true;
  const text = JSON.stringify(asked, (_, value: unknown) => {
    if (typeof value === 'function') isHeld = false;
    return value;
  });
  return isHeld ? text : null;
}

/** The ids that are asked for, where nothing else is. */
function idsIn({ where, ...rest }: FindManyOptions): readonly string[] | null {
  if (Object.keys(rest).length > 0 || where === undefined || Array.isArray(where)) return null;
  const { id, ...more } = where as { readonly id?: unknown };
  if (Object.keys(more).length > 0) return null;
  if (typeof id === 'string') return [id];
  return id instanceof FindOperator && id.type === 'in' ? [...new Set(id.value as readonly string[])] : null;
}

const IS_ONE_OF: ReadonlySet<string> = new Set(['in', 'any']);

/** Whether the rows that are asked for are those of none of no values: there is no such row. */
const isOfNone = ({ where }: FindManyOptions): boolean =>
  where !== undefined &&
  !Array.isArray(where) &&
  Object.values(where as ObjectLiteral).some(
    (one) =>
      one instanceof FindOperator &&
      IS_ONE_OF.has(one.type) &&
      (one.value as unknown as readonly unknown[]).length === 0,
  );

/** What was read, by question, and row by row. */
class Memory {
  private readonly answers = new Map<string, Promise<ObjectLiteral[]>>();
  private readonly rows = new Map<string, ObjectLiteral>();

  async recall(table: string, options: FindManyOptions, ask: () => Promise<ObjectLiteral[]>): Promise<ObjectLiteral[]> {
    if (isOfNone(options)) return [];
    const known = idsIn(options)?.map((id) => this.rows.get(`${table} ${id}`));
    if (known?.every((row) => row !== undefined) === true) return known;
    const question = questionOf(options);
    if (question === null) return ask();
    const key = `${table} ${question}`;
    const answer = this.answers.get(key) ?? this.keep(table, options, ask);
    this.answers.set(key, answer);
    return [...(await answer)];
  }

  private async keep(table: string, { select, relations }: FindManyOptions, ask: () => Promise<ObjectLiteral[]>) {
    const rows = await ask();
    const isWhole = select === undefined && relations === undefined;
    if (isWhole) for (const row of rows) if (typeof row.id === 'string') this.rows.set(`${table} ${row.id}`, row);
    return rows;
  }
}

/**
 * Has a manager ask each question once, and for no row that it has: in a snapshot the answer would be the same. For reads
 * that many hands make, each for itself; what was read is kept as long as the manager is, so it is nothing for a whole table.
 */
export function rememberReads(manager: EntityManager): EntityManager {
  const [find, findOne] = [manager.find.bind(manager), manager.findOne.bind(manager)];
  const memory = new Memory();
  const tableOf = (of: Of): string => manager.connection.getMetadata(of).tableName;
  const many = (of: Of, options: FindManyOptions = {}): Promise<ObjectLiteral[]> =>
    memory.recall(tableOf(of), options, () => find<ObjectLiteral>(of, options));
  const one = async (of: Of, options: FindOneOptions): Promise<ObjectLiteral | null> => {
    const ask = async () => [await findOne(of, options as FindOneOptions<ObjectLiteral>)].filter((row) => row !== null);
    const [row = null] = await memory.recall(tableOf(of), { ...options, ...(idsIn(options) ? {} : { take: 1 }) }, ask);
    return row;
  };
  return Object.assign(manager, {
    ...{ find: many, findOne: one },
    findBy: (of: Of, where: FindManyOptions['where']) => many(of, { where }),
    findOneBy: (of: Of, where: FindOneOptions['where']) => one(of, { where }),
  });
}
