import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A spreadsheet between its dry run and its writing: private, no record, and gone after a day. */
export class KeepSpreadsheets1764008780000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE spreadsheet_draft (
        id uuid PRIMARY KEY,
        actor_id text NOT NULL,
        kind text NOT NULL CHECK (kind <> ''),
        name text NOT NULL,
        media_type text NOT NULL,
        sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        bytes bytea NOT NULL CHECK (encode(sha256(bytes), 'hex') = sha256),
        plan jsonb NOT NULL,
        saved_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL CHECK (expires_at > saved_at),
        UNIQUE (actor_id, kind, sha256)
      )`);
    await db.query('ALTER TABLE spreadsheet_draft ALTER COLUMN bytes SET STORAGE EXTERNAL');
    await db.query('CREATE INDEX spreadsheet_draft_expiry ON spreadsheet_draft (expires_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE spreadsheet_draft');
  }
}
