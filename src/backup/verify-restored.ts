import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { DataSource } from 'typeorm';
import { verifierKeyIn } from '../audit-trail/log/note-key';
import { DatabaseLog } from '../audit-trail/verify/database-log';
import { inSnapshot } from '../audit-trail/verify/in-snapshot';
import { hasLog, logIdentity } from '../audit-trail/verify/log-identity';
import type { LogReport } from '../audit-trail/verify/report';
import { verifyLog } from '../audit-trail/verify/verify-log';
import { dataSourceOptions } from '../database/data-source';
import type { Sha256 } from '../kernel/digest';
import { Refusal } from '../kernel/refusal';
import { FileContentStore } from '../storage/file-content-store';
import { CONTENT, namedFiles, type NamedFile } from './copy-content';
import type { Progress } from './progress';
import { refusedRollback } from './rollback-guard';
import type { VerifiedBackup } from './verify-backup';
import { witnessedCheckpoints, type WitnessedSources } from './witnessed';

/** What a restored record came to. */
export interface RestoredVerdict {
  /** How many stored files the record names, and which of them are not there with the right bytes. */
  readonly files: { readonly named: number; readonly lost: readonly Sha256[]; readonly lostBefore: readonly Sha256[] };
  /** Null for a database without a log. */
  readonly log: LogReport | null;
  /** Why the log may not go on; null when it continues all that was seen outside. */
  readonly rollback: string | null;
  /** The largest checkpoint that was seen outside; null when none was given. */
  readonly witnessedSize: number | null;
}

/** Why a restored service may not write: the log does not hold, is shorter than was seen, or files were lost on the way. */
export const whyHeld = ({ files, log, rollback }: RestoredVerdict): string[] => [
  ...(log?.findings.slice(0, 1) ?? []).map(({ detail }) => `the log does not follow from the record: ${detail}`),
  ...(rollback === null ? [] : [rollback]),
  ...(files.lost.length === 0 ? [] : [`${files.lost.length} stored files are not as the record names them`]),
];

/** Verifies a restored record: every stored file by its bytes, the log by its events, and both against what is outside. */
export async function verifyRestored(
  { ownerUrl, dataDir, backup }: { ownerUrl: string; dataDir: string; backup: VerifiedBackup },
  sources: WitnessedSources,
  progress: Progress,
): Promise<RestoredVerdict> {
  const dataSource = await new DataSource(dataSourceOptions(ownerUrl)).initialize();
  try {
    progress.begin('Verifying the stored files');
    const files = await verifyFiles(dataSource, dataDir, backup, progress);
    progress.begin('Verifying the log');
    const log = (await hasLog(dataSource)) ? await verifiedLog(dataSource) : null;
    const witnessed = await witnessedCheckpoints(sources, await logIdentity(dataSource));
    const rollback = await refusedRollback(dataSource, log?.size ?? 0, witnessed);
    return { files, log, rollback, witnessedSize: witnessed[0]?.size ?? null };
  } finally {
    await dataSource.destroy();
  }
}

const verifiedLog = (dataSource: DataSource): Promise<LogReport> =>
  inSnapshot(dataSource, async (_, client) => {
    const log = await DatabaseLog.open(client);
    const own = log.vkey === null ? [] : [verifierKeyIn(log.vkey)];
    return verifyLog(log, { log: own, witnesses: [], authorities: null });
  });

/** What the store had lost before the backup was made is told apart: the restored record is as whole as its source was. */
async function verifyFiles(
  dataSource: DataSource,
  dataDir: string,
  { manifest: { content } }: VerifiedBackup,
  progress: Progress,
): Promise<RestoredVerdict['files']> {
  const store = new FileContentStore(join(dataDir, CONTENT));
  const before = new Set([...content.damaged, ...content.missing]);
  const [lost, lostBefore]: [Sha256[], Sha256[]] = [[], []];
  let named = 0;
  const ask = <Row>(sql: string, values?: unknown[]): Promise<Row[]> => dataSource.query<Row[]>(sql, values);
  for await (const file of namedFiles(ask)) {
    named += 1;
    if (await isKept(store, file, progress)) continue;
    (before.has(file.sha256) ? lostBefore : lost).push(file.sha256);
  }
  return { named, lost, lostBefore };
}

async function isKept(store: FileContentStore, file: NamedFile, progress: Progress): Promise<boolean> {
  try {
    const { size, stream } = await store.open(file.sha256);
    stream.on('data', (chunk: Buffer) => progress.bytes(chunk.length));
    await finished(stream);
    progress.file();
    return size === file.size;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
