import { ApiProperty } from '@nestjs/swagger';
import { Digest, Words } from '../http/fields';
import { isAppliable, tooMuch } from './fitness.rules';
import { KIND_NAMES, type KindName } from './kinds/kind';
import { type Plan, shownLine, VERDICTS, type Verdict } from './plan';
import type { Written } from './spreadsheets.service';

/** The plan that somebody has seen, and why it is carried out; the file itself is the body. */
export class ApplySpreadsheet {
  @Digest() plan: string;
  @Words(3, 1000) reason: string;
}

const ANY_VALUE = { anyOf: ['string', 'number', 'boolean', 'null'].map((type) => ({ type })) };

export class PlannedChange {
  @ApiProperty({ type: String }) column: string;
  @ApiProperty(ANY_VALUE) from: string | number | boolean | null;
  @ApiProperty(ANY_VALUE) to: string | number | boolean | null;
}

export class PlannedReason {
  @ApiProperty({ type: String, description: 'The column, as `/name`; empty for the row as a whole' }) pointer: string;
  @ApiProperty({ type: String }) detail: string;
}

/** What would become of one row. */
export class PlannedRow {
  @ApiProperty({ type: 'integer', description: 'As Excel numbers it; in a CSV the line on which it begins' })
  row: number;
  @ApiProperty({ type: String, enum: VERDICTS }) verdict: Verdict;
  @ApiProperty({ type: String, nullable: true, description: 'The record that it is about' }) id: string | null;
  @ApiProperty({ type: PlannedChange, isArray: true }) changes: PlannedChange[];
  @ApiProperty({ type: PlannedReason, isArray: true }) reasons: PlannedReason[];
}

export class PlanCounts {
  @ApiProperty({ type: 'integer' }) new: number;
  @ApiProperty({ type: 'integer' }) same: number;
  @ApiProperty({ type: 'integer' }) changed: number;
  @ApiProperty({ type: 'integer' }) refused: number;
  @ApiProperty({ type: 'integer', description: 'Rows without any text; they are skipped' }) empty: number;
}

/** A dry run: what would become of every row, and under which digest it can be applied. */
export class SpreadsheetPlan {
  @ApiProperty({ type: String, enum: KIND_NAMES }) kind: KindName;
  @ApiProperty({ type: String, nullable: true, description: 'The sheet that was read' }) sheet: string | null;
  @ApiProperty({ type: String, pattern: '^[0-9a-f]{64}$' }) fileSha256: string;
  @ApiProperty({ type: String, pattern: '^[0-9a-f]{64}$' }) planSha256: string;
  @ApiProperty({ type: Boolean, description: 'Whether it can be applied as it is' }) isAppliable: boolean;
  @ApiProperty({ type: PlanCounts }) counts: PlanCounts;
  @ApiProperty({ type: String, isArray: true }) notes: readonly string[];
  @ApiProperty({ type: PlannedRow, isArray: true }) rows: readonly PlannedRow[];
}

export class WrittenRow {
  @ApiProperty({ type: 'integer' }) row: number;
  @ApiProperty({ type: String, enum: VERDICTS }) verdict: Verdict;
  @ApiProperty({ type: String, format: 'uuid' }) id: string;
}

/** What an applied plan wrote. */
export class AppliedSpreadsheet {
  @ApiProperty({ type: String, enum: KIND_NAMES }) kind: KindName;
  @ApiProperty({ type: String, pattern: '^[0-9a-f]{64}$' }) planSha256: string;
  @ApiProperty({ type: PlanCounts }) counts: PlanCounts;
  @ApiProperty({ type: WrittenRow, isArray: true }) written: readonly WrittenRow[];
}

function countsOf({ lines, emptyRows }: Plan): PlanCounts {
  const counts = { new: 0, same: 0, changed: 0, refused: 0, empty: emptyRows };
  for (const { verdict } of lines) counts[verdict] += 1;
  return counts;
}

const notesOf = (plan: Plan): readonly string[] => {
  const limit = tooMuch(plan);
  return limit === null ? plan.notes : [...plan.notes, limit];
};

export const presentPlan = (plan: Plan): SpreadsheetPlan => ({
  ...{ kind: plan.kind, sheet: plan.sheet, fileSha256: plan.fileSha256, planSha256: plan.planSha256 },
  ...{ isAppliable: isAppliable(plan), counts: countsOf(plan), notes: notesOf(plan) },
  rows: plan.lines.map((line) => ({ ...shownLine(line), reasons: [...line.reasons] })),
});

export const presentApplied = ({ plan, written }: { plan: Plan; written: readonly Written[] }): AppliedSpreadsheet => ({
  ...{ kind: plan.kind, planSha256: plan.planSha256, counts: countsOf(plan), written },
});
