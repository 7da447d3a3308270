import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the code promises of signatures the database holds: their steps, who may not sign, and what only they bring about. */
export class GuardSignatures1764008100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.guardPlans(db);
    await this.readSteps(db);
    await this.guardSignatures(db);
    await this.guardVersions(db);
    await this.tellOfLocks(db);
  }

  /** A plan never asks for less than the house does, and its editions are counted. */
  private async guardPlans(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION guard_signature_plan() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM public.signature_step s WHERE s.process = NEW.process AND NOT EXISTS (
            SELECT FROM jsonb_array_elements(NEW.steps) one
            WHERE one->>'meaning' = s.meaning AND one->>'role' = s.role AND (one->>'minimum')::integer >= s.minimum
          )
        ) THEN
          RAISE EXCEPTION 'a plan asks for no less than the house does' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        IF NEW.edition <> 1 + (SELECT count(*) FROM public.signature_plan WHERE process = NEW.process) THEN
          RAISE EXCEPTION 'editions of a plan are counted' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER signature_plan_guard BEFORE INSERT ON signature_plan
      FOR EACH ROW EXECUTE FUNCTION guard_signature_plan()`);
  }

  /** Which step is open for exactly this content; and whether somebody wrote a record, as the trail tells it. */
  private async readSteps(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION open_step(wanted text, of_record uuid, of_revision integer, of_record_sha256 text, of_manifest_sha256 text)
      RETURNS integer LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT min(s.step) FROM public.signature_steps(wanted) s
        WHERE s.minimum > (
          SELECT count(*) FROM public.signature g
          WHERE g.process = wanted AND g.record_id = of_record AND g.record_revision = of_revision
            AND g.record_sha256 = of_record_sha256 AND g.manifest_sha256 = of_manifest_sha256
            AND g.step = s.step AND g.meaning = s.meaning AND g.role = s.role) $$`);
    await db.query(`
      CREATE FUNCTION has_written(who text, of_record uuid) RETURNS boolean
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT EXISTS (
          SELECT FROM public.audit_event e
          WHERE e.subject_id = of_record AND e.actor_id = who AND e.act IN (
            'version.registered', 'version.revised', 'intended-use.stated', 'claim.stated', 'claim.revised',
            'classification.decided', 'evidence.recorded', 'evidence.superseded')) $$`);
  }

  /**
   * What a signature says of itself is what was signed; it comes in its step; after a rejection none comes; and who wrote
   * the record, or lets somebody sign for him who wrote it, neither reviews nor approves it (21 CFR 11.10(g)).
   */
  private async guardSignatures(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION guard_signature() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        said jsonb := NEW.payload::jsonb;
      BEGIN
        IF encode(sha256(convert_to(NEW.payload, 'UTF8')), 'hex') <> NEW.payload_sha256
           OR said->>'signatureId' <> NEW.id::text
           OR said->>'process' <> NEW.process OR said->>'meaning' <> NEW.meaning OR (said->>'step')::integer <> NEW.step
           OR said->'record' <> jsonb_build_object('type', NEW.record_type, 'id', NEW.record_id,
                'revision', NEW.record_revision, 'sha256', NEW.record_sha256)
           OR said->>'manifestSha256' <> NEW.manifest_sha256
           OR said->'signer'->>'id' <> NEW.signer_id::text OR said->'signer'->>'printedName' <> NEW.signer_name
           OR said->'signer'->>'role' <> NEW.role
           OR said->'signer'->'onBehalfOf'->>'id' IS DISTINCT FROM NEW.for_id::text
           OR said->>'comment' IS DISTINCT FROM NEW.comment OR said->>'dissent' IS DISTINCT FROM NEW.dissent THEN
          RAISE EXCEPTION 'a signature says what was signed' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended(NEW.process || NEW.record_id::text, 0));
        IF EXISTS (
          SELECT FROM public.signature g WHERE g.process = NEW.process AND g.record_id = NEW.record_id
            AND g.record_revision = NEW.record_revision AND g.meaning = 'rejection'
        ) THEN
          RAISE EXCEPTION 'what was rejected is not signed' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        IF public.open_step(NEW.process, NEW.record_id, NEW.record_revision, NEW.record_sha256, NEW.manifest_sha256)
           IS DISTINCT FROM NEW.step
           OR NOT EXISTS (
             SELECT FROM public.signature_steps(NEW.process) s
             WHERE s.step = NEW.step AND s.role = NEW.role AND NEW.meaning IN (s.meaning, 'rejection')) THEN
          RAISE EXCEPTION 'a signature comes in its step' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        IF NEW.meaning IN ('review', 'approval', 'rejection') AND (
             public.has_written(NEW.signer_id::text, NEW.record_id)
             OR public.has_written(NEW.for_id::text, NEW.record_id))
           OR NEW.meaning = 'authorship' AND NOT public.has_written(NEW.signer_id::text, NEW.record_id) THEN
          RAISE EXCEPTION 'who wrote a record signs its authorship and nothing else' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER signature_guard BEFORE INSERT ON signature FOR EACH ROW EXECUTE FUNCTION guard_signature()`);
  }

  /** Approved and released a version becomes by its last signature, in one transaction, and by nothing else. */
  private async guardVersions(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION require_signatures() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        wanted text := CASE NEW.state WHEN 'approved' THEN 'version-approval' ELSE 'version-release' END;
      BEGIN
        IF NOT EXISTS (
          SELECT FROM public.signature g
          WHERE g.process = wanted AND g.record_id = NEW.id AND g.record_revision = OLD.revision AND g.meaning <> 'rejection'
            AND public.open_step(wanted, NEW.id, g.record_revision, g.record_sha256, g.manifest_sha256) IS NULL
        ) THEN
          RAISE EXCEPTION 'a version is % by signature alone', NEW.state USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE CONSTRAINT TRIGGER model_version_is_signed AFTER UPDATE ON model_version
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (OLD.state <> NEW.state AND NEW.state IN ('approved', 'released'))
      EXECUTE FUNCTION require_signatures()`);
  }

  /** Whoever tries to sign too often is kept from it for a while, and those who answer for security are told. */
  private async tellOfLocks(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE security_alert DROP CONSTRAINT security_alert_kind_check');
    await db.query(`
      ALTER TABLE security_alert ADD CONSTRAINT security_alert_kind_check
      CHECK (kind IN ('sign-in-locked', 'passkey-cloned', 'signing-locked', 'password-known'))`);
  }

  down(): Promise<void> {
    throw new Error('What guards signatures is never lifted: restore a backup instead');
  }
}
