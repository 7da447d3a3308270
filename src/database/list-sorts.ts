const isInstant = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text) && !Number.isNaN(new Date(text).getTime());

/** One order of a list; rows that are equal in it come in the order of their ids. */
export interface ListSort {
  /** SQL on `t`, as an index has it. */
  readonly by: string;
  /** The same as the text that a cursor carries. */
  readonly text: string;
  /** The type that the text is read as. */
  readonly type: string;
  readonly mayBeNull: boolean;
  /** Whether a text can be such a value: what is none is never given to the database. */
  readonly isKey: (text: string) => boolean;
}

/** By an instant, to the millisecond in which it is kept. */
export const byInstant = (column: string): ListSort => ({
  by: `t.${column}`,
  text: `to_char(t.${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  ...{ type: 'timestamptz', mayBeNull: false, isKey: isInstant },
});

/** By a day; what has none comes last, whichever way. */
export const byDay = (column: string, mayBeNull = false): ListSort => ({
  by: `t.${column}`,
  text: `to_char(t.${column}, 'YYYY-MM-DD')`,
  ...{
    type: 'date',
    mayBeNull,
    isKey: (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && isInstant(`${text}T00:00:00.000Z`),
  },
});

export const byNumber = (column: string): ListSort => ({
  by: `t.${column}`,
  text: `t.${column}::text`,
  ...{ type: 'integer', mayBeNull: false, isKey: (text) => /^(0|[1-9]\d{0,9})$/.test(text) && Number(text) < 2 ** 31 },
});

/** By words, without regard to capitals. */
export const byText = (column: string, mayBeNull = false): ListSort => ({
  by: `lower(t.${column})`,
  text: `lower(t.${column})`,
  ...{ type: 'text', mayBeNull, isKey: () => true },
});
