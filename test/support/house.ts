import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import request from 'supertest';
import type { AnchorGround } from '../../src/anchors/anchor-ground';
import type { OpenidGround } from '../../src/access/openid/openid-ground';
import { OperatorToken } from '../../src/access/operator-token';
import { createApp } from '../../src/app.setup';
import { systemClock, type Clock } from '../../src/kernel/clock';
import { sha256 } from '../../src/kernel/digest';
import type { SealGround } from '../../src/dossiers/seal/seal-ground';
import type { EdgeLimits } from '../../src/http/limits';
import type { MailGround } from '../../src/notices/mail-ground';
import type { ServiceLog } from '../../src/observability/service-log';
import { FileContentStore } from '../../src/storage/file-content-store';
import { cloneDatabase, type TestDatabase } from './database';
import { held, holdTo } from './held-answers';
import { APPROVER_TOKEN, HIRED, hire, hireByActs, type Hired, OPERATOR_TOKEN, TOKEN } from './staff';

export { APPROVER, OPERATOR_TOKEN, STAFF, TOKEN } from './staff';

interface StoredEvent {
  readonly act: string;
  readonly subject_id: string;
  readonly reason: string | null;
  readonly payload: Buffer;
  readonly sha256: string;
}

/** The whole service on a database and a store of its own; what it answers is held against its own description. */
export interface House {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly store: FileContentStore;
  readonly storeDir: string;
  readonly database: TestDatabase;
  /** With the token of the staff. */
  readonly staff: ReturnType<typeof request.agent>;
  readonly staffId: string;
  /** Somebody else, who approves what the staff wrote. */
  readonly approver: ReturnType<typeof request.agent>;
  readonly approverId: string;
  /** Whether those who are there came by acts. */
  readonly isTold: boolean;
  /** With no token. */
  readonly anybody: ReturnType<typeof request>;
  /** The events of an act, oldest first, as the database holds them. */
  auditEvents(act?: string): Promise<StoredEvent[]>;
  close(): Promise<void>;
}

/** Every POST gets a key of its own and every PATCH is of the first revision; a test that sets one sets it over this. */
function withKeys(agent: ReturnType<typeof request.agent>): ReturnType<typeof request.agent> {
  const post = agent.post.bind(agent);
  agent.post = (path: string) => post(path).set('Idempotency-Key', randomUUID());
  const patch = agent.patch.bind(agent);
  agent.patch = (path: string) => patch(path).set('If-Match', '"r1"');
  return agent;
}

/** Asks with these headers every time; each answer is held against the description. */
export const asking = (url: string, headers: Record<string, string>): ReturnType<typeof request.agent> =>
  withKeys(held(url, request.agent(url).set(headers)));

/** What a test may want otherwise than it is: it stands under no limit and logs what went wrong. */
interface Wishes {
  readonly clock?: Clock;
  readonly requestsPerMinute?: number;
  readonly log?: ServiceLog;
  readonly limits?: Partial<EdgeLimits>;
  /** Whether the Merkle log is fed; most tests are about something else. */
  readonly isLogged?: boolean;
  /** Whether background work runs by itself at its hours, as in earnest. */
  readonly schedules?: boolean;
  /** Whether those who are there came by acts; otherwise they were always there, and the trail begins with the test. */
  readonly isTold?: boolean;
  /** Whether there is an administrator; tests of how people come in make their own. */
  readonly isBegun?: boolean;
  /** Who vouches for people. */
  readonly openid?: OpenidGround;
  /** Under which address people are to reach it; on this machine alone where it is left out. */
  readonly ownOrigin?: string;
  /** Whose word is taken for where a request came from. */
  readonly trustedProxies?: readonly string[];
  /** By what mail is sent. */
  readonly mail?: MailGround;
  /** With what dossiers are sealed; with a development certificate where it is left out. */
  readonly seal?: SealGround;
  /** Who outside vouches for the log. */
  readonly anchors?: AnchorGround;
  /** Puts something between the service and its database; answers the address of that. */
  readonly through?: (databaseUrl: string) => Promise<string>;
}

/** Opens the real service, listening on a free loopback port. */
export async function openHouse({
  clock = systemClock,
  requestsPerMinute = 0,
  log,
  limits,
  isLogged = false,
  schedules = false,
  isTold = false,
  isBegun = true,
  openid,
  ownOrigin,
  trustedProxies,
  mail,
  seal,
  anchors,
  through = (url) => Promise.resolve(url),
}: Wishes = {}): Promise<House> {
  const database = await cloneDatabase();
  const storeDir = await mkdtemp(join(tmpdir(), 'predicate-store-'));
  const store = new FileContentStore(storeDir);
  const app = await createApp(
    {
      databaseUrl: await through(database.applicationUrl),
      auditorUrl: database.auditorUrl,
      store,
      operatorToken: new OperatorToken(sha256(OPERATOR_TOKEN)),
      clock,
      maxFileBytes: 64 * 1024 * 1024,
      requestsPerMinute,
      log: isLogged
        ? { sequencerUrl: database.sequencerUrl, origin: null, keyFile: join(storeDir, 'keys', 'log.key') }
        : null,
      schedules,
      ...{ openid, ownOrigin, trustedProxies, mail, anchors, seal },
    },
    log,
    { drainMs: 0, ...limits },
  );
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  holdTo(url, app);
  const hiring = (hired: Hired): Promise<string> =>
    isTold ? hireByActs(app, database.superuser, hired) : hire(database.superuser, hired);
  const [staffId, approverId] = [await hiring(HIRED.staff), await hiring(HIRED.approver)];
  if (isBegun) await hiring(HIRED.administrator);
  return {
    app,
    isTold,
    url,
    store,
    storeDir,
    database,
    ...{ staffId, staff: asking(url, { Authorization: `Bearer ${TOKEN}` }) },
    ...{ approverId, approver: asking(url, { Authorization: `Bearer ${APPROVER_TOKEN}` }) },
    anybody: held(url, request(url)),
    auditEvents: async (act) => {
      const { rows } = await database.superuser.query<StoredEvent>(
        'SELECT * FROM audit_event WHERE $1::text IS NULL OR act = $1 ORDER BY id',
        [act ?? null],
      );
      return rows;
    },
    close: async () => {
      await app.close();
      await database.drop();
      await rm(storeDir, { recursive: true, force: true });
    },
  };
}
