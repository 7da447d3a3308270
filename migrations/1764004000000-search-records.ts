import type { MigrationInterface, QueryRunner } from 'typeorm';

const code = (letters: string): string => `'${letters}-' || lpad(number::text, greatest(4, length(number::text)), '0')`;

/** What is looked through in each table: columns and expressions, all texts. */
const SEARCHED: Readonly<Record<string, readonly string[]>> = {
  organization: ['name', 'place', 'country'],
  model: ['name', 'description'],
  model_version: ['label', 'semantic_version', 'change_summary', 'supplier_statement'],
  software_function: [`'FN-' || ordinal::text`, 'name', 'purpose'],
  intended_use: [
    ...['statement', 'medical_purpose', 'condition', 'population', 'users', 'environment', 'inputs', 'outputs'],
    ...['workflow_role', 'autonomy', 'exclusions', 'contraindications'],
  ],
  claim: [code('CL')],
  claim_revision: ['statement', 'metric', 'population', 'task', 'subgroup'],
  evidence: [code('EV'), 'title', 'protocol', 'performed_by'],
  classification: [code('DT'), 'rule_set', 'decided_outcome', 'decision_reason'],
  submission: ['authority', 'kind', 'number', 'decision', 'product_code', 'regulation_number'],
  dossier: ['code', 'template', 'issued_by'],
};

/** As 1764001200000 has it: what may change of a version that is no draft. */
const OUTSIDE_THE_CONTENT = ['state', 'state_since', 'revision'];

/**
 * The words of each record, which the database derives itself: as they are written and as English bends them. Signs of
 * ASCII part words before PostgreSQL's parser sees them, which would take “MedQA/USMLE” for a file and “-0001” for a
 * number. What nobody can write needs no event: the columns are generated.
 */
export class SearchRecords1764004000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION words_of(VARIADIC texts text[]) RETURNS tsvector
      LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        plain text := regexp_replace(array_to_string(texts, ' '), '[^a-zA-Z0-9\\u0080-\\U0010ffff]+', ' ', 'g');
      BEGIN
        RETURN to_tsvector('simple'::regconfig, plain) || to_tsvector('english'::regconfig, plain);
      END $$`);
    for (const [table, texts] of Object.entries(SEARCHED)) {
      await db.query(`
        ALTER TABLE ${table} ADD COLUMN words tsvector GENERATED ALWAYS AS (words_of(${texts.join(', ')})) STORED`);
      await db.query(`CREATE INDEX ${table}_words ON ${table} USING gin (words) WITH (fastupdate = off)`);
    }
    await this.guardVersions(db, [...OUTSIDE_THE_CONTENT, 'words']);
  }

  /** Before an update a generated column is not yet computed, so to the guard of versions it looks changed. */
  private async guardVersions(db: QueryRunner, outside: readonly string[]): Promise<void> {
    await db.query('DROP TRIGGER model_version_guard ON model_version');
    await db.query(`
      CREATE TRIGGER model_version_guard BEFORE INSERT OR UPDATE ON model_version
      FOR EACH ROW EXECUTE FUNCTION guard_version(${outside.map((column) => `'${column}'`).join(', ')})`);
  }

  async down(db: QueryRunner): Promise<void> {
    await this.guardVersions(db, OUTSIDE_THE_CONTENT);
    for (const table of Object.keys(SEARCHED)) await db.query(`ALTER TABLE ${table} DROP COLUMN words`);
    await db.query('DROP FUNCTION words_of');
  }
}
