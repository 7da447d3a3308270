import type { EntityManager } from 'typeorm';
import { CSV_MARK, csvHeader, csvLine } from '../kernel/csv';
import type { ExportFolder } from './export-folder';
import { EXPORTED, type ExportedTable } from './exported-tables';
import type { ExportedNoun } from './manifest';
import { conditionOf } from './model-scope';
import { type Restriction, rowsOf } from './table-rows';
import { shapeOf, type TableShape } from './table-shape';

const NEWLINE = Buffer.from('\n');

/** What came of the tables: those that were written, and those that are not known to concern the model. */
export interface ExportedTables {
  readonly nouns: readonly ExportedNoun[];
  readonly unknown: readonly string[];
}

interface Shaped {
  readonly entry: ExportedTable;
  readonly shape: TableShape;
}

/** Writes every table twice: exactly, as JSON lines, and as a sheet for people. Of one model when its id is given. */
export async function exportTables(
  manager: EntityManager,
  folder: ExportFolder,
  modelId: string | null,
): Promise<ExportedTables> {
  const shaped: Shaped[] = [];
  for (const entry of EXPORTED) {
    const shape = await shapeOf(manager, entry.table, entry.text);
    if (shape !== null) shaped.push({ entry, shape });
  }
  const tables = new Set(shaped.map(({ shape }) => shape.table));
  const [nouns, unknown]: [ExportedNoun[], string[]] = [[], []];
  for (const one of shaped) {
    const sql = modelId === null ? null : conditionOf(one.shape.table, tables);
    if (modelId !== null && sql === null) unknown.push(one.shape.table);
    else nouns.push(await exportTable(manager, folder, one, restrictionOf(modelId, sql)));
  }
  return { nouns, unknown };
}

/** Every statement that is given a value has a place for it. */
const restrictionOf = (modelId: string | null, sql: string | null): Restriction | null =>
  modelId === null || sql === null || sql === 'true' ? null : { sql, value: modelId };

async function exportTable(
  manager: EntityManager,
  folder: ExportFolder,
  { entry: { noun, about, table }, shape }: Shaped,
  restriction: Restriction | null,
): Promise<ExportedNoun> {
  const columns = shape.columns.map(({ property }) => property);
  const records = await folder.create(`records/${noun}.jsonl`);
  const sheet = await folder.create(`tables/${noun}.csv`);
  let rows = 0;
  try {
    await sheet.write(CSV_MARK + csvHeader(columns));
    for await (const { row, line } of rowsOf(manager, shape, restriction)) {
      await records.write(line);
      await records.write(NEWLINE);
      await sheet.write(csvLine(columns, row));
      rows += 1;
    }
  } catch (error) {
    await records.abandon();
    await sheet.abandon();
    throw error;
  }
  const paths = { records: (await folder.keep(records)).path, sheet: (await folder.keep(sheet)).path };
  return { noun, table, about, rows, ...paths, columns, key: shape.key.map(({ property }) => property) };
}
