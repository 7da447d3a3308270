import type { FieldError } from '../kernel/refusal';
import type { Draft } from './draft';
import type { PlannedLine, Verdict } from './plan';
import type { Row } from './table.rules';

const SHOWN_TWINS = 5;

/** The rows of a file by what their records are known by: each record stands in a file at most once. */
export class Twins {
  private readonly rows = new Map<string, number[]>();

  add({ row, identities }: Draft): void {
    for (const identity of new Set(identities)) {
      const known = this.rows.get(identity) ?? [];
      known.push(row);
      this.rows.set(identity, known);
    }
  }

  /** Why a row is refused when another one is about the same record; nothing when it is alone. */
  of({ row, identities }: Draft): FieldError[] {
    const all = new Set(identities.flatMap((identity) => (this.rows.get(identity) ?? []).slice(0, SHOWN_TWINS + 1)));
    const others = [...all].filter((other) => other !== row).slice(0, SHOWN_TWINS);
    if (others.length === 0) return [];
    return [{ pointer: '', detail: `is about the same record as row ${others.join(', ')}: keep one of them` }];
  }
}

/** Whether the rules of the API are asked for a row: not where it says what is recorded already. */
export const isAsked = ({ record, differences }: Draft): boolean => record === null || differences.length > 0;

const verdictOf = ({ record, differences }: Draft, reasons: readonly FieldError[]): Verdict => {
  if (reasons.length > 0) return 'refused';
  if (record === null) return 'new';
  return differences.length === 0 ? 'same' : 'changed';
};

/** All that is against a row: its cells, what it names, the rules of the API, and other rows; each column once. */
export interface Against {
  readonly row: Row;
  readonly byRules: readonly FieldError[];
  readonly twins: readonly FieldError[];
}

/** What becomes of a row. */
export function lineOf(draft: Draft, { row, byRules, twins }: Against): PlannedLine {
  const faulty = new Set(row.faults.map(({ pointer }) => pointer));
  const drafted = draft.reasons.filter(({ pointer }) => !faulty.has(pointer));
  const told = new Set([...faulty, ...drafted.map(({ pointer }) => pointer)]);
  const reasons = [...row.faults, ...drafted, ...byRules.filter(({ pointer }) => !told.has(pointer)), ...twins];
  return { draft, reasons, verdict: verdictOf(draft, reasons) };
}
