import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Half-filled forms: private, no record, and deleted when their day is over; the one table of which rows go. */
export class CreateFormDrafts1764003500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE form_draft (
        id uuid PRIMARY KEY,
        actor_id text NOT NULL,
        form text NOT NULL CHECK (form ~ '^[a-z][a-z0-9-]{0,59}$'),
        subject text NOT NULL,
        content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object'),
        saved_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL CHECK (expires_at > saved_at),
        UNIQUE (actor_id, form, subject)
      )`);
    await db.query('CREATE INDEX form_draft_expiry ON form_draft (expires_at)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE form_draft');
  }
}
