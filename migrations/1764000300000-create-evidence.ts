import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = ['stored_file', 'evidence', 'evidence_file', 'evidence_withdrawal'];

/** Files by their digest, and what was recorded of them. Nothing here is edited: it is superseded or withdrawn. */
export class CreateEvidence1764000300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE stored_file (
        id uuid PRIMARY KEY,
        sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        size bigint NOT NULL CHECK (size >= 0),
        name text NOT NULL,
        media_type text NOT NULL,
        stored_by text NOT NULL,
        stored_at timestamptz(3) NOT NULL
      )`);
    await db.query(`
      CREATE TABLE evidence (
        id uuid PRIMARY KEY,
        number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
        version_id uuid NOT NULL REFERENCES model_version,
        kind text NOT NULL CHECK (kind IN ('benchmark', 'analytical-validation', 'clinical-validation',
          'subgroup-performance', 'software-verification', 'usability', 'cybersecurity', 'risk', 'data-provenance',
          'literature', 'monitoring', 'labeling', 'other')),
        pillar text CHECK (pillar IN ('clinical-association', 'analytical', 'clinical')),
        title text NOT NULL,
        protocol text,
        performed_on date NOT NULL,
        performed_by text NOT NULL,
        stays_fresh text,
        illustrative boolean NOT NULL,
        results jsonb,
        stated_facts jsonb NOT NULL,
        late_entry boolean NOT NULL,
        after_release boolean NOT NULL,
        supersedes_id uuid UNIQUE REFERENCES evidence,
        recorded_by text NOT NULL,
        recorded_at timestamptz(3) NOT NULL
      )`);
    await db.query('CREATE INDEX evidence_of_version ON evidence (version_id, id)');
    await this.aroundEvidence(db);
    for (const table of APPEND_ONLY) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
  }

  private async aroundEvidence(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE evidence_file (
        id uuid PRIMARY KEY,
        evidence_id uuid NOT NULL REFERENCES evidence,
        sha256 text NOT NULL REFERENCES stored_file (sha256),
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('results', 'attachment')),
        UNIQUE (evidence_id, sha256)
      )`);
    await db.query('CREATE INDEX evidence_file_of_digest ON evidence_file (sha256)');
    await db.query(`
      CREATE TABLE evidence_withdrawal (
        id uuid PRIMARY KEY,
        evidence_id uuid NOT NULL UNIQUE REFERENCES evidence,
        reason text NOT NULL CHECK (reason <> ''),
        withdrawn_by text NOT NULL,
        withdrawn_at timestamptz(3) NOT NULL
      )`);
  }

  down(): Promise<void> {
    throw new Error('Evidence is never dropped: restore a backup instead');
  }
}
