import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import 'reflect-metadata';
import { OperatorToken } from '../../src/access/operator-token';
import { createApp } from '../../src/app.setup';
import type { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres';
import { migrate } from '../../src/database/migrate';
import { systemClock } from '../../src/kernel/clock';
import { sha256 } from '../../src/kernel/digest';
import { ServiceLog } from '../../src/observability/service-log';
import { FileContentStore } from '../../src/storage/file-content-store';
import { auditedLog, settledLog } from '../support/log';
import { TOKEN, OPERATOR_TOKEN } from '../support/house';
import { newDataDir, query, start, tearDown } from '../database/embedded/fixtures/house';
import { times } from './scale';
import { hireOn } from '../support/staff';

const CLIENTS = 8;
const KILLS = times(2, 7);

/** Clients that register organizations, each until it is acknowledged: a 503 is asked again with the same key. */
class Load {
  /** Names by the id that was acknowledged. */
  readonly acknowledged = new Map<string, string>();
  readonly failures: number[] = [];
  private isOver = false;
  private readonly clients: Promise<void>[];

  constructor(private readonly url: string) {
    this.clients = Array.from({ length: CLIENTS }, () => this.client());
  }

  async end(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients);
  }

  private async client(): Promise<void> {
    while (!this.isOver) {
      const name = `Organization ${randomUUID()}`;
      this.acknowledged.set(await this.register(name), name);
    }
  }

  private async register(name: string): Promise<string> {
    const headers = {
      ...{ authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    };
    for (;;) {
      const body = JSON.stringify({ name, country: 'US' });
      const answer = await fetch(`${this.url}/api/v1/organizations`, { method: 'POST', headers, body });
      if (answer.status === 201) return ((await answer.json()) as { id: string }).id;
      this.failures.push(answer.status);
      await answer.text();
      await sleep(20);
    }
  }
}

describe('The service, when PostgreSQL is killed under its writes,', () => {
  let postgres: EmbeddedPostgres;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    const dataDir = newDataDir();
    postgres = await start(dataDir);
    await migrate(postgres.ownerUrl, 'predicate_app', 'predicate_sequencer');
    const ground = {
      ...{ databaseUrl: postgres.applicationUrl, store: new FileContentStore(join(dataDir, 'content')) },
      ...{ operatorToken: new OperatorToken(sha256(OPERATOR_TOKEN)), clock: systemClock },
      ...{ maxFileBytes: 1024 ** 2, requestsPerMinute: 0 },
      log: { sequencerUrl: postgres.sequencerUrl, origin: null, keyFile: join(dataDir, 'keys', 'log.key') },
    };
    // That connections are lost is the point and not worth a line each.
    await hireOn(postgres.superuserUrl);
    app = await createApp(ground, new ServiceLog({ level: 'error' }));
    await app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await app.close();
    await postgres.stop();
    await tearDown();
  });

  it(
    'stays up, says 503 until it is back, and has every acknowledged write once and once told',
    async () => {
      const load = new Load(await app.getUrl());
      const recoveries: number[] = [];
      for (let kill = 0; kill < KILLS; kill += 1) {
        const [pid, before] = [postgres.pid, load.acknowledged.size];
        while (load.acknowledged.size < before + 100) await sleep(5);
        process.kill(pid, 'SIGKILL');
        const killedAt = Date.now();
        while (postgres.pid === pid) await sleep(5);
        const known = load.acknowledged.size;
        while (load.acknowledged.size === known) await sleep(5);
        recoveries.push(Date.now() - killedAt);
      }
      await load.end();
      const kept = await query<{ id: string; name: string; events: number }>(
        postgres.applicationUrl,
        `SELECT o.id, o.name, count(e.id)::int AS events FROM organization o
       LEFT JOIN audit_event e ON e.subject_id = o.id GROUP BY o.id`,
      );
      const byId = new Map(kept.map(({ id, name }) => [id, name]));
      const lost = [...load.acknowledged].filter(([id, name]) => byId.get(id) !== name);
      expect(lost).toEqual([]);
      expect(kept).toHaveLength(load.acknowledged.size);
      expect(kept.filter(({ events }) => events !== 1)).toEqual([]);
      expect(new Set(load.failures)).toEqual(new Set([503]));
      expect(Math.max(...recoveries)).toBeLessThan(10_000);
    },
    times(60_000, 1_800_000),
  );

  it('has each of their events in the log once, without a gap, and signed nothing that the events do not bear out', async () => {
    const superuser = new Client({ connectionString: postgres.superuserUrl.replace(/postgres$/, 'predicate') });
    await superuser.connect();
    try {
      await settledLog(superuser);
      const log = await auditedLog(superuser);
      expect(log).toMatchObject({ wrong: 0, rootHolds: true, tilesHold: true, checkpointsHold: true });
      expect([log.size, log.checkpoints > 0]).toEqual([log.events, true]);
    } finally {
      await superuser.end();
    }
  });
});
