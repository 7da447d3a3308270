import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, MoreThan } from 'typeorm';
import { CLOCK, type Clock } from '../../kernel/clock';
import type { Sha256 } from '../../kernel/digest';
import { paceOf } from '../../storage/pace';
import { DISPOSED_DIGESTS } from '../disposed-files';
import { StoredFile } from '../stored-file.entity';
import { FileChecks } from './file-checks.service';
import { Tally, type ScrubReport } from './scrub-report';
import { usesOf } from './uses';

export interface ScrubOptions {
  /** So much is read in a second and no more. */
  readonly bytesPerSecond?: number;
  /** Ends the scrub after the chunk in hand; what was checked until then is kept. */
  readonly signal?: AbortSignal;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Every file is read again within 30 days; a day of them is for what could not run on time. */
const ROUND_DAYS = 29;
const TURNS_IN_A_ROUND = ROUND_DAYS * 24;
const PAGE = 500;

/** Reads stored files again, and compares each with the digest and the size that it is recorded under. */
@Injectable()
export class Scrub {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly checks: FileChecks,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** All files, in the order in which they came. */
  all(options: ScrubOptions = {}): Promise<ScrubReport> {
    return this.run(this.everyFile(), options);
  }

  /** This hour's share: those that nobody has read for longest, so many that all have their turn within the round. */
  async turn(options: ScrubOptions = {}): Promise<ScrubReport> {
    return this.run(await this.oldest(), options);
  }

  /** One file; none when there is no such one. */
  async one(sha256: Sha256, options: ScrubOptions = {}): Promise<ScrubReport> {
    return this.run(await this.dataSource.manager.findBy(StoredFile, { sha256 }), options);
  }

  private async run(
    files: AsyncIterable<StoredFile> | Iterable<StoredFile>,
    { bytesPerSecond, signal }: ScrubOptions,
  ): Promise<ScrubReport> {
    const tally = new Tally();
    const pace = bytesPerSecond === undefined ? undefined : paceOf(bytesPerSecond, signal);
    for await (const file of files) {
      const check = await this.checks.check(file, { pace, signal });
      if (check === null) continue;
      tally.add(file, check, check.outcome === 'ok' ? [] : await usesOf(this.dataSource, file.sha256));
    }
    return tally.report;
  }

  private async *everyFile(): AsyncGenerator<StoredFile> {
    for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
      const page = await this.dataSource.manager.find(StoredFile, {
        where: { id: MoreThan(after) },
        order: { id: 'ASC' },
        take: PAGE,
      });
      yield* page;
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  private async oldest(): Promise<StoredFile[]> {
    const overdue = new Date(this.clock.now().getTime() - ROUND_DAYS * DAY_MS);
    const [{ total, late }] = await this.dataSource.query<[{ total: number; late: number }]>(
      `SELECT count(*)::int AS total, (count(*) FILTER (WHERE coalesce(c.checked_at, f.stored_at) < $1))::int AS late
       FROM stored_file f LEFT JOIN file_check c USING (sha256) WHERE f.sha256 NOT IN (${DISPOSED_DIGESTS})`,
      [overdue],
    );
    const due = await this.dataSource.query<{ id: string }[]>(
      `SELECT f.id FROM stored_file f LEFT JOIN file_check c USING (sha256)
       WHERE f.sha256 NOT IN (${DISPOSED_DIGESTS})
       ORDER BY coalesce(c.checked_at, f.stored_at), f.id LIMIT $1`,
      [Math.max(late, Math.ceil(total / TURNS_IN_A_ROUND))],
    );
    const files = due.map(({ id }) => this.dataSource.manager.findOneByOrFail(StoredFile, { id }));
    return Promise.all(files);
  }
}
