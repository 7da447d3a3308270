import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dossiers are sealed: beside each stands of which bytes, by which certificate, and when somebody else saw the seal. */
export class SealDossiers1764008784000 implements MigrationInterface {
  readonly name = 'SealDossiers1764008784000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE dossier_seal (
        id uuid PRIMARY KEY REFERENCES dossier,
        base_sha256 text NOT NULL CHECK (base_sha256 ~ '^[0-9a-f]{64}$'),
        base jsonb NOT NULL CHECK (jsonb_typeof(base) = 'object'),
        certificate_sha256 text NOT NULL CHECK (certificate_sha256 ~ '^[0-9a-f]{64}$'),
        is_development boolean NOT NULL,
        level text NOT NULL CHECK (level IN ('B-B', 'B-T')),
        stamped_at timestamptz(3),
        stamp_problem text CHECK (stamp_problem <> ''),
        CHECK ((level = 'B-T') = (stamped_at IS NOT NULL)),
        CHECK (stamp_problem IS NULL OR level = 'B-B')
      )`);
    await db.query('CREATE INDEX dossier_seal_of_base ON dossier_seal (base_sha256)');
    await db.query(`
      CREATE TRIGGER dossier_seal_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_seal
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`CALL regulate('dossier_seal')`);
    await this.extend(db);
  }

  /** What is added to a seal later is kept by itself: the issued file is never touched, and never stored twice. */
  private async extend(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE dossier_seal_extension (
        id uuid PRIMARY KEY,
        dossier_id uuid NOT NULL UNIQUE REFERENCES dossier_seal,
        bytes bytea NOT NULL CHECK (length(bytes) BETWEEN 1 AND 67108864),
        sha256 text NOT NULL UNIQUE CHECK (sha256 ~ '^[0-9a-f]{64}$'),
        certificates integer NOT NULL CHECK (certificates > 0),
        revocation_lists integer NOT NULL CHECK (revocation_lists >= 0),
        lacking jsonb NOT NULL CHECK (jsonb_typeof(lacking) = 'array'),
        made_at timestamptz(3) NOT NULL
      )`);
    await db.query('ALTER TABLE dossier_seal_extension ALTER COLUMN bytes SET STORAGE EXTERNAL');
    await db.query(`
      CREATE TRIGGER dossier_seal_extension_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_seal_extension
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`CALL regulate('dossier_seal_extension')`);
  }

  down(): Promise<void> {
    throw new Error('Seals are never dropped: restore a backup instead');
  }
}
