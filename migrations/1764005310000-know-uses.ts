import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How it is found out what keeps a file, in the database itself, so that the service and the guards cannot disagree.
 * Periods begin by the database's own clock where it has stamped the event: a date that somebody makes up ends none.
 */
export class KnowUses1764005310000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.uses(db);
    await this.obstacles(db);
  }

  /** Every use of a file's bytes, and the day on which its period begins; null while that is to come. */
  private async uses(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION retired_on(version uuid) RETURNS date
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT greatest((v.state_since AT TIME ZONE 'UTC')::date, (
          SELECT max((coalesce(e.recorded_at, e.at) AT TIME ZONE 'UTC')::date)
          FROM record_revision r JOIN audit_event e ON e.id = r.event_id
          WHERE r.record_type = 'model_version' AND r.record_id = v.id AND r.snapshot->>'state' = 'retired'))
        FROM model_version v WHERE v.id = version AND v.state = 'retired' $$`);
    await db.query(`
      CREATE FUNCTION stored_on(digest text) RETURNS date
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT max((greatest(s.at, e.recorded_at) AT TIME ZONE 'UTC')::date) FROM (
          SELECT id, stored_at AS at FROM stored_file WHERE sha256 = digest
          UNION ALL SELECT id, stored_at FROM stored_again WHERE sha256 = digest
        ) s LEFT JOIN audit_event e ON e.subject_id = s.id $$`);
    await db.query(`
      CREATE FUNCTION file_uses(digest text) RETURNS TABLE (
        kind text, record_type text, record_id uuid, name text, model_id uuid, version_id uuid, begins_on date)
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
        WITH used AS (
          SELECT CASE e.kind WHEN 'clinical-validation' THEN 'clinical-evidence' ELSE 'evidence' END AS kind,
            'evidence' AS record_type, e.id AS record_id, f.name, v.model_id, v.id AS version_id, retired_on(v.id) AS begins_on
          FROM evidence_file f JOIN evidence e ON e.id = f.evidence_id JOIN model_version v ON v.id = e.version_id
          WHERE f.sha256 = digest
          UNION ALL
          SELECT 'labeling', 'version_labeling', l.id, l.labeling_file_name, v.model_id, v.id, retired_on(v.id)
          FROM version_labeling l JOIN model_version v ON v.id = l.version_id WHERE l.labeling_file = digest
          UNION ALL
          SELECT 'dossier', 'dossier', d.id, d.code || '.pdf', v.model_id, v.id, retired_on(v.id)
          FROM dossier d JOIN model_version v ON v.id = d.version_id WHERE d.sha256 = digest
          UNION ALL
          SELECT 'submission-letter', 'submission_letter', l.id, l.name, s.model_id, NULL,
            (SELECT CASE WHEN bool_and(retired_on(v.id) IS NOT NULL) THEN max(retired_on(v.id)) END
             FROM model_version v WHERE v.model_id = s.model_id)
          FROM submission_letter l JOIN submission s ON s.id = l.submission_id WHERE l.sha256 = digest
        )
        SELECT * FROM used
        UNION ALL
        SELECT 'unused-file', 'stored_file', f.id, f.name, NULL, NULL, stored_on(digest) FROM stored_file f
        WHERE f.sha256 = digest AND NOT EXISTS (SELECT FROM used) $$`);
  }

  private async obstacles(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION period_of(wanted text) RETURNS integer
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT greatest(r.months, (SELECT max(p.months) FROM retention_period p WHERE p.rule_id = r.id))
        FROM retention_rule r WHERE r.kind = wanted $$`);
    await db.query(`
      CREATE FUNCTION holds_on_file(digest text) RETURNS SETOF legal_hold
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT h.* FROM legal_hold h
        WHERE NOT EXISTS (SELECT FROM legal_hold_release r WHERE r.hold_id = h.id) AND (
          h.scope = 'all' OR h.scope_id IN (SELECT id FROM stored_file WHERE sha256 = digest)
          OR h.scope_id IN (SELECT unnest(ARRAY[u.model_id, u.version_id, u.record_id]) FROM file_uses(digest) u))
        ORDER BY h.id $$`);
    await db.query(`
      CREATE FUNCTION is_disposed(digest text) RETURNS boolean
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT EXISTS (SELECT FROM disposal d WHERE d.sha256 = digest
          AND NOT EXISTS (SELECT FROM stored_again s WHERE s.disposal_id = d.id)) $$`);
    await db.query(`
      CREATE FUNCTION disposal_obstacle(digest text) RETURNS text
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT words FROM (
          SELECT 1 AS place, format('legal hold %s stands', h.number) AS words FROM holds_on_file(digest) h
          UNION ALL
          SELECT 2, format('the period of %s %s has not begun', u.record_type, u.record_id) FROM file_uses(digest) u
          WHERE u.begins_on IS NULL OR period_of(u.kind) IS NULL
          UNION ALL
          SELECT 3, format('the period of %s %s is not over', u.record_type, u.record_id) FROM file_uses(digest) u
          WHERE (u.begins_on + make_interval(months => period_of(u.kind)))::date >= (now() AT TIME ZONE 'UTC')::date
        ) obstacle ORDER BY place LIMIT 1 $$`);
  }

  down(): Promise<void> {
    throw new Error('What keeps the record is never lifted: restore a backup instead');
  }
}
