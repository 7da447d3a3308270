import { Command, InvalidArgumentError } from 'commander';
import type { DataSource } from 'typeorm';
import type { ScrubReport } from '../evidence/scrub/scrub-report';
import { print, say, toExit, type ExitCode } from './outcome';
import { untilStopped } from './until-stopped';
import { withRecord } from './visited-record';

interface Options {
  readonly megabytesPerSecond?: number;
}

const MEGABYTE = 1_000_000;

const rate = (text: string): number => {
  const megabytes = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || megabytes <= 0) throw new InvalidArgumentError('give a number above 0');
  return megabytes;
};

/** Reads every file of the store; a signal ends it after the chunk in hand, and what was found until then is kept. */
async function scrub(dataSource: DataSource, dataDir: string, { megabytesPerSecond }: Options): Promise<ScrubReport> {
  const { AuditEvent } = await import('../audit-trail/audit-event.entity.js');
  const { AuditTrail } = await import('../audit-trail/audit-trail.service.js');
  const { UnitOfWork } = await import('../audit-trail/unit-of-work.js');
  const { SharedWrites } = await import('../database/shared-writes.js');
  const { FileChecks } = await import('../evidence/scrub/file-checks.service.js');
  const { Scrub } = await import('../evidence/scrub/scrub.service.js');
  const { FileContentStore } = await import('../storage/file-content-store.js');
  const { systemClock } = await import('../kernel/clock.js');
  const { holdOf, printedHold } = await import('../backup/hold-file.js');
  const { contentOf } = await import('./ground.js');
  const hold = await holdOf(dataDir);
  const unitOfWork = new UnitOfWork(dataSource, hold === null ? null : printedHold(hold), new SharedWrites(dataSource));
  const stopping = new AbortController();
  void untilStopped().then(() => stopping.abort(new Error('it was stopped before its end')));
  const events = dataSource.getRepository(AuditEvent);
  const auditTrail = new AuditTrail(unitOfWork, events, systemClock);
  const checks = new FileChecks(dataSource, auditTrail, new FileContentStore(contentOf(dataDir)), systemClock);
  const bytesPerSecond = megabytesPerSecond === undefined ? undefined : megabytesPerSecond * MEGABYTE;
  return new Scrub(dataSource, checks, systemClock).all({ bytesPerSecond, signal: stopping.signal });
}

function tell({ ok, corrupt, missing, bytes, bad }: ScrubReport): void {
  for (const { sha256, name, outcome, usedBy } of bad) {
    const users = usedBy.map(({ type, id }) => `${type} ${id}`).join(', ');
    say(`${outcome}  ${sha256}  ${JSON.stringify(name)}, used by ${users === '' ? 'nothing' : users}`);
  }
  say(`${ok} files are sound, ${corrupt} corrupt, ${missing} missing; ${bytes} bytes were read.`);
}

const run = (options: Options): Promise<ExitCode> =>
  withRecord(async (dataSource, dataDir) => {
    const report = await scrub(dataSource, dataDir, options);
    print(report, 2);
    tell(report);
    return report.bad.length === 0 ? 0 : 1;
  });

/** `predicate scrub`: reads every stored file again and compares it with its digest. A running service does so by itself. */
export const scrubCommand = (): Command =>
  new Command('scrub')
    .description('read every stored file again and compare it with its digest; 1 when one is corrupt or missing')
    .option('--megabytes-per-second <rate>', 'read no faster than this', rate)
    .action(toExit(run));
