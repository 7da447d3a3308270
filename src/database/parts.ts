import type { Statement } from './statements';

/** Where in the text of a part its columns stand, each an array with a value for each row. */
export const COLUMNS = '$columns';

/** What is done for one of many: SQL over columns of these types, and the values of the one row. */
export interface Part {
  /** SQL with `$columns` in it once, such as `SELECT f($columns)`; always the same text. */
  readonly text: string;
  readonly types: readonly string[];
  readonly values: readonly unknown[];
}

/** Whose parts are alike can be done together. */
export const shapeOf = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('; ');

interface Named {
  readonly name: string;
  readonly text: string;
}

/** Each connection keeps the plan of each under its name. */
const texts = new Map<string, Named>();

function textOf(parts: readonly Part[]): Named {
  const shape = shapeOf(parts);
  const known = texts.get(shape);
  if (known !== undefined) return known;
  let places = 0;
  const written = parts.map(({ text, types }) => {
    const arrays = types.map((type) => `$${(places += 1)}::${type}[]`).join(', ');
    return text.replace(COLUMNS, () => arrays);
  });
  const beside = written.slice(1).map((part, at) => `part_${at + 1} AS (${part})`);
  const text = `${beside.length === 0 ? '' : `WITH ${beside.join(', ')} `}${written[0]}`;
  const made = { name: `parts ${texts.size}`, text };
  texts.set(shape, made);
  return made;
}

/**
 * The parts of many as one statement. In which order they are done is the database's: none may need to see another, and
 * what ties them together has to be asked at the commit.
 */
export function forMany(rows: readonly (readonly Part[])[]): Statement {
  const [first] = rows;
  const values = first.flatMap(({ types }, part) =>
    types.map((_, place) => rows.map((row) => row[part].values[place])),
  );
  return { ...textOf(first), values };
}
