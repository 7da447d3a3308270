import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Sha256 } from '../kernel/digest';
import type { KindName } from './kinds/kind';
import type { SpreadsheetPlan } from './spreadsheet.dto';

/** A dry run with what each row is called, so that a person knows which one it is. */
export type ShownPlan = SpreadsheetPlan & { readonly titles: readonly string[] };

/** A spreadsheet that somebody tried out and did not write yet, with what would become of it: private, and gone after a day. */
@Entity('spreadsheet_draft')
export class SpreadsheetDraft {
  @PrimaryColumn('uuid') id: string;
  @Column('text') actorId: string;
  @Column('text') kind: KindName;
  /** As the file was called. */
  @Column('text') name: string;
  @Column('text') mediaType: string;
  @Column('text') sha256: Sha256;
  @Column('bytea') bytes: Buffer;
  /** The dry run, as it was shown. */
  @Column('jsonb') plan: ShownPlan;
  @Column({ type: 'timestamptz', precision: 3 }) savedAt: Date;
  @Column({ type: 'timestamptz', precision: 3 }) expiresAt: Date;
}
