import type { DataSource } from 'typeorm';
import type { TrustAnchors } from '../../timestamps/certificate-chain';
import { verifierKeyIn, type VerifierKey } from '../log/note-key';
import { DatabaseLog } from './database-log';
import { Findings } from './finding';
import { inSnapshot } from './in-snapshot';
import type { HeldCheckpoint } from './heads';
import type { LogReport } from './report';
import { stoppable } from './stoppable';
import { verifyFiling, type Waiting } from './verify-filing';
import { verifyLog } from './verify-log';
import { verifyRecords } from './verify-records';

/** What is trusted beside the database itself; without a key of the log, the one that the database names. */
export interface Trusted {
  readonly log: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  /** The certificates that time stamps must come from; null where none is named. */
  readonly authorities: TrustAnchors | null;
  readonly held: readonly HeldCheckpoint[];
}

/** What a verification of a whole database came to. */
export interface DatabaseReport extends LogReport {
  readonly waiting: Waiting;
  /** How many rows of the record were held against their last acts. */
  readonly records: number;
  /** The verifier key that the database names; null before the first checkpoint. */
  readonly vkey: string | null;
}

/**
 * Verifies the log of a database, the lists that are read along it, and every row of the record, all in one read-only
 * snapshot. The connections of the data source must be given the time that it takes; throws once it is to stop.
 */
export async function auditDatabase(
  dataSource: DataSource,
  trusted: Trusted,
  stop?: AbortSignal,
): Promise<DatabaseReport> {
  return inSnapshot(dataSource, async (manager, client) => {
    const log = await DatabaseLog.open(client);
    const findings = new Findings();
    const { witnesses, authorities, held } = trusted;
    const keys = { log: keysOf(trusted, log), witnesses, authorities };
    const report = await verifyLog(stop === undefined ? log : stoppable(log, stop), keys, held, findings);
    const waiting = await verifyFiling(client, findings);
    const records = await verifyRecords(manager, findings, stop);
    return { ...report, waiting, records, vkey: log.vkey, findings: findings.first, counts: findings.byKind };
  });
}

const keysOf = ({ log }: Trusted, { vkey }: DatabaseLog): readonly VerifierKey[] =>
  log.length > 0 || vkey === null ? log : [verifierKeyIn(vkey)];
