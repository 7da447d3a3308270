import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { Disposal } from '../evidence/disposal.entity';
import { disposalOf } from '../evidence/disposed-files';
import { StoredFile } from '../evidence/stored-file.entity';
import { CLOCK, type Clock, dayOf } from '../kernel/clock';
import { Refusal } from '../kernel/refusal';
import type { LegalHold } from './legal-hold.entity';
import { AWAITS, type CountedFrom, isOver, keptUntil, mayGoFrom, type RetentionKind } from './retention.rules';

/** What a file stands behind, and the period for which that keeps it. */
export interface FileUse {
  readonly kind: RetentionKind;
  readonly recordType: string;
  readonly recordId: string;
  readonly name: string;
  readonly countedFrom: CountedFrom;
  readonly citation: string;
  readonly edition: string;
  readonly beginsOn: string | null;
  readonly months: number | null;
}

/** Whether and when the bytes of a file may go, with all that this rests on. */
export interface FileRetention {
  readonly file: StoredFile;
  readonly uses: readonly FileUse[];
  readonly holds: readonly Pick<LegalHold, 'id' | 'number' | 'scope' | 'matter' | 'placedAt'>[];
  readonly disposal: Disposal | null;
  /** The first day on which no period keeps it, holds apart; null where that is not known yet. */
  readonly mayGoFrom: string | null;
  /** Each thing that keeps it, in words; none when it may go. */
  readonly keptBy: readonly string[];
}

const USES = `
  SELECT u.kind, u.record_type AS "recordType", u.record_id AS "recordId", u.name, r.counted_from AS "countedFrom",
    r.citation, r.edition, to_char(u.begins_on, 'YYYY-MM-DD') AS "beginsOn", period_of(u.kind) AS months
  FROM file_uses($1) u JOIN retention_rule r ON r.kind = u.kind ORDER BY u.record_id, u.kind`;
const HOLDS = 'SELECT id, number, scope, matter, placed_at AS "placedAt" FROM holds_on_file($1)';

/** `LH-0001`. */
export const holdCode = ({ number }: Pick<LegalHold, 'number'>): string => `LH-${String(number).padStart(4, '0')}`;

/** Why a use keeps a file on that day; null when it does not. */
function keptByUse(use: FileUse, today: string): string | null {
  if (isOver(use, today)) return null;
  const until = keptUntil(use);
  const rule = `${use.citation} (edition ${use.edition})`;
  const period = until === null ? `waits for ${AWAITS[use.countedFrom]}` : `ends with ${until}`;
  return `the period of ${use.name} as ${use.kind} of ${use.recordType} ${use.recordId} ${period}, by ${rule}`;
}

/** Computes from the record what keeps a file; the database decides by the same uses, periods and holds. */
@Injectable()
export class FileRetentions {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(sha256: string, manager: EntityManager = this.dataSource.manager): Promise<FileRetention> {
    const file = await manager.findOneBy(StoredFile, { sha256 });
    if (file === null) throw Refusal.notFound(`A file with the digest ${sha256}`);
    const uses = await manager.query<FileUse[]>(USES, [sha256]);
    const holds = await manager.query<LegalHold[]>(HOLDS, [sha256]);
    const disposal = await disposalOf(manager, sha256);
    const today = dayOf(this.clock.now());
    const keptBy = [
      ...holds.map((hold) => `legal hold ${holdCode(hold)} (${hold.matter}) stands`),
      ...uses.flatMap((use) => keptByUse(use, today) ?? []),
    ];
    return { file, uses, holds, disposal, mayGoFrom: mayGoFrom(uses), keptBy: disposal === null ? keptBy : [] };
  }

  /** Refuses as `retention`, naming each hold and the day on which each period ends. */
  async requireFree(sha256: string): Promise<FileRetention> {
    const retention = await this.of(sha256);
    const { file, keptBy, disposal } = retention;
    if (disposal !== null) throw Refusal.invalidState(`${file.name} was disposed of already`);
    if (keptBy.length > 0) throw new Refusal('retention', `${file.name} cannot go: ${keptBy.join('; ')}`);
    return retention;
  }
}
