import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPEND_ONLY = ['claim', 'claim_revision', 'claim_withdrawal'];

/** What the owner says of the performance of a function, revision by revision. Nothing here is edited. */
export class CreateClaims1764003000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE claim (
        id uuid PRIMARY KEY,
        number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
        function_id uuid NOT NULL REFERENCES software_function
      )`);
    await db.query('CREATE INDEX claim_of_function ON claim (function_id, id)');
    await db.query(`
      CREATE TABLE claim_revision (
        id uuid PRIMARY KEY,
        claim_id uuid NOT NULL REFERENCES claim,
        revision integer NOT NULL CHECK (revision > 0),
        statement text NOT NULL CHECK (statement <> ''),
        metric text NOT NULL CHECK (metric <> ''),
        comparator text NOT NULL CHECK (comparator IN ('>=', '>', '<=', '<')),
        threshold text NOT NULL CHECK (threshold ~ '^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,15})?$'),
        unit text,
        population text NOT NULL,
        task text,
        subgroup text,
        minimum_n integer NOT NULL CHECK (minimum_n > 0),
        stated_by text NOT NULL,
        stated_at timestamptz(3) NOT NULL,
        UNIQUE (claim_id, revision)
      )`);
    await db.query(`
      CREATE TABLE claim_withdrawal (
        id uuid PRIMARY KEY,
        claim_id uuid NOT NULL UNIQUE REFERENCES claim,
        reason text NOT NULL CHECK (reason <> ''),
        withdrawn_by text NOT NULL,
        withdrawn_at timestamptz(3) NOT NULL
      )`);
    for (const table of APPEND_ONLY) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
      await db.query(`CALL regulate('${table}')`);
    }
  }

  down(): Promise<void> {
    throw new Error('Claims are never dropped: restore a backup instead');
  }
}
