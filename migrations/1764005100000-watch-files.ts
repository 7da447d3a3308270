import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whether the bytes of a stored file are still those of its digest. When each was last read is no record and is written
 * over; what was found amiss, and that it is sound again, is one: append-only, numbered by file, each with its event.
 */
export class WatchFiles1764005100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE file_check (
        sha256 text PRIMARY KEY REFERENCES stored_file (sha256),
        checked_at timestamptz(3) NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('ok', 'corrupt', 'missing')),
        bytes bigint NOT NULL CHECK (bytes >= 0)
      )`);
    await db.query(`
      CREATE TABLE file_finding (
        id uuid PRIMARY KEY,
        sha256 text NOT NULL REFERENCES stored_file (sha256),
        number integer NOT NULL CHECK (number > 0),
        outcome text NOT NULL CHECK (outcome IN ('ok', 'corrupt', 'missing')),
        bytes bigint NOT NULL CHECK (bytes >= 0),
        found_at timestamptz(3) NOT NULL,
        UNIQUE (sha256, number)
      )`);
    await db.query(`
      CREATE TRIGGER file_finding_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON file_finding
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`CALL regulate('file_finding')`);
  }

  down(): Promise<void> {
    throw new Error('What was found of files is never dropped: restore a backup instead');
  }
}
