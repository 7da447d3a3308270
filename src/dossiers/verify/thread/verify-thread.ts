import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal, type RefusalType } from '../../../kernel/refusal';
import { preloads, programAt } from '../../render/child-program';
import type { Verdict } from '../verdict';

/** What the thread says of a file; an error as its words. */
export type Answered =
  | { readonly verdict: Verdict }
  | { readonly refusal: RefusalType; readonly detail: string }
  | { readonly broke: string };

/** So many may wait; whoever comes then is told to come again. */
const LONGEST_LINE = 8;
/** The longest dossier takes a fraction of it; a file that wants more is made to hold the service up. */
const LONGEST_MS = 180_000;
const IDLE_MS = 60_000;
const TOO_MUCH = 'This file cannot be looked at here: it takes more than any dossier does';
const MEMORY = { maxOldGenerationSizeMb: 1024 };

const begun = (): Worker =>
  new Worker(programAt(join(__dirname, 'verify-main')), {
    ...{ name: 'verify', execArgv: preloads(process.execArgv), resourceLimits: MEMORY },
  });

/** Looks at files in a thread of its own, one after the other: what anybody sends holds up nobody but those who verify. */
@Injectable()
export class VerifyThread implements OnApplicationShutdown {
  private readonly log = new Logger('Verification');
  private worker: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private idle: NodeJS.Timeout | undefined;

  /** The verdict, as `verifyAny` gives it. Refuses for the moment where many wait. */
  async verify(bytes: Uint8Array): Promise<Verdict> {
    if (this.waiting >= LONGEST_LINE) throw Refusal.forNow('busy', 'Many files are being verified now; ask again', 5);
    this.waiting += 1;
    const turn = this.last.then(() => this.ask(bytes));
    this.last = turn.catch(() => undefined);
    try {
      return verdictOf(await turn);
    } finally {
      this.waiting -= 1;
    }
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.idle);
    await this.end();
  }

  private ask(bytes: Uint8Array): Promise<Answered> {
    clearTimeout(this.idle);
    const worker = (this.worker ??= begun());
    worker.ref();
    return new Promise<Answered>((answer) => {
      const stop = setTimeout(() => lose('it takes too long'), LONGEST_MS);
      const broke = (error: unknown): void => lose(String(error));
      const ended = (code: number): void => lose(`its thread ended with ${code}`);
      const done = (said: Answered): void => {
        clearTimeout(stop);
        worker.off('message', done).off('error', broke).off('exit', ended);
        this.rest();
        answer(said);
      };
      const lose = (why: string): void => {
        this.log.warn(`A file could not be verified: ${why}`);
        done({ refusal: 'unreadable-file', detail: TOO_MUCH });
        void this.end();
      };
      worker.once('message', done).once('error', broke).once('exit', ended);
      worker.postMessage(bytes);
    });
  }

  private rest(): void {
    this.worker?.unref();
    this.idle = setTimeout(() => void this.end(), IDLE_MS).unref();
  }

  private async end(): Promise<void> {
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }
}

function verdictOf(said: Answered): Verdict {
  if ('verdict' in said) return said.verdict;
  if ('refusal' in said) throw new Refusal(said.refusal, said.detail);
  throw new Error(`A verification broke: ${said.broke}`);
}
