import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What went to an authority and came back, what it covers, and its letters. */
export class CreateSubmissions1764003400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE submission (
        id uuid PRIMARY KEY,
        model_id uuid NOT NULL REFERENCES model,
        kind text NOT NULL CHECK (kind IN ('510k', 'de-novo', 'pma', 'q-sub', '513g', 'pccp', 'hde', 'other')),
        authority text NOT NULL CHECK (authority <> ''),
        number text CHECK (number <> ''),
        submitted_on date NOT NULL,
        decided_on date CHECK (decided_on >= submitted_on),
        decision_kind text NOT NULL CHECK (decision_kind IN ('pending', 'substantially-equivalent',
          'not-substantially-equivalent', 'granted', 'approved-by-authority-letter', 'feedback-received', 'withdrawn')),
        decision text,
        product_code text CHECK (product_code ~ '^[A-Z]{3}$'),
        regulation_number text CHECK (regulation_number ~ '^[0-9]{3}\\.[0-9]{4}$'),
        created_at timestamptz(3) NOT NULL,
        revision integer NOT NULL CHECK (revision > 0),
        CHECK ((decision_kind = 'pending') = (decided_on IS NULL)),
        CHECK (decision_kind <> 'pending' OR decision IS NULL)
      )`);
    await db.query('CREATE UNIQUE INDEX submission_number ON submission (lower(authority), lower(number))');
    await db.query('CREATE INDEX submission_of_model ON submission (model_id, id)');
    await this.besides(db);
    for (const table of ['submission', 'submission_coverage', 'submission_letter']) {
      await db.query(`CALL regulate('${table}')`);
    }
  }

  private async besides(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE submission_coverage (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submission,
        version_id uuid REFERENCES model_version,
        function_id uuid REFERENCES software_function,
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3) CHECK (ended_at >= started_at),
        CHECK ((version_id IS NULL) <> (function_id IS NULL))
      )`);
    await db.query(`
      CREATE UNIQUE INDEX submission_coverage_version_once ON submission_coverage (submission_id, version_id)
      WHERE ended_at IS NULL`);
    await db.query(`
      CREATE UNIQUE INDEX submission_coverage_function_once ON submission_coverage (submission_id, function_id)
      WHERE ended_at IS NULL`);
    await db.query(`
      CREATE TABLE submission_letter (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submission,
        sha256 text NOT NULL REFERENCES stored_file (sha256),
        name text NOT NULL CHECK (name <> ''),
        added_by text NOT NULL,
        added_at timestamptz(3) NOT NULL,
        UNIQUE (submission_id, sha256)
      )`);
    await db.query(`
      CREATE TRIGGER submission_letter_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON submission_letter
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  down(): Promise<void> {
    throw new Error('Submissions are never dropped: restore a backup instead');
  }
}
