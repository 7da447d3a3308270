import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ways to look at lists that people keep under a name: addresses, no record, and let go when they are of no use. */
export class CreateSavedViews1764008750000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE saved_view (
        id uuid PRIMARY KEY,
        owner_id text NOT NULL,
        owner_name text NOT NULL,
        list text NOT NULL CHECK (list ~ '^[a-z][a-z-]{0,59}$'),
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        query text NOT NULL CHECK (length(query) <= 2000),
        shared boolean NOT NULL,
        saved_at timestamptz(3) NOT NULL,
        UNIQUE (owner_id, list, name)
      )`);
    await db.query('CREATE INDEX saved_view_shared ON saved_view (list) WHERE shared');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE saved_view');
  }
}
