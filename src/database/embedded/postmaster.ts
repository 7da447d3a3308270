import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EmbeddedPostgresFailure } from './failure';
import { isServerOf } from './living-process';
import { startProgram, type Started } from './program';
import { serverArguments } from './settings';
import type { Site } from './site';

/** A running server, as it says of itself in postmaster.pid. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly status: string;
}

const POLL_MS = 5;
const RECOVERY_LIMIT_MS = 300_000;
const LINGERING_LIMIT_MS = 15_000;
/** No system gives a process this id. */
const NOBODYS_PID = 2 ** 31 - 1;

/** The server that runs on this data now, whoever started it; null when none does. A process that only inherited the id is none. */
export async function runningServer(cluster: string): Promise<Postmaster | null> {
  const lines = await readLines(cluster);
  const pid = Number(lines[0]);
  if (!(pid > 0) || !isServerOf(pid, cluster)) return null;
  return { pid, port: Number(lines[3]), status: lines[7]?.trim() ?? 'starting' };
}

/**
 * Starts a server on the port and answers when it takes connections, after crash recovery where that is due. While
 * processes of a killed server still hold its memory it is tried again.
 */
export async function launch(site: Site, port: number): Promise<Postmaster> {
  const giveUpAt = Date.now() + LINGERING_LIMIT_MS;
  for (;;) {
    await disownPid(site.cluster);
    const started = await startProgram(site, site.binaries.postgres, serverArguments(site.cluster, port));
    const ready = await readiness(site, started);
    if (ready !== null) return ready;
    const failure = EmbeddedPostgresFailure.fromLog(
      `PostgreSQL did not start on ${site.cluster} as ${site.account.name} (${await started.ended}).`,
      await started.logTail(),
    );
    if (!/still in use|postmaster\.pid" already exists/.test(failure.message) || Date.now() > giveUpAt) throw failure;
    await sleep(100);
  }
}

/** Ends a server: clients are cut off and what is committed stays (fast shutdown), then, if it lingers, at once. */
export async function terminate({ pid }: Postmaster, cluster: string): Promise<void> {
  for (const [signal, limit] of [['SIGINT', 20_000] as const, ['SIGQUIT', 10_000] as const]) {
    if (isServerOf(pid, cluster)) process.kill(pid, signal);
    for (const end = Date.now() + limit; Date.now() < end; await sleep(POLL_MS)) {
      if (!isServerOf(pid, cluster)) return;
    }
  }
  throw new EmbeddedPostgresFailure(`PostgreSQL (process ${pid}) does not stop.`, 'End that process by hand.');
}

/** A port of the loopback interface that nobody listens on at this moment. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

async function readiness(site: Site, { child, ended }: Started): Promise<Postmaster | null> {
  let hasEnded = false;
  void ended.then(() => (hasEnded = true));
  for (const begun = Date.now(); !hasEnded; await sleep(POLL_MS)) {
    const server = await runningServer(site.cluster);
    if (server?.pid === child.pid && server?.status === 'ready') {
      child.unref();
      return server;
    }
    if (Date.now() - begun < RECOVERY_LIMIT_MS) continue;
    child.kill('SIGQUIT');
    await ended;
  }
  return null;
}

/**
 * A postmaster.pid left by a crash can name a process that has nothing to do with it, and PostgreSQL would refuse to
 * start. Only the id is made void: the rest tells the new server which shared memory to check for survivors.
 */
async function disownPid(cluster: string): Promise<void> {
  const lines = await readLines(cluster);
  const pid = Number(lines[0]);
  const isForeign = pid > 0 && pid !== NOBODYS_PID && !isServerOf(pid, cluster);
  if (!isForeign) return;
  await writeFile(join(cluster, 'postmaster.pid'), [NOBODYS_PID, ...lines.slice(1)].join('\n'), { flag: 'r+' });
}

const readLines = (cluster: string): Promise<string[]> =>
  readFile(join(cluster, 'postmaster.pid'), 'utf8').then(
    (text) => text.split('\n'),
    () => [],
  );
