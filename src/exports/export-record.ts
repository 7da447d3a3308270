import type { DataSource, EntityManager } from 'typeorm';
import { Snapshot } from '../database/snapshot';
import { type Sha256, sha256 } from '../kernel/digest';
import { VERSION } from '../program';
import type { ContentStore } from '../storage/content-store';
import { exportFiles } from './export-files';
import { ExportFolder } from './export-folder';
import { guideOf, guidePage, guideText } from './export-guide';
import { type ExportedTables, exportTables } from './export-tables';
import { LEFT_OUT } from './exported-tables';
import { EXPORT_SCHEMA, type ExportScope, MANIFEST, type Manifest, manifestBytes, SUMS, sumsOf } from './manifest';
import { type Reference, referencesOf } from './table-shape';

/** Milliseconds between two reads of the snapshot, while a disk takes what was read. */
const IDLE_MS = 10 * 60_000;

/** What is exported, from where and to where. */
export interface ExportOrder {
  readonly dataSource: DataSource;
  readonly store: ContentStore;
  readonly folder: string;
  /** Of one model alone. */
  readonly modelId?: string;
}

/** An export that was made. */
export interface Exported {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly manifestSha256: Sha256;
}

interface RowsRead extends ExportedTables {
  readonly references: readonly Reference[];
  readonly leftOut: Manifest['leftOut'];
  readonly snapshotAt: string;
  readonly schemaEdition: string;
  readonly modelName: string | null;
}

/**
 * Writes the record into a folder: every row from one state of the database, then the bytes that the rows name. The
 * folder has its name only once it is whole. Throws in words, and leaves nothing, where that cannot be done.
 */
export async function exportRecord({ dataSource, store, folder: at, modelId }: ExportOrder): Promise<Exported> {
  const folder = await ExportFolder.begin(at);
  try {
    const read = await readRows(dataSource, folder, modelId ?? null);
    const absent = await exportFiles(folder, store);
    const about: Omit<Manifest, 'files'> = {
      ...{ schema: EXPORT_SCHEMA, program: VERSION, schemaEdition: read.schemaEdition, snapshotAt: read.snapshotAt },
      ...{ scope: scopeOf(modelId ?? null, read), nouns: read.nouns, references: read.references },
      leftOut: read.leftOut,
      ...absent,
    };
    const guide = guideOf({ ...about, files: [] });
    await folder.put('README.txt', guideText(guide));
    await folder.put('index.html', guidePage(guide, { ...about, files: [] }));
    const manifest = { ...about, files: [...folder.files] };
    const bytes = manifestBytes(manifest);
    await folder.put(MANIFEST, bytes);
    await folder.put(SUMS, sumsOf(folder.files));
    return { folder: await folder.finish(), manifest, manifestSha256: sha256(bytes) };
  } catch (error) {
    await folder.discard();
    throw error;
  }
}

/** Bytes in the store do not change, so the snapshot is let go before they are copied. */
async function readRows(dataSource: DataSource, folder: ExportFolder, modelId: string | null): Promise<RowsRead> {
  const { manager, close } = await new Snapshot(dataSource).open(IDLE_MS);
  try {
    const modelName = modelId === null ? null : await nameOf(manager, modelId);
    const [about] = await manager.query<[{ snapshotAt: string; schemaEdition: string }]>(
      `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "snapshotAt",
              (SELECT name FROM migration ORDER BY id DESC LIMIT 1) AS "schemaEdition"`,
    );
    const references = await referencesOf(manager);
    const leftOut = await leftOutOf(manager);
    return { ...(await exportTables(manager, folder, modelId)), references, leftOut, ...about, modelName };
  } finally {
    await close();
  }
}

/** Those of the tables that are left out which are there at all. */
async function leftOutOf(manager: EntityManager): Promise<Manifest['leftOut']> {
  const there = await manager.query<{ table: string }[]>(
    `SELECT relname AS table FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY($1)`,
    [Object.keys(LEFT_OUT)],
  );
  const names = new Set(there.map(({ table }) => table));
  return Object.entries(LEFT_OUT).flatMap(([table, reason]) => (names.has(table) ? [{ table, reason }] : []));
}

async function nameOf(manager: EntityManager, modelId: string): Promise<string> {
  const [model] = await manager.query<{ name: string }[]>('SELECT name FROM model WHERE id = $1', [modelId]);
  if (model === undefined) throw new Error(`There is no model ${modelId}`);
  return model.name;
}

function scopeOf(modelId: string | null, { modelName, unknown }: RowsRead): ExportScope {
  if (modelId === null || modelName === null) return { of: 'record' };
  const leftOut = [
    'records of other models, and organizations that have had no role for this one',
    'audit events that name none of the records here; the log, where there is one, still has the leaf of each',
    'stored files that no record of this model names',
    ...unknown.map((table) => `all of ${table}, of which it is not known what concerns a model`),
  ];
  return { of: 'model', id: modelId, name: modelName, leftOut };
}
