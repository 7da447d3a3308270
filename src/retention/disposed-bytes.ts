import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { UnitOfWork } from '../audit-trail/unit-of-work';
import { DISPOSED_DIGESTS, disposalOf } from '../evidence/disposed-files';
import type { Sha256 } from '../kernel/digest';
import type { ContentStore } from '../storage/content-store';
import { CONTENT_STORE } from '../storage/storage.token';

/** The same numbers as in the guards of the database (1764005320000): holds, disposals and this come one by one. */
const ONE_AT_A_TIME = 'SELECT pg_advisory_xact_lock(7337, 53)';
const BATCH = 200;

/**
 * Takes away the bytes of what is recorded as disposed of. It can be done any number of times, so that what a process
 * that was killed has left is done at the next start, or when `removeAll` is run by a schedule.
 */
@Injectable()
export class DisposedBytes implements OnApplicationBootstrap {
  private readonly log = new Logger('Retention');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONTENT_STORE) private readonly store: ContentStore,
  ) {}

  onApplicationBootstrap(): void {
    void this.removeAll().catch((error: unknown) => {
      this.log.error('Bytes that were disposed of could not be removed', error);
    });
  }

  /** Does it and does not wait; what fails is logged, and done at the next occasion. */
  removeSoon(sha256: Sha256): void {
    void this.remove(sha256).catch((error: unknown) => {
      this.log.error('Bytes that were disposed of could not be removed', error);
    });
  }

  /** Removes the bytes if they are disposed of and were not stored again; meanwhile nobody can do that. */
  remove(sha256: Sha256): Promise<boolean> {
    return this.unitOfWork.write(async (manager) => {
      await manager.query(ONE_AT_A_TIME);
      if ((await disposalOf(manager, sha256)) === null) return false;
      return this.store.remove(sha256);
    });
  }

  /** All that is recorded and still there; answers how many. */
  async removeAll(): Promise<number> {
    let [removed, after] = [0, ''];
    for (;;) {
      const rows = await this.dataSource.query<{ sha256: string }[]>(
        `SELECT DISTINCT sha256 FROM (${DISPOSED_DIGESTS}) d WHERE sha256 > $1 ORDER BY sha256 LIMIT ${BATCH}`,
        [after],
      );
      for (const { sha256 } of rows) if ((await this.store.has(sha256)) && (await this.remove(sha256))) removed += 1;
      if (rows.length < BATCH) return removed;
      after = rows[rows.length - 1].sha256;
    }
  }
}
