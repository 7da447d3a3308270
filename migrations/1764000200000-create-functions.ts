import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The purposes of a model, and what each is intended for, revision by revision. */
export class CreateFunctions1764000200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE software_function (
        id uuid PRIMARY KEY,
        model_id uuid NOT NULL REFERENCES model,
        ordinal integer NOT NULL CHECK (ordinal > 0),
        name text NOT NULL CHECK (name <> ''),
        purpose text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        UNIQUE (model_id, ordinal)
      )`);
    await db.query('CREATE UNIQUE INDEX software_function_name ON software_function (model_id, lower(name))');
    await db.query(`
      CREATE TABLE intended_use (
        id uuid PRIMARY KEY,
        function_id uuid NOT NULL REFERENCES software_function,
        revision integer NOT NULL CHECK (revision > 0),
        statement text NOT NULL,
        medical_purpose text NOT NULL,
        condition text NOT NULL,
        population text NOT NULL,
        users text NOT NULL,
        environment text NOT NULL,
        inputs text NOT NULL,
        outputs text NOT NULL,
        workflow_role text NOT NULL,
        autonomy text NOT NULL,
        exclusions text NOT NULL,
        contraindications text,
        stated_by text NOT NULL,
        stated_at timestamptz(3) NOT NULL,
        UNIQUE (function_id, revision)
      )`);
    await db.query(`
      CREATE TRIGGER intended_use_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON intended_use
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  down(): Promise<void> {
    throw new Error('Intended uses are never dropped: restore a backup instead');
  }
}
