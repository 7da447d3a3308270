import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { sha256 } from '../kernel/digest';
import type { FieldError } from '../kernel/refusal';
import type { Draft } from './draft';
import { columnsOf } from './header.rules';
import type { Kind } from './kinds/kind';
import { digestedLine, type Plan, type PlannedLine } from './plan';
import { readSheet, type SentFile } from './read-sheet';
import { refusedByRules } from './rules-of-api';
import type { Sheet } from './sheet';
import { type Row, rowOf } from './table.rules';
import { inTurns } from './turns';
import { isAsked, lineOf, Twins } from './verdicts.rules';

/** Runs reads that belong together in one state of the record. */
export type Reading = <T>(reads: (read: EntityManager) => Promise<T>) => Promise<T>;

const PLAN_SCHEMA = 'predicate/spreadsheet-plan/1';

async function rowsOf({ rows: [header, ...rows] }: Sheet, kind: Kind): Promise<Row[]> {
  const columns = columnsOf(header, kind.columns);
  return inTurns(rows, (row) => rowOf(row, columns));
}

async function linesOf(kind: Kind, rows: readonly Row[], drafts: readonly Draft[]): Promise<PlannedLine[]> {
  const twins = new Twins();
  await inTurns(drafts, (draft) => twins.add(draft));
  return inTurns([...rows.entries()], async ([at, row]) => {
    const draft = drafts[at];
    const byRules: FieldError[] = isAsked(draft) ? await refusedByRules(kind, draft) : [];
    return lineOf(draft, { row, byRules, twins: twins.of(draft) });
  });
}

async function digestOfPlan(kind: Kind, fileSha256: string, lines: readonly PlannedLine[]): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([PLAN_SCHEMA, kind.name, fileSha256]));
  await inTurns(lines, (line) => hash.update(`\n${JSON.stringify(digestedLine(line))}`));
  return hash.digest('hex');
}

/** What would become of a file now. Reads, and writes nothing; the same file and the same record, the same plan. */
export async function planOf(kind: Kind, file: SentFile, reading: Reading): Promise<Plan> {
  const sheet = await readSheet(file, kind);
  const rows = await rowsOf(sheet, kind);
  const drafting = await reading((read) => kind.known(read, rows));
  const lines = await linesOf(kind, rows, await inTurns(rows, drafting));
  const fileSha256 = sha256(file.bytes);
  return {
    ...{ kind: kind.name, sheet: sheet.name, notes: sheet.notes, emptyRows: sheet.emptyRows, fileSha256, lines },
    planSha256: await digestOfPlan(kind, fileSha256, lines),
  };
}
