import { Command } from 'commander';
import { resolve } from 'node:path';
import { printedVerifierKey, verifierOf } from '../audit-trail/log/note-key';
import { systemClock } from '../kernel/clock';
import { ServiceLog } from '../observability/service-log';
import { keysListedIn, trustedLogs } from '../witness/trusted-logs';
import { Witness } from '../witness/witness';
import { openWitnessFolder } from '../witness/witness-folder';
import { serveWitness } from '../witness/witness-server';
import { inputFile } from './input-file';
import { print, say, toExit, type ExitCode } from './outcome';
import { untilStopped } from './until-stopped';

interface Options {
  readonly dir: string;
  readonly port: string;
  readonly host: string;
  readonly name?: string;
  readonly log: readonly string[];
  readonly logs?: string;
}

const MAX_KEYS_BYTES = 1024 * 1024;

async function witness({ dir, port, host, name, log, logs }: Options): Promise<ExitCode> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new Error('--port must be a whole number from 0 to 65535');
  const listed = logs === undefined ? [] : keysListedIn((await inputFile(logs, MAX_KEYS_BYTES)).toString('utf8'));
  const trusted = trustedLogs([...log, ...listed]);
  const stopped = untilStopped();
  const folder = await openWitnessFolder(resolve(dir), name ?? null);
  try {
    const [key, own] = [verifierOf(folder.key), new Witness(folder.key, trusted, folder.state, systemClock)];
    const server = await serveWitness(own, key, { port: Number(port), host }, new ServiceLog({ level: 'info' }));
    print({ witness: printedVerifierKey(key), url: server.url, logs: own.sizes() });
    say(
      `The witness ${key.name} listens on ${server.url}; give the log this line:\n\n  ${printedVerifierKey(key)} ${server.url}\n`,
    );
    await stopped;
    await server.close();
    return 0;
  } finally {
    await folder.release();
  }
}

const collected = (one: string, before: readonly string[]): string[] => [...before, one];

/** `predicate witness`: cosigns checkpoints of logs, on another machine than theirs. */
export const witnessCommand = (): Command =>
  new Command('witness')
    .description('cosign the checkpoints of logs (C2SP tlog-witness); run it on another machine, under another account')
    .requiredOption('--dir <folder>', 'where the key and what was cosigned last are kept')
    .option('--name <name>', 'the name of the key, a host such as witness.example.org; needed the first time')
    .option('--log <vkey>', 'the key of a log to look after; may be given several times', collected, [])
    .option('--logs <file>', 'a file with such keys, one a line')
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--port <number>', 'the port to listen on; 0 takes a free one', '8090')
    .action(toExit(witness));
