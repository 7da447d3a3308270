import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A hold on a folder that ends with the process, however it ends. */
export interface WitnessLock {
  release(): Promise<void>;
}

/** Linux and Windows have names that the system itself forgets with their process; elsewhere a socket file is left. */
async function socketOf(folder: string): Promise<{ path: string; isFile: boolean }> {
  const { dev, ino } = await stat(folder, { bigint: true });
  const name = `predicate-witness-${createHash('sha256').update(`${dev}/${ino}`).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return { path: `\0${name}`, isFile: false };
  if (process.platform === 'win32') return { path: `\\\\.\\pipe\\${name}`, isFile: false };
  return { path: join(tmpdir(), name), isFile: true };
}

/** Keeps a second witness from the folder; throws where one runs on it already. */
export async function lockFolder(folder: string): Promise<WitnessLock> {
  const { path, isFile } = await socketOf(folder);
  if (isFile && !(await isAnswered(path))) await rm(path, { force: true });
  const server = createServer((socket) => socket.destroy());
  server.unref();
  try {
    await listening(server, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new Error(`Another witness runs on ${folder}; two would each cosign what the other does not know of`, {
      cause: error,
    });
  }
  return { release: () => closed(server) };
}

async function listening(server: Server, path: string): Promise<void> {
  const up = once(server, 'listening');
  server.listen(path);
  await up;
}

async function closed(server: Server): Promise<void> {
  const down = once(server, 'close');
  server.close();
  await down;
}

async function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path);
  return once(socket, 'connect')
    .then(
      () => true,
      () => false,
    )
    .finally(() => socket.destroy());
}
