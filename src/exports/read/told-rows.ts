import { APPEND_ONLY, EDITED, UNAUDITED } from '../../database/grants';
import type { Sha256 } from '../../kernel/digest';

const AUDITED = new Set<string>([...APPEND_ONLY, ...EDITED].filter((table) => !UNAUDITED.includes(table)));

/** Whether every change of this table's rows is told by an event, so that a row has the digest that the trail says. */
export const isAudited = (table: string): boolean => AUDITED.has(table);

interface Told {
  readonly after: Sha256;
  /** Of the revision; 0 is what the events alone say. */
  readonly number: number;
}

/** What the trail says that each row is: the digest of its last state. Holds one digest for each row of the record. */
export class ToldRows {
  private readonly told = new Map<string, Told>();

  /** By an event; events come in the order of their ids. */
  byEvent(table: string, id: string, after: Sha256): void {
    const known = this.told.get(`${table}/${id}`);
    if (known === undefined || known.number === 0) this.told.set(`${table}/${id}`, { after, number: 0 });
  }

  /** By a revision, which the database itself numbers within its record. */
  byRevision(table: string, id: string, after: Sha256, number: number): void {
    const known = this.told.get(`${table}/${id}`);
    if (known === undefined || known.number < number) this.told.set(`${table}/${id}`, { after, number });
  }

  /** The digest that a row must have, once; null where the trail knows nothing of it. */
  take(table: string, id: string): Sha256 | null {
    const found = this.told.get(`${table}/${id}`);
    this.told.delete(`${table}/${id}`);
    return found?.after ?? null;
  }

  /** Rows of audited tables that were told and not taken. */
  *left(): Generator<{ readonly table: string; readonly id: string }> {
    for (const key of this.told.keys()) {
      const [table, id] = key.split('/');
      if (isAudited(table)) yield { table, id };
    }
  }
}
