import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A record follows on another only where both are of the same thing: a version on one of its model, evidence on evidence
 * of its version, a classification on one of its function, a dossier on one of its version and template. An intended use
 * is counted without a gap (21 CFR 801.4), and no work is recorded before it is done (ALCOA+: contemporaneous, accurate).
 */
export class TieRecordsTogether1764001300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE model_version
        ADD CONSTRAINT model_version_of_model UNIQUE (model_id, id),
        ADD CONSTRAINT model_version_parent_is_of_model
          FOREIGN KEY (model_id, parent_version_id) REFERENCES model_version (model_id, id),
        ADD CONSTRAINT model_version_is_not_its_parent CHECK (parent_version_id <> id)`);
    await this.supersedeTheSame(db, 'evidence', 'version_id');
    await this.supersedeTheSame(db, 'classification', 'function_id');
    await this.supersedeTheSame(db, 'dossier', 'version_id, template');
    await db.query('DROP INDEX evidence_of_version, classification_of_function');
    await this.countIntendedUses(db);
    // The day of the record is UTC's; anywhere on earth (UTC+14) it is at most one later.
    await db.query(`
      ALTER TABLE evidence ADD CONSTRAINT evidence_is_performed_before_it_is_recorded
        CHECK (performed_on <= (recorded_at AT TIME ZONE 'UTC')::date + 1)`);
  }

  private async supersedeTheSame(db: QueryRunner, table: string, same: string): Promise<void> {
    await db.query(`
      ALTER TABLE ${table}
        ADD CONSTRAINT ${table}_of_the_same UNIQUE (${same}, id),
        ADD CONSTRAINT ${table}_supersedes_of_the_same
          FOREIGN KEY (${same}, supersedes_id) REFERENCES ${table} (${same}, id),
        ADD CONSTRAINT ${table}_does_not_supersede_itself CHECK (supersedes_id <> id)`);
  }

  private async countIntendedUses(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION count_intended_use() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        latest integer;
      BEGIN
        SELECT coalesce(max(revision), 0) INTO latest FROM public.intended_use WHERE function_id = NEW.function_id;
        IF NEW.revision <> latest + 1 THEN
          RAISE EXCEPTION 'revision % follows revision %, not %', latest + 1, latest, NEW.revision USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER intended_use_counts BEFORE INSERT ON intended_use
      FOR EACH ROW EXECUTE FUNCTION count_intended_use()`);
  }

  down(): Promise<void> {
    throw new Error('What holds the record together is never lifted: restore a backup instead');
  }
}
