import { Command } from 'commander';
import type { Trusted } from '../audit-trail/verify/audit-database';
import type { LogReport } from '../audit-trail/verify/report';
import type { Given } from './audit-trust';
import { auditWords } from './audit-words';
import { print, say, toExit, type ExitCode } from './outcome';

async function verify(bundle: string | undefined, options: Given): Promise<ExitCode> {
  const { trustOf } = await import('./audit-trust.js');
  const trusted = await trustOf(options, bundle === undefined);
  const report = bundle === undefined ? await ofDatabase(trusted) : await ofBundle(bundle, trusted);
  const own = bundle === undefined ? 'the key that the database names' : 'the key that came with the bundle';
  print(report, 2);
  for (const line of auditWords(report, trusted.log.length > 0 ? 'the key that was given' : own)) say(line);
  if (bundle !== undefined && trusted.witnesses.length === 0 && report.witnessed !== null) say(THEIR_WORD);
  return report.findings.length === 0 ? 0 : 1;
}

const THEIR_WORD =
  'The keys of the witnesses came with the bundle as well: name those that you know with --witness, or it is the word of the sender.';

async function ofDatabase(trusted: Trusted): Promise<LogReport> {
  const { withAuditedDatabase } = await import('./audited-database.js');
  const { auditDatabase } = await import('../audit-trail/verify/audit-database.js');
  return withAuditedDatabase((dataSource) => auditDatabase(dataSource, trusted));
}

async function ofBundle(folder: string, { log, witnesses, authorities, held }: Trusted): Promise<LogReport> {
  const { BundleLog } = await import('../audit-trail/verify/bundle-log.js');
  const { verifyLog } = await import('../audit-trail/verify/verify-log.js');
  const bundle = await BundleLog.open(folder);
  const keys = {
    log: log.length > 0 ? log : bundle.keys.log,
    witnesses: witnesses.length > 0 ? witnesses : bundle.keys.witnesses,
    authorities,
  };
  return verifyLog(bundle, keys, held);
}

async function exportBundle(folder: string): Promise<ExitCode> {
  const { PartialFolder } = await import('../backup/partial-folder.js');
  const { withAuditedDatabase } = await import('./audited-database.js');
  const { exportLog } = await import('../audit-trail/verify/export-log.js');
  const place = await PartialFolder.claim(folder, 0o755);
  try {
    const bundled = await withAuditedDatabase((dataSource) => exportLog(dataSource, place.path));
    await place.finish();
    print({ folder: place.target, ...bundled }, 2);
    say(`${bundled.size} entries of ${bundled.origin} are in ${folder}: “predicate audit verify ${folder}”, anywhere.`);
    return 0;
  } catch (error) {
    await place.discard();
    throw error;
  }
}

const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const verifyCommand = (): Command =>
  new Command('verify')
    .description(
      'derive the log again from its bytes and hold it, and every row of the record, against what was signed',
    )
    .argument('[bundle]', 'a folder of “audit export”; without one, the database')
    .option('--key <vkey>', 'a verifier key of the log, as you were given it; may be repeated', several, [])
    .option('--witness <vkey>', 'the verifier key of a witness that you trust; may be repeated', several, [])
    .option('--held <file>', 'a checkpoint that you kept earlier; may be repeated', several, [])
    .option('--anchors <folder>', 'copies of checkpoints; of a database also PREDICATE_ANCHOR_DIR')
    .option(
      '--tsa-ca <file>',
      'certificates in PEM of the time stamp authority; of a database also PREDICATE_TSA_CA_FILE',
    )
    .action(toExit(verify));

const exportCommand = (): Command =>
  new Command('export')
    .description('write the log up to its newest checkpoint as a folder that verifies with no database')
    .argument('<folder>', 'a folder that is not there yet')
    .action(toExit(exportBundle));

/** `predicate audit`: what an auditor does with the trail, on the machine or away from it. */
export const auditCommand = (): Command =>
  new Command('audit')
    .description('verify the audit trail, or take it away to verify it elsewhere')
    .addCommand(verifyCommand())
    .addCommand(exportCommand());
