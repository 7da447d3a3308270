/** Takes a value and gives the place in the statement that stands for it, so that none is ever part of the text. */
export type Bind = (value: unknown) => string;

/** What a filter takes, which is what its description says and what its parameter is held to. */
export type FilterKind = 'id' | 'choice' | 'flag' | 'day' | 'instant' | 'text';

/** One filter of a list: a value that holds for `t`, the row. */
export interface ListFilter {
  readonly kind: FilterKind;
  readonly description: string;
  /** Of a choice. */
  readonly choices?: readonly string[];
  /** Of a text. */
  readonly pattern?: RegExp;
  readonly sql: (value: string, bind: Bind) => string;
}

export const idFilter = (description: string, sql: (id: string) => string): ListFilter => ({
  ...{ kind: 'id', description },
  sql: (value, bind) => sql(`${bind(value)}::uuid`),
});

/** The rows whose column has that id. */
export const ofId = (column: string, description: string): ListFilter =>
  idFilter(description, (id) => `t.${column} = ${id}`);

export const ofChoice = (column: string, choices: readonly string[], description: string): ListFilter => ({
  ...{ kind: 'choice', choices, description },
  sql: (value, bind) => `t.${column} = ${bind(value)}::text`,
});

/** One of some states, each with the SQL of what it is to be in it. */
export const ofState = (states: Readonly<Record<string, string>>, description: string): ListFilter => ({
  ...{ kind: 'choice', choices: Object.keys(states), description },
  sql: (value) => states[value] ?? 'false',
});

/** The column stands bare, so that an index on a part of the rows is seen to fit. */
export const ofFlag = (column: string, description: string): ListFilter => ({
  ...{ kind: 'flag', description },
  sql: (value) => (value === 'true' ? `t.${column}` : `NOT t.${column}`),
});

export const ofText = (column: string, pattern: RegExp, description: string): ListFilter => ({
  ...{ kind: 'text', pattern, description },
  sql: (value, bind) => `t.${column} = ${bind(value)}::text`,
});

/** From that day on, and up to that day, both included. */
export const ofDays = (column: string) => ({
  from: (description: string): ListFilter => ({
    ...{ kind: 'day', description },
    sql: (value, bind) => `t.${column} >= ${bind(value)}::date`,
  }),
  to: (description: string): ListFilter => ({
    ...{ kind: 'day', description },
    sql: (value, bind) => `t.${column} <= ${bind(value)}::date`,
  }),
});

const isDay = (value: string): boolean => value.length === '2026-11-20'.length;

/** From an instant on, and up to one; a day means its beginning and its end, in UTC. */
export const ofInstants = (column: string) => ({
  from: (description: string): ListFilter => ({
    ...{ kind: 'instant', description },
    sql: (value, bind) => `t.${column} >= ${bind(isDay(value) ? `${value}T00:00:00Z` : value)}::timestamptz`,
  }),
  to: (description: string): ListFilter => ({
    ...{ kind: 'instant', description },
    sql: (value, bind) => `t.${column} <= ${bind(isDay(value) ? `${value}T23:59:59.999Z` : value)}::timestamptz`,
  }),
});
