import type { Manifest } from '../manifest';
import type { Reference } from '../table-shape';
import type { ExportedRow } from '../table-rows';
import type { Findings } from './finding';

const JOINT = '\u0000';

/** The value of some columns, or null where one is empty and so refers to nothing. */
const valueOf = (row: ExportedRow, columns: readonly string[]): string | null =>
  columns.some((name) => row[name] === null || row[name] === undefined)
    ? null
    : columns.map((name) => String(row[name])).join(JOINT);

interface Pending {
  readonly value: string;
  readonly where: string;
  readonly reference: Reference;
}

/**
 * Holds that every id that a row names is there. What is named before it was read waits; tables that are not in the
 * export are not asked, nor, in that of one model, the leaves of all other events.
 */
export class ReferencesHeld {
  private readonly known = new Map<string, Set<string>>();
  private readonly waiting: Pending[] = [];
  private readonly from: ReadonlyMap<string, readonly Reference[]>;
  /** How many were held. */
  count = 0;

  constructor({ nouns, references, scope }: Manifest) {
    const tables = new Set(nouns.map(({ table }) => table));
    const isPart = ({ table }: Reference): boolean => scope.of === 'model' && table === 'log_leaf';
    const asked = references.filter((one) => tables.has(one.table) && tables.has(one.toTable) && !isPart(one));
    for (const { toTable, toColumns } of asked) this.known.set(keyOf(toTable, toColumns), new Set());
    this.from = new Map([...tables].map((table) => [table, asked.filter((one) => one.table === table)]));
  }

  read(table: string, row: ExportedRow, where: string): void {
    for (const [key, values] of this.known) {
      const [of, ...columns] = key.split(JOINT);
      const value = of === table ? valueOf(row, columns) : null;
      if (value !== null) values.add(value);
    }
    for (const reference of this.from.get(table) ?? []) {
      const value = valueOf(row, reference.columns);
      if (value === null) continue;
      this.count += 1;
      if (!this.isKnown(reference, value)) this.waiting.push({ value, where, reference });
    }
  }

  /** Once all rows were read: what still waits refers to nothing. */
  settle(findings: Findings): void {
    for (const { value, where, reference } of this.waiting) {
      if (this.isKnown(reference, value)) continue;
      const named = reference.columns.join(', ');
      const detail = `its ${named} ${value.replaceAll(JOINT, ', ')} is not in ${reference.toTable}`;
      findings.add('dangling-reference', where, detail);
    }
  }

  private isKnown({ toTable, toColumns }: Reference, value: string): boolean {
    return this.known.get(keyOf(toTable, toColumns))?.has(value) ?? false;
  }
}

const keyOf = (table: string, columns: readonly string[]): string => [table, ...columns].join(JOINT);
