import { compared, type Flat, frozen, type Readings } from '../compare.rules';
import type { Directory, Named } from '../directory.rules';
import { basisOf, type Draft, reason } from '../draft';
import type { Row } from '../table.rules';

/** A kind of record that is found by its name, which is one in the record. */
export interface NamedKind<T> {
  /** As a sentence calls one of it. */
  readonly noun: string;
  readonly readings: Readings;
  /** What a new one has where a row says nothing. */
  readonly blank: Flat;
  readonly flat: (record: T) => Flat;
  /** Columns that never change. */
  readonly frozen: readonly string[];
}

/** What a row comes to: of the record with its id, else of the one with its name, else of a new one. */
export function draftNamed<T extends Named & { revision: number }>(
  row: Row,
  known: Directory<T>,
  kind: NamedKind<T>,
): Draft {
  const { id = null, name = null } = row.values;
  const named = name === null ? null : known.named(name);
  const found = id === null ? named : known.withId(id);
  const isOthersName = named !== null && found !== null && named.id !== found.id;
  const { merged, differences } = compared(row, kind.readings, { was: found && kind.flat(found), blank: kind.blank });
  return {
    ...{ row: row.number, record: found && { id: found.id, revision: found.revision }, parentId: null },
    ...{ input: merged, differences },
    reasons: [
      ...(id !== null && found === null ? [reason('id', `is the id of no ${kind.noun}`)] : []),
      ...(isOthersName ? [reason('name', `is the name of another ${kind.noun} (${named.id})`)] : []),
      ...frozen(differences, kind.frozen),
    ],
    basis: basisOf(found, named),
    identities: [...(found === null ? [] : [found.id]), ...(name === null ? [] : [known.key(name)])],
  };
}
