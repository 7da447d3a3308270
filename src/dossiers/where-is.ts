interface Place {
  /** JSON pointer into `record.json`. */
  readonly pointer: string;
  /** In words: `EV-0001, field title`. */
  readonly owner: string;
}

interface Found extends Place {
  readonly text: string;
}

const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

/** The nearest thing above a text that a reader knows by a code or a name. */
const nameOf = (value: object): string | null => {
  const { code, name, label } = value as Record<string, unknown>;
  const known = [code, name, label].find((one) => typeof one === 'string');
  return typeof known === 'string' ? known : null;
};

function textsWith(character: string, value: unknown, at: string, owner: string): Found[] {
  if (typeof value === 'string') {
    const field = at.slice(at.lastIndexOf('/') + 1);
    return value.includes(character) ? [{ pointer: at, owner: `${owner}, field ${field}`, text: value }] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const here = nameOf(value) ?? owner;
  return Object.entries(value).flatMap(([name, one]) => textsWith(character, one, `${at}/${escaped(name)}`, here));
}

/** Where in the record a character stands that was met while this text was drawn; the best match first. */
export function whereIs(record: object, character: string, drawn: string): Place {
  const found = textsWith(character, record, '', 'the record');
  const best = found.find(({ text }) => drawn.includes(text)) ?? found[0];
  return best ?? { pointer: '', owner: 'the template' };
}
