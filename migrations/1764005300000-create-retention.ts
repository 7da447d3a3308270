import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published periods, months after what they are counted from; null is for ever. A new edition is a new migration. */
const RULES = [
  [
    '019abf00-0000-7000-8000-000000000001',
    'evidence',
    24,
    'version-retired',
    'ISO 13485 4.2.5, by 21 CFR 820.35',
    '2016',
  ],
  ['019abf00-0000-7000-8000-000000000002', 'clinical-evidence', 24, 'version-retired', '21 CFR 812.140(d)', '2026'],
  [
    '019abf00-0000-7000-8000-000000000003',
    'labeling',
    24,
    'version-retired',
    'ISO 13485 4.2.5, by 21 CFR 820.35',
    '2016',
  ],
  [
    '019abf00-0000-7000-8000-000000000004',
    'dossier',
    24,
    'version-retired',
    'ISO 13485 4.2.5, by 21 CFR 820.35',
    '2016',
  ],
  [
    ...['019abf00-0000-7000-8000-000000000005', 'submission-letter', 24, 'last-version-retired'],
    ...['ISO 13485 4.2.5, by 21 CFR 820.35', '2016'],
  ],
  [
    '019abf00-0000-7000-8000-000000000006',
    'unused-file',
    1,
    'file-stored',
    'a rule of this program; none is published',
    '1',
  ],
  ['019abf00-0000-7000-8000-000000000007', 'record', null, 'never', '21 CFR 11.10(c)', '2026'],
  ['019abf00-0000-7000-8000-000000000008', 'audit-trail', null, 'never', '21 CFR 11.10(e)', '2026'],
] as const;

const APPEND_ONLY = [
  ...['retention_period', 'legal_hold', 'legal_hold_release'],
  ...['disposal_request', 'disposal_rejection', 'disposal', 'stored_again'],
];

/**
 * How long each kind of record is kept, what may not go while a matter lasts, and what went. Rows are never among the
 * latter: only the bytes of files are disposed of, by two persons, and the row of the disposal says for ever what they were.
 */
export class CreateRetention1764005300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.rules(db);
    await this.holds(db);
    await this.disposals(db);
    await db.query('CREATE INDEX submission_letter_of_digest ON submission_letter (sha256)');
    await db.query('CREATE INDEX dossier_of_digest ON dossier (sha256)');
    await db.query('CREATE INDEX version_labeling_of_digest ON version_labeling (labeling_file)');
    for (const table of ['retention_rule', ...APPEND_ONLY]) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    for (const table of APPEND_ONLY) await db.query(`CALL regulate('${table}')`);
  }

  private async rules(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE retention_rule (
        id uuid PRIMARY KEY,
        kind text NOT NULL UNIQUE,
        months integer CHECK (months > 0),
        counted_from text NOT NULL
          CHECK (counted_from IN ('version-retired', 'last-version-retired', 'file-stored', 'never')),
        citation text NOT NULL,
        edition text NOT NULL,
        CHECK ((months IS NULL) = (counted_from = 'never'))
      )`);
    for (const rule of RULES) await db.query('INSERT INTO retention_rule VALUES ($1, $2, $3, $4, $5, $6)', [...rule]);
    await db.query(`
      CREATE TABLE retention_period (
        id uuid PRIMARY KEY,
        rule_id uuid NOT NULL REFERENCES retention_rule,
        months integer NOT NULL CHECK (months BETWEEN 1 AND 1200),
        reason text NOT NULL CHECK (reason <> ''),
        set_by text NOT NULL,
        set_at timestamptz(3) NOT NULL,
        UNIQUE (rule_id, months)
      )`);
  }

  private async holds(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE legal_hold (
        id uuid PRIMARY KEY,
        number integer GENERATED ALWAYS AS IDENTITY UNIQUE,
        scope text NOT NULL CHECK (scope IN ('all', 'model', 'version', 'evidence', 'file')),
        scope_id uuid,
        matter text NOT NULL CHECK (matter <> ''),
        reason text NOT NULL CHECK (reason <> ''),
        placed_by text NOT NULL,
        placed_at timestamptz(3) NOT NULL,
        CHECK ((scope = 'all') = (scope_id IS NULL))
      )`);
    await db.query('CREATE INDEX legal_hold_of ON legal_hold (scope_id)');
    await db.query(`
      CREATE TABLE legal_hold_release (
        id uuid PRIMARY KEY,
        hold_id uuid NOT NULL UNIQUE REFERENCES legal_hold,
        reason text NOT NULL CHECK (reason <> ''),
        released_by text NOT NULL,
        released_at timestamptz(3) NOT NULL
      )`);
  }

  private async disposals(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE disposal_request (
        id uuid PRIMARY KEY,
        sha256 text NOT NULL REFERENCES stored_file (sha256),
        reason text NOT NULL CHECK (reason <> ''),
        requested_by text NOT NULL,
        requested_by_id text NOT NULL,
        requested_at timestamptz(3) NOT NULL,
        UNIQUE (id, sha256)
      )`);
    await db.query('CREATE INDEX disposal_request_of_digest ON disposal_request (sha256)');
    await db.query(`
      CREATE TABLE disposal_rejection (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL UNIQUE REFERENCES disposal_request,
        reason text NOT NULL CHECK (reason <> ''),
        rejected_by text NOT NULL,
        rejected_at timestamptz(3) NOT NULL
      )`);
    await db.query(`
      CREATE TABLE disposal (
        id uuid PRIMARY KEY,
        request_id uuid NOT NULL UNIQUE,
        sha256 text NOT NULL,
        size bigint NOT NULL,
        name text NOT NULL,
        media_type text NOT NULL,
        uses jsonb NOT NULL CHECK (jsonb_typeof(uses) = 'array'),
        authority text NOT NULL CHECK (authority <> ''),
        reason text NOT NULL CHECK (reason <> ''),
        requested_by text NOT NULL,
        approved_by text NOT NULL,
        approved_by_id text NOT NULL,
        disposed_at timestamptz(3) NOT NULL,
        FOREIGN KEY (request_id, sha256) REFERENCES disposal_request (id, sha256)
      )`);
    await db.query('CREATE INDEX disposal_of_digest ON disposal (sha256)');
    await db.query(`
      CREATE TABLE stored_again (
        id uuid PRIMARY KEY,
        disposal_id uuid NOT NULL UNIQUE REFERENCES disposal,
        sha256 text NOT NULL REFERENCES stored_file (sha256),
        name text NOT NULL,
        stored_by text NOT NULL,
        stored_at timestamptz(3) NOT NULL
      )`);
    await db.query('CREATE INDEX stored_again_of_digest ON stored_again (sha256)');
  }

  down(): Promise<void> {
    throw new Error('What is kept, held and disposed of is never dropped: restore a backup instead');
  }
}
