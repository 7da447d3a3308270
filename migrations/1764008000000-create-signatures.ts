import type { MigrationInterface, QueryRunner } from 'typeorm';

const PROCESSES =
  "'intended-use', 'claim', 'classification', 'evidence-review', 'version-approval', 'version-release', 'dossier-issue'";
const MEANINGS = "'authorship', 'review', 'approval', 'responsibility', 'rejection'";
const RECORD_TYPES = "'intended_use', 'claim', 'classification', 'evidence', 'model_version', 'dossier'";

/** As in `process/steps.rules.ts`; a test holds that the two are the same. */
const STEPS = [
  ['intended-use', 1, 'authorship', 'specialist', 1],
  ['intended-use', 2, 'approval', 'approver', 1],
  ['claim', 1, 'approval', 'approver', 1],
  ['classification', 1, 'authorship', 'specialist', 1],
  ['classification', 2, 'review', 'reviewer', 1],
  ['classification', 3, 'approval', 'approver', 1],
  ['evidence-review', 1, 'review', 'reviewer', 1],
  ['version-approval', 1, 'review', 'reviewer', 1],
  ['version-approval', 2, 'approval', 'approver', 1],
  ['version-release', 1, 'responsibility', 'quality-lead', 1],
  ['dossier-issue', 1, 'responsibility', 'quality-lead', 1],
];

/**
 * Electronic signatures (21 CFR 11.50–11.70, 11.100–11.300): by which steps a record is signed, what was asked to be signed,
 * and what was. A signature is never changed; what it is of is in its payload, whose digest is what was signed.
 */
export class CreateSignatures1764008000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createSteps(db);
    await this.createRequests(db);
    await this.createSignatures(db);
    for (const table of ['signature_plan', 'signature']) await db.query(`CALL regulate('${table}')`);
  }

  /** What the house asks for at least; a plan of the organization asks for more, and the latest one holds. */
  private async createSteps(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE signature_step (
        process text NOT NULL CHECK (process IN (${PROCESSES})),
        step integer NOT NULL CHECK (step > 0),
        meaning text NOT NULL CHECK (meaning IN (${MEANINGS}) AND meaning <> 'rejection'),
        role text NOT NULL,
        minimum integer NOT NULL CHECK (minimum BETWEEN 1 AND 9),
        PRIMARY KEY (process, step, meaning, role)
      )`);
    for (const step of STEPS) await db.query('INSERT INTO signature_step VALUES ($1, $2, $3, $4, $5)', step);
    await db.query(`
      CREATE TABLE signature_plan (
        id uuid PRIMARY KEY,
        process text NOT NULL CHECK (process IN (${PROCESSES})),
        edition integer NOT NULL CHECK (edition > 0),
        steps jsonb NOT NULL CHECK (jsonb_typeof(steps) = 'array' AND jsonb_array_length(steps) BETWEEN 1 AND 20),
        reason text NOT NULL CHECK (reason <> ''),
        stated_by text NOT NULL,
        stated_at timestamptz(3) NOT NULL,
        UNIQUE (process, edition)
      )`);
    for (const table of ['signature_step', 'signature_plan']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    await db.query(`
      CREATE FUNCTION signature_steps(wanted text)
      RETURNS TABLE (step integer, meaning text, role text, minimum integer)
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        WITH latest AS (
          SELECT steps FROM public.signature_plan WHERE process = wanted ORDER BY edition DESC LIMIT 1
        )
        SELECT (one->>'step')::integer, one->>'meaning', one->>'role', (one->>'minimum')::integer
        FROM latest, jsonb_array_elements(latest.steps) one
        UNION ALL
        SELECT s.step, s.meaning, s.role, s.minimum FROM public.signature_step s
        WHERE s.process = wanted AND NOT EXISTS (SELECT FROM latest) $$`);
  }

  /** No record: what came of it is one. It is forgotten a day after it ran out. */
  private async createRequests(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE signature_request (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        session_id uuid NOT NULL REFERENCES session,
        payload text NOT NULL,
        payload_sha256 text NOT NULL CHECK (payload_sha256 ~ '^[0-9a-f]{64}$'),
        manifest jsonb NOT NULL,
        made_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL CHECK (expires_at > made_at),
        used_at timestamptz(3)
      )`);
    await db.query('CREATE INDEX signature_request_by_end ON signature_request (expires_at)');
    await db.query(`
      CREATE FUNCTION forget_signature_requests() RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        gone bigint;
      BEGIN
        DELETE FROM public.signature_request WHERE expires_at < clock_timestamp() - interval '1 day';
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN gone;
      END $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION forget_signature_requests FROM PUBLIC');
  }

  private async createSignatures(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE signature (
        id uuid PRIMARY KEY,
        process text NOT NULL CHECK (process IN (${PROCESSES})),
        record_type text NOT NULL CHECK (record_type IN (${RECORD_TYPES})),
        record_id uuid NOT NULL,
        record_revision integer NOT NULL CHECK (record_revision > 0),
        record_sha256 text NOT NULL CHECK (record_sha256 ~ '^[0-9a-f]{64}$'),
        manifest_sha256 text NOT NULL CHECK (manifest_sha256 ~ '^[0-9a-f]{64}$'),
        manifest jsonb NOT NULL,
        step integer NOT NULL CHECK (step > 0),
        meaning text NOT NULL CHECK (meaning IN (${MEANINGS})),
        role text NOT NULL,
        signer_id uuid NOT NULL REFERENCES person,
        signer_name text NOT NULL CHECK (signer_name <> ''),
        for_id uuid REFERENCES person CHECK (for_id <> signer_id),
        for_name text CHECK ((for_id IS NULL) = (for_name IS NULL)),
        comment text CHECK (comment <> ''),
        dissent text CHECK (dissent <> ''),
        payload text NOT NULL,
        payload_sha256 text NOT NULL UNIQUE CHECK (payload_sha256 ~ '^[0-9a-f]{64}$'),
        method text NOT NULL CHECK (method IN ('passkey', 'password', 'openid')),
        proof jsonb NOT NULL,
        session_id uuid NOT NULL REFERENCES session,
        signed_at timestamptz(3) NOT NULL,
        CHECK (meaning <> 'rejection' OR comment IS NOT NULL)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX signature_once ON signature
        (process, record_id, record_revision, record_sha256, manifest_sha256, signer_id)`);
    await db.query('CREATE INDEX signature_of_record ON signature (record_id, process)');
    await db.query('CREATE INDEX signature_by_time ON signature (signed_at, id)');
    await db.query('CREATE INDEX signature_of_session ON signature (session_id, signed_at)');
    await db.query(`
      CREATE TRIGGER signature_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON signature
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  down(): Promise<void> {
    throw new Error('Signatures are never dropped: restore a backup instead');
  }
}
