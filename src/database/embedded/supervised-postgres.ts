import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedPostgres } from './embedded-postgres';
import { reasonOf } from './failure';
import { isServerOf } from './living-process';
import { launch, terminate, type Postmaster } from './postmaster';
import type { Site } from './site';

type Addresses = Pick<
  EmbeddedPostgres,
  'ownerUrl' | 'applicationUrl' | 'sequencerUrl' | 'auditorUrl' | 'superuserUrl' | 'adopted'
>;

const LOOK_EVERY_MS = 100;
const RETRY_AFTER_MS = 1_000;

/** A running server and the watch over it. The watch does not keep the process alive. */
export class SupervisedPostgres implements EmbeddedPostgres {
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly sequencerUrl: string;
  readonly auditorUrl: string;
  readonly superuserUrl: string;
  readonly adopted: boolean;
  readonly #stopping = new AbortController();
  readonly #watch: Promise<void>;
  #stopped: Promise<void> | null = null;
  #server: Postmaster;

  constructor(
    private readonly site: Site,
    server: Postmaster,
    addresses: Addresses,
    private readonly release: () => Promise<void>,
  ) {
    this.#server = server;
    ({
      ownerUrl: this.ownerUrl,
      applicationUrl: this.applicationUrl,
      sequencerUrl: this.sequencerUrl,
      auditorUrl: this.auditorUrl,
      superuserUrl: this.superuserUrl,
      adopted: this.adopted,
    } = addresses);
    this.#watch = this.#watchOver();
  }

  get port(): number {
    return this.#server.port;
  }

  get pid(): number {
    return this.#server.pid;
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#end();
    return this.#stopped;
  }

  async #end(): Promise<void> {
    this.#stopping.abort();
    await this.#watch;
    await terminate(this.#server, this.site.cluster).finally(this.release);
  }

  async #watchOver(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      if (isServerOf(this.pid, this.site.cluster)) await this.#pause(LOOK_EVERY_MS);
      else await this.#startAgain();
    }
  }

  async #startAgain(): Promise<void> {
    this.site.tell(`PostgreSQL (process ${this.pid}) ended without being asked to; it is started again`);
    try {
      this.#server = await launch(this.site, this.port);
      this.site.tell(`PostgreSQL is back on 127.0.0.1:${this.port} (process ${this.pid})`);
    } catch (error) {
      this.site.tell(reasonOf(error));
      await this.#pause(RETRY_AFTER_MS);
    }
  }

  async #pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { ref: false, signal: this.#stopping.signal }).catch(() => undefined);
  }
}
