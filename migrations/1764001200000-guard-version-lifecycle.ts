import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As in version-lifecycle.rules.ts; a test holds that the two are the same. */
const TRANSITIONS = [
  ['draft', 'in-review'],
  ['in-review', 'approved'],
  ['in-review', 'draft'],
  ['approved', 'released'],
  ['approved', 'retired'],
  ['released', 'retired'],
];

/**
 * All that may still change once a version is no draft. A column that is added later is frozen as well, unless a
 * migration makes the trigger anew with its name here.
 */
const OUTSIDE_THE_CONTENT = ['state', 'state_since', 'revision'];

/**
 * The life of a version, in the database itself (21 CFR 820, ISO 13485 7.3.9): it moves by the table alone, what was
 * reviewed is what is released, every change counts, and who wrote it does not approve it.
 */
export class GuardVersionLifecycle1764001200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.listTransitions(db);
    await this.guardVersions(db);
    await this.partAuthorAndApprover(db);
  }

  private async listTransitions(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE version_transition (
        from_state text NOT NULL,
        to_state text NOT NULL,
        PRIMARY KEY (from_state, to_state)
      )`);
    const rows = TRANSITIONS.map(([from, to]) => `('${from}', '${to}')`);
    await db.query(`INSERT INTO version_transition VALUES ${rows.join(', ')}`);
    await db.query(`
      CREATE TRIGGER version_transition_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON version_transition
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  private async guardVersions(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION guard_version() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        outside text[] := TG_ARGV;
      BEGIN
        IF TG_OP = 'INSERT' THEN
          IF NEW.state = 'draft' AND NEW.revision = 1 THEN RETURN NEW; END IF;
          RAISE EXCEPTION 'a version begins as revision 1 of a draft' USING ERRCODE = '23514';
        END IF;
        IF NEW.state <> OLD.state AND NOT EXISTS (
          SELECT FROM public.version_transition WHERE from_state = OLD.state AND to_state = NEW.state
        ) THEN
          RAISE EXCEPTION 'a version that is % does not go to %', OLD.state, NEW.state USING ERRCODE = '23514';
        END IF;
        IF NOT (OLD.state = 'draft' AND NEW.state = 'draft') AND to_jsonb(NEW) - outside <> to_jsonb(OLD) - outside THEN
          RAISE EXCEPTION 'the content of a version that is % does not change', OLD.state USING ERRCODE = '23514';
        END IF;
        IF (NEW.id, NEW.model_id, NEW.semantic_version, NEW.created_at)
           IS DISTINCT FROM (OLD.id, OLD.model_id, OLD.semantic_version, OLD.created_at) THEN
          RAISE EXCEPTION 'what a version is known by does not change' USING ERRCODE = '23514';
        END IF;
        IF NEW.state = OLD.state AND NEW.state_since <> OLD.state_since THEN
          RAISE EXCEPTION 'a version has been % since %', OLD.state, OLD.state_since USING ERRCODE = '23514';
        END IF;
        IF NEW.revision <> OLD.revision + 1 THEN
          RAISE EXCEPTION 'revision % follows revision %, not %', OLD.revision + 1, OLD.revision, NEW.revision
            USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
      END $$`);
    const outside = OUTSIDE_THE_CONTENT.map((column) => `'${column}'`).join(', ');
    await db.query(`
      CREATE TRIGGER model_version_guard BEFORE INSERT OR UPDATE ON model_version
      FOR EACH ROW EXECUTE FUNCTION guard_version(${outside})`);
  }

  /**
   * Judged by the actors that the events name, once all of the transaction is told. Where there is one operator and
   * nobody else, there is nobody else to approve, so `operator` is let through.
   */
  private async partAuthorAndApprover(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION refuse_own_approval() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM public.audit_event approval
          JOIN public.audit_event authorship ON authorship.actor_id = approval.actor_id
          WHERE approval.txid = pg_current_xact_id()::text::bigint
            AND approval.recorded_at >= transaction_timestamp()
            AND approval.content->'changes' @> jsonb_build_array(jsonb_build_object('type', 'model_version', 'id', NEW.id))
            AND approval.actor_id <> 'operator'
            AND authorship.subject_id = NEW.id AND authorship.act IN ('version.registered', 'version.revised')
        ) THEN
          RAISE EXCEPTION 'who wrote a version does not approve it' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE CONSTRAINT TRIGGER model_version_approver_is_not_author AFTER UPDATE ON model_version
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.state = 'in-review' AND NEW.state = 'approved')
      EXECUTE FUNCTION refuse_own_approval()`);
  }

  down(): Promise<void> {
    throw new Error('The lifecycle of versions is never lifted: restore a backup instead');
  }
}
