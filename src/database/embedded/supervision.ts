import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresFailure } from './failure';
import { birthOf } from './living-process';

const ATTEMPTS = 8;

/**
 * Takes the one supervision of a data folder and answers how to give it back. Two supervisors would each stop the
 * other's server, so a second one is refused by name. Every claimant puts a file under its own name (process id and
 * birth) and only then looks for others; names of the dead are removed by whoever sees them. Nothing is ever taken over,
 * so there is no moment in which two hold it, and a killed supervisor leaves nothing that stands in the way.
 */
export async function superviseAlone(dataDir: string): Promise<() => Promise<void>> {
  const folder = join(dataDir, 'supervisors');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const mine = `${process.pid}.${birthOf(process.pid) ?? ''}.${randomBytes(6).toString('hex')}`;
  for (let attempt = 1; ; attempt += 1) {
    await writeFile(join(folder, mine), '', { mode: 0o600 });
    const other = await livingClaimant(folder, mine);
    if (other === null) return () => rm(join(folder, mine), { force: true });
    await rm(join(folder, mine), { force: true });
    if (attempt === ATTEMPTS) throw inUse(dataDir, other);
    await sleep(10 + Math.random() * 80);
  }
}

/** The living process that supervises a data folder; null when none does, though a server may have been left running. */
export async function supervisorOf(dataDir: string): Promise<number | null> {
  return livingClaimant(join(dataDir, 'supervisors'), '').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

async function livingClaimant(folder: string, mine: string): Promise<number | null> {
  for (const name of (await readdir(folder)).filter((other) => other !== mine)) {
    const [pid, birth] = name.split('.');
    if (birthOf(Number(pid)) === birth) return Number(pid);
    await rm(join(folder, name), { force: true });
  }
  return null;
}

const inUse = (dataDir: string, pid: number): EmbeddedPostgresFailure =>
  new EmbeddedPostgresFailure(
    `Predicate runs on ${dataDir} already, as process ${pid}.`,
    'Stop that one first, or give this one another folder with PREDICATE_DATA_DIR.',
  );
