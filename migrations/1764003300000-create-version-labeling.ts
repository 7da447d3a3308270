import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a released version is labeled with: written once, and followed by a later row. */
export class CreateVersionLabeling1764003300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE version_labeling (
        id uuid PRIMARY KEY,
        version_id uuid NOT NULL REFERENCES model_version,
        issuing_agency text CHECK (issuing_agency IN ('GS1', 'HIBCC', 'ICCBBA')),
        udi_di text CHECK (udi_di ~ '^[A-Z0-9]{6,23}$'),
        labeling_file text REFERENCES stored_file (sha256),
        labeling_file_name text,
        statement text NOT NULL CHECK (statement <> ''),
        recorded_by text NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        CHECK ((udi_di IS NULL) = (issuing_agency IS NULL)),
        CHECK ((labeling_file IS NULL) = (labeling_file_name IS NULL)),
        CHECK (issuing_agency <> 'GS1' OR udi_di ~ '^[0-9]{14}$')
      )`);
    await db.query('CREATE INDEX version_labeling_of_version ON version_labeling (version_id, id)');
    await db.query('CREATE INDEX version_labeling_of_identifier ON version_labeling (udi_di)');
    await db.query(`
      CREATE TRIGGER version_labeling_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON version_labeling
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`CALL regulate('version_labeling')`);
  }

  down(): Promise<void> {
    throw new Error('Labeling is never dropped: restore a backup instead');
  }
}
