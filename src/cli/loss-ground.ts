import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { OperatorToken } from '../access/operator-token';
import { createApp } from '../app.setup';
import type { AcceptedLoss } from '../backup/accepted-loss.entity';
import { AcceptedLosses } from '../backup/accepted-losses.service';
import type { Hold } from '../backup/hold-file';
import type { Config } from '../config';
import { operatorActor } from '../kernel/actor';
import { systemClock } from '../kernel/clock';
import { sha256 } from '../kernel/digest';
import { FileContentStore } from '../storage/file-content-store';
import { openDatabase, openLog, prepareSchema } from './ground';

/** Records an accepted loss by the service itself, which listens to nobody and begins no work while it does. */
export async function recordLoss(
  config: Config,
  hold: Hold,
  said: { reason: string; by: string },
): Promise<AcceptedLoss> {
  const log = openLog(config);
  const database = await openDatabase(config);
  try {
    await prepareSchema(database, config.migrateOnStart);
    const ground = {
      ...{ databaseUrl: database.applicationUrl, store: new FileContentStore(join(database.dataDir, 'content')) },
      ...{
        operatorToken: new OperatorToken(sha256(randomBytes(32))),
      },
      ...{ clock: systemClock, maxFileBytes: config.maxFileBytes, requestsPerMinute: config.requestsPerMinute },
      ...{ log: null, schedules: false },
    };
    const app = await createApp(ground, log, { drainMs: 0 });
    const actor = operatorActor(null, said.by);
    return await app
      .get(AcceptedLosses)
      .accept(actor, hold, said.reason)
      .finally(() => app.close());
  } finally {
    await database.stop();
  }
}
