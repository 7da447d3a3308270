import { Inject, Injectable, Logger } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AuditTrail } from '../../audit-trail/audit-trail.service';
import { PROGRAM } from '../../kernel/actor';
import { CLOCK, type Clock } from '../../kernel/clock';
import { newId } from '../../kernel/ids';
import type { ContentStore } from '../../storage/content-store';
import type { InspectOptions } from '../../storage/inspection';
import { CONTENT_STORE } from '../../storage/storage.token';
import { disposalOf } from '../disposed-files';
import { StoredFile } from '../stored-file.entity';
import type { FileCheck } from './file-check.entity';
import { FileFinding } from './file-finding.entity';
import { lastFinding } from './findings';

/** Somebody else told the same finding first. */
const UNIQUE_VIOLATION = '23505';

const WORDS: Readonly<Record<FileCheck['outcome'], (file: StoredFile, bytes: string) => string>> = {
  ok: () => 'The bytes were read again and are those of the digest',
  corrupt: ({ size }, bytes) => `${bytes} bytes were read where there were ${size}, and they have another digest`,
  missing: () => 'The store has nothing under this digest',
};

/** Reads one stored file again and keeps what was found of it. */
@Injectable()
export class FileChecks {
  private readonly log = new Logger('Files');

  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    private readonly auditTrail: AuditTrail,
    @Inject(CONTENT_STORE) private readonly store: ContentStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * What the file is now; null when its bytes were disposed of, and so are not missed. That it is otherwise than before is
   * an act of the record, with its event; all else is not.
   */
  async check(file: StoredFile, options: InspectOptions = {}): Promise<FileCheck | null> {
    const { outcome, bytes } = await this.store.inspect(file.sha256, options);
    if (outcome === 'missing' && (await disposalOf(this.dataSource.manager, file.sha256)) !== null) return null;
    const isShort = outcome === 'ok' && String(bytes) !== file.size;
    const check: FileCheck = {
      ...{ sha256: file.sha256, checkedAt: this.clock.now(), bytes: String(bytes) },
      outcome: isShort ? 'corrupt' : outcome,
    };
    await this.tell(file, check);
    await this.note(check);
    return check;
  }

  private async tell(file: StoredFile, { sha256, outcome, bytes, checkedAt: foundAt }: FileCheck): Promise<void> {
    const last = await lastFinding(this.dataSource.manager, sha256);
    if ((last?.outcome ?? 'ok') === outcome) return;
    const reason = WORDS[outcome](file, bytes);
    if (outcome !== 'ok') this.log.error(`File ${sha256} is ${outcome}: ${reason}`);
    const finding = { id: newId(), sha256, number: (last?.number ?? 0) + 1, outcome, bytes, foundAt };
    await this.auditTrail
      .record(PROGRAM, outcome === 'ok' ? 'file.restored' : 'file.found-damaged', { reason }, (tx) => {
        tx.about(StoredFile, file.id);
        return tx.insert(FileFinding, finding);
      })
      .catch((error: unknown) => {
        if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
      });
  }

  private async note({ sha256, checkedAt, outcome, bytes }: FileCheck): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO file_check (sha256, checked_at, outcome, bytes) VALUES ($1, $2, $3, $4)
       ON CONFLICT (sha256) DO UPDATE SET checked_at = $2, outcome = $3, bytes = $4`,
      [sha256, checkedAt, outcome, bytes],
    );
  }
}
