import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Other forms of issued dossiers: copies without attachments, and editions with fields withheld. No dossiers themselves. */
export class CreateRenditions1764008783000 implements MigrationInterface {
  readonly name = 'CreateRenditions1764008783000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE dossier_rendition (
        id uuid PRIMARY KEY,
        dossier_id uuid NOT NULL REFERENCES dossier,
        kind text NOT NULL CHECK (kind IN ('flat', 'redacted')),
        policy text CHECK (policy <> ''),
        policy_edition text CHECK (policy_edition <> ''),
        rules jsonb NOT NULL,
        withheld integer NOT NULL CHECK (withheld >= 0),
        sha256 text NOT NULL REFERENCES stored_file (sha256),
        pages integer NOT NULL CHECK (pages > 0),
        made_by text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        CHECK ((kind = 'redacted') = (policy IS NOT NULL AND policy_edition IS NOT NULL))
      )`);
    await db.query('CREATE INDEX dossier_rendition_of_dossier ON dossier_rendition (dossier_id, id)');
    await db.query(`
      CREATE TRIGGER dossier_rendition_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier_rendition
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`CALL regulate('dossier_rendition')`);
  }

  down(): Promise<void> {
    throw new Error('Renditions are never dropped: restore a backup instead');
  }
}
