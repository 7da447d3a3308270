import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Issued dossiers, written once at the end, and the work of making them, whose progress moves. */
export class CreateDossiers1764000500000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE dossier (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^PD-[0-9]{4}-[0-9]{6}$'),
        version_id uuid NOT NULL REFERENCES model_version,
        template text NOT NULL,
        template_edition text NOT NULL,
        record_sha256 text NOT NULL CHECK (record_sha256 ~ '^[0-9a-f]{64}$'),
        sha256 text NOT NULL REFERENCES stored_file (sha256),
        pages integer NOT NULL CHECK (pages > 0),
        supersedes_id uuid UNIQUE REFERENCES dossier,
        issued_by text NOT NULL,
        issued_at timestamptz(3) NOT NULL
      )`);
    await db.query('CREATE SEQUENCE dossier_number');
    await db.query(`
      CREATE TABLE dossier_job (
        id uuid PRIMARY KEY,
        version_id uuid NOT NULL REFERENCES model_version,
        template text NOT NULL,
        state text NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed')),
        progress text NOT NULL,
        problem jsonb,
        dossier_id uuid REFERENCES dossier,
        requested_by jsonb NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        finished_at timestamptz(3),
        CHECK ((state = 'done') = (dossier_id IS NOT NULL)),
        CHECK ((state = 'failed') = (problem IS NOT NULL))
      )`);
    await db.query('CREATE INDEX dossier_job_open ON dossier_job (id) WHERE finished_at IS NULL');
    await db.query(`
      CREATE TRIGGER dossier_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  down(): Promise<void> {
    throw new Error('Dossiers are never dropped: restore a backup instead');
  }
}
