import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { Refusal } from '../../../kernel/refusal';
import { verifyAny } from '../verify-any';
import type { Answered } from './verify-thread';

/** Whoever waits for an answer of the service comes before it wherever a core is wanted twice. */
const NICENESS = 19;

/** On Linux “process 0” is this thread alone (setpriority(2)); elsewhere it would be the whole service. */
if (process.platform === 'linux') setPriority(0, NICENESS);

async function answered(bytes: Uint8Array): Promise<Answered> {
  try {
    return { verdict: await verifyAny(bytes, { text: true }) };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.type, detail: error.detail };
    return { broke: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

parentPort?.on('message', (bytes: Uint8Array) => void answered(bytes).then((said) => parentPort?.postMessage(said)));
