import type { Options } from '@node-rs/argon2';
import { Worker } from 'node:worker_threads';

/** What one hashing is asked: a password, and the hash that it is to be compared with, or null to make one. */
interface Asked {
  readonly password: string;
  readonly kept: string | null;
}

type Answered = { readonly value: string | boolean } | { readonly failure: string };

interface Asking {
  readonly resolve: (value: string | boolean) => void;
  readonly reject: (reason: Error) => void;
}

/** Everybody else comes before it wherever a core is wanted twice. */
const NICENESS = 10;

/**
 * Runs in the thread, so it can rest on nothing of ours. On Linux a thread that sets the priority of “process 0” sets its
 * own (setpriority(2)); elsewhere it would be that of the whole service, and is left alone.
 */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { hashSync, verifySync } = require(workerData.argon2);
  if (process.platform === 'linux') require('node:os').setPriority(0, workerData.niceness);
  parentPort.on('message', ({ password, kept }) => {
    try {
      parentPort.postMessage({ value: kept === null ? hashSync(password, workerData.cost) : verifySync(kept, password) });
    } catch (error) {
      parentPort.postMessage({ failure: String(error) });
    }
  });
`;

/** A thread of low priority that hashes one password after the other; it does not keep the process from ending. */
export class HashingThread {
  private worker: Worker | null = null;
  private readonly asking: Asking[] = [];

  constructor(private readonly cost: Options) {}

  hash(password: string): Promise<string> {
    return this.ask({ password, kept: null }) as Promise<string>;
  }

  verify(kept: string, password: string): Promise<boolean> {
    return this.ask({ password, kept }) as Promise<boolean>;
  }

  /** Ends the thread; what is being hashed fails. Another hashing would begin a new one. */
  async end(): Promise<void> {
    await this.worker?.terminate();
  }

  private ask(asked: Asked): Promise<string | boolean> {
    this.worker ??= this.begin();
    const { worker } = this;
    return new Promise((resolve, reject) => {
      this.asking.push({ resolve, reject });
      worker.ref();
      worker.postMessage(asked);
    });
  }

  private begin(): Worker {
    const workerData = { argon2: require.resolve('@node-rs/argon2'), cost: this.cost, niceness: NICENESS };
    const worker = new Worker(PROGRAM, { eval: true, workerData });
    worker.on('message', (answered: Answered) => {
      const first = this.asking.shift();
      if (this.asking.length === 0) worker.unref();
      if ('failure' in answered) first?.reject(new Error(`A password could not be hashed: ${answered.failure}`));
      else first?.resolve(answered.value);
    });
    const end = (because: Error): void => {
      if (this.worker === worker) this.worker = null;
      for (const { reject } of this.asking.splice(0)) reject(because);
    };
    worker.on('error', end);
    worker.on('exit', (code) => end(new Error(`The thread that hashes passwords ended with ${code}`)));
    return worker;
  }
}
