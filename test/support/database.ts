import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

interface Urls {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly applicationUrl: string;
  readonly sequencerUrl: string;
  readonly auditorUrl: string;
}

/** A database of one test file, cloned from the migrated one, and a superuser's hand on it. */
export interface TestDatabase extends Urls {
  readonly superuser: Client;
  drop(): Promise<void>;
}

const sharedUrls = (): Urls => JSON.parse(process.env.TEST_POSTGRES ?? '') as Urls;

const inDatabase = (url: string, name: string): string => {
  const moved = new URL(url);
  moved.pathname = `/${name}`;
  return moved.href;
};

async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Clones the migrated database; two files that clone at once wait for each other in the server. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const urls = sharedUrls();
  const name = `test_${randomBytes(6).toString('hex')}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await asSuperuser(urls.superuserUrl, `CREATE DATABASE ${name} TEMPLATE predicate OWNER predicate_owner`);
      break;
    } catch (error) {
      if (attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  const superuser = new Client({ connectionString: inDatabase(urls.superuserUrl, name) });
  superuser.on('error', () => undefined);
  await superuser.connect();
  return {
    superuser,
    superuserUrl: inDatabase(urls.superuserUrl, name),
    ownerUrl: inDatabase(urls.ownerUrl, name),
    applicationUrl: inDatabase(urls.applicationUrl, name),
    sequencerUrl: inDatabase(urls.sequencerUrl, name),
    auditorUrl: inDatabase(urls.auditorUrl, name),
    drop: async () => {
      await superuser.end();
      await asSuperuser(urls.superuserUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
