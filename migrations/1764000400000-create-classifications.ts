import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Determinations: the facts, what the rule set gave, and what a person decided. Superseded, never edited. */
export class CreateClassifications1764000400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE classification (
        id uuid PRIMARY KEY,
        number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
        function_id uuid NOT NULL REFERENCES software_function,
        version_id uuid REFERENCES model_version,
        rule_set text NOT NULL,
        facts jsonb NOT NULL,
        result jsonb NOT NULL,
        decision text NOT NULL CHECK (decision IN ('accepted', 'overridden')),
        decided_outcome text NOT NULL,
        decision_reason text NOT NULL CHECK (decision_reason <> ''),
        criterion_rationales jsonb NOT NULL,
        dissent jsonb NOT NULL,
        supersedes_id uuid UNIQUE REFERENCES classification,
        decided_by text NOT NULL,
        decided_at timestamptz(3) NOT NULL
      )`);
    await db.query('CREATE INDEX classification_of_function ON classification (function_id, id)');
    await db.query(`
      CREATE TRIGGER classification_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON classification
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  down(): Promise<void> {
    throw new Error('Classifications are never dropped: restore a backup instead');
  }
}
