import { Command } from 'commander';
import { basename } from 'node:path';
import { verifierKeyIn, type VerifierKey } from '../audit-trail/log/note-key';
import type { HeldCheckpoint } from '../audit-trail/verify/heads';
import type { LogReport } from '../audit-trail/verify/report';
import { auditWords } from './audit-words';
import { inputFile } from './input-file';
import { print, say, toExit, type ExitCode } from './outcome';

const MAX_NOTE_BYTES = 64 * 1024;

interface VerifyOptions {
  readonly key: readonly string[];
  readonly witness: readonly string[];
  readonly held: readonly string[];
}

interface Given {
  readonly log: readonly VerifierKey[];
  readonly witnesses: readonly VerifierKey[];
  readonly held: readonly HeldCheckpoint[];
}

async function given({ key, witness, held }: VerifyOptions): Promise<Given> {
  const notes = held.map(async (path) => ({
    holder: basename(path),
    note: (await inputFile(path, MAX_NOTE_BYTES)).toString('utf8'),
  }));
  return { log: key.map(verifierKeyIn), witnesses: witness.map(verifierKeyIn), held: await Promise.all(notes) };
}

async function verify(bundle: string | undefined, options: VerifyOptions): Promise<ExitCode> {
  const trusted = await given(options);
  const report = bundle === undefined ? await ofDatabase(trusted) : await ofBundle(bundle, trusted);
  const own = bundle === undefined ? 'the key that the database names' : 'the key that came with the bundle';
  print(report, 2);
  for (const line of auditWords(report, trusted.log.length > 0 ? 'the key that was given' : own)) say(line);
  return report.findings.length === 0 ? 0 : 1;
}

async function ofDatabase(trusted: Given): Promise<LogReport> {
  const { withAuditedDatabase } = await import('./audited-database.js');
  const { auditDatabase } = await import('../audit-trail/verify/audit-database.js');
  return withAuditedDatabase((dataSource) => auditDatabase(dataSource, trusted));
}

async function ofBundle(folder: string, { log, witnesses, held }: Given): Promise<LogReport> {
  const { BundleLog } = await import('../audit-trail/verify/bundle-log.js');
  const { verifyLog } = await import('../audit-trail/verify/verify-log.js');
  const bundle = await BundleLog.open(folder);
  const keys = {
    log: log.length > 0 ? log : bundle.keys.log,
    witnesses: witnesses.length > 0 ? witnesses : bundle.keys.witnesses,
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
