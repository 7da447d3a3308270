import { isId } from '../kernel/ids';

/** A record that a row can name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Texts as the database folds them when it compares names; what it was not asked for folds as JavaScript does. */
export class Folding {
  constructor(private readonly keys: ReadonlyMap<string, string> = new Map()) {}

  of(text: string): string {
    return this.keys.get(text) ?? text.toLowerCase();
  }
}

/** The records that the rows of a file name, by id or by name in any case. */
export class Directory<T extends Named> {
  private readonly byId: ReadonlyMap<string, T>;
  private readonly byName: ReadonlyMap<string, T>;

  constructor(
    records: readonly T[],
    private readonly folding: Folding = new Folding(),
  ) {
    this.byId = new Map(records.map((record) => [record.id, record]));
    this.byName = new Map(records.map((record) => [folding.of(record.name), record]));
  }

  get ids(): readonly string[] {
    return [...this.byId.keys()];
  }

  /** The record of a text that is an id or a name; null when there is none. */
  find(text: string): T | null {
    return this.withId(text) ?? this.named(text);
  }

  withId(id: string): T | null {
    return isId(id) ? (this.byId.get(id.toLowerCase()) ?? null) : null;
  }

  named(name: string): T | null {
    return this.byName.get(this.key(name)) ?? null;
  }

  /** What two names have in common when they are one. */
  key(name: string): string {
    return this.folding.of(name);
  }
}
