import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a restore lost something and an operator let the record go on; written once, with its event. */
export class CreateAcceptedLosses1764005500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE accepted_loss (
        id uuid PRIMARY KEY,
        loss text NOT NULL CHECK (loss <> ''),
        restored_size bigint CHECK (restored_size >= 0),
        witnessed_size bigint CHECK (witnessed_size >= 0),
        manifest_sha256 text NOT NULL CHECK (manifest_sha256 ~ '^[0-9a-f]{64}$'),
        reason text NOT NULL CHECK (reason <> ''),
        accepted_by text NOT NULL,
        accepted_at timestamptz(3) NOT NULL
      )`);
    await db.query(`
      CREATE TRIGGER accepted_loss_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON accepted_loss
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`CALL regulate('accepted_loss')`);
  }

  down(): Promise<void> {
    throw new Error('Accepted losses are never dropped: restore a backup instead');
  }
}
