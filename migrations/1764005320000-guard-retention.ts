import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Holds, periods, disposals and the removal of bytes come one after another; `retention.lock.ts` has the same numbers. */
const ONE_AT_A_TIME = 'PERFORM pg_advisory_xact_lock(7337, 53)';
/** Of ours: what is kept may not go. The service answers it as 409 retention. */
const KEPT = 'RT001';

const guard = (name: string, body: string): string => `
  CREATE FUNCTION ${name}() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    ${body}
  END $$`;

/** Nothing under hold or within its period goes, whoever asks and however; and it takes two. */
export class GuardRetention1764005320000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.guardPeriodsAndHolds(db);
    await this.guardDisposals(db);
    await this.guardPersons(db);
    await this.guardUses(db);
  }

  private async guardPeriodsAndHolds(db: QueryRunner): Promise<void> {
    await db.query(
      guard(
        'guard_retention_period',
        `${ONE_AT_A_TIME};
         IF NEW.months <= coalesce((SELECT period_of(kind) FROM retention_rule WHERE id = NEW.rule_id), 1200) THEN
           RAISE EXCEPTION 'a period is lengthened and never shortened' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
         END IF;
         RETURN NEW;`,
      ),
    );
    await db.query(
      guard(
        'guard_legal_hold',
        `${ONE_AT_A_TIME};
         IF NEW.scope <> 'all' AND NOT EXISTS (
           SELECT FROM model WHERE NEW.scope = 'model' AND id = NEW.scope_id
           UNION ALL SELECT FROM model_version WHERE NEW.scope = 'version' AND id = NEW.scope_id
           UNION ALL SELECT FROM evidence WHERE NEW.scope = 'evidence' AND id = NEW.scope_id
           UNION ALL SELECT FROM stored_file WHERE NEW.scope = 'file' AND id = NEW.scope_id
         ) THEN
           RAISE EXCEPTION 'a hold is on something that is there' USING ERRCODE = '23503', TABLE = TG_TABLE_NAME;
         END IF;
         RETURN NEW;`,
      ),
    );
    for (const table of ['retention_period', 'legal_hold']) {
      await db.query(`
        CREATE TRIGGER ${table}_guard BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION guard_${table}()`);
    }
  }

  /** The row of the file is held, so that nobody makes a use of it meanwhile. */
  private async guardDisposals(db: QueryRunner): Promise<void> {
    await db.query(
      guard(
        'guard_disposal',
        `${ONE_AT_A_TIME};
         PERFORM FROM stored_file WHERE sha256 = NEW.sha256 FOR UPDATE;
         IF is_disposed(NEW.sha256) THEN
           RAISE EXCEPTION 'these bytes are disposed of already' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
         END IF;
         IF EXISTS (SELECT FROM disposal_rejection WHERE request_id = NEW.request_id) THEN
           RAISE EXCEPTION 'the request was rejected' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
         END IF;
         IF NOT EXISTS (SELECT FROM disposal_request r WHERE r.id = NEW.request_id
                        AND (r.requested_by_id <> NEW.approved_by_id OR NEW.approved_by_id = 'operator')) THEN
           RAISE EXCEPTION 'who asks for a disposal does not approve it' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
         END IF;
         IF NOT EXISTS (SELECT FROM disposal_request r JOIN stored_file f ON f.sha256 = r.sha256 WHERE r.id = NEW.request_id
                        AND (r.requested_by, f.size, f.media_type) = (NEW.requested_by, NEW.size, NEW.media_type)) THEN
           RAISE EXCEPTION 'a disposal says what was asked for' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
         END IF;
         IF disposal_obstacle(NEW.sha256) IS NOT NULL THEN
           RAISE EXCEPTION '%', disposal_obstacle(NEW.sha256) USING ERRCODE = '${KEPT}', TABLE = TG_TABLE_NAME;
         END IF;
         RETURN NEW;`,
      ),
    );
    await db.query(`
      CREATE TRIGGER disposal_guard BEFORE INSERT ON disposal FOR EACH ROW EXECUTE FUNCTION guard_disposal()`);
    await db.query(
      guard(
        'guard_disposal_rejection',
        `${ONE_AT_A_TIME};
         IF EXISTS (SELECT FROM disposal WHERE request_id = NEW.request_id) THEN
           RAISE EXCEPTION 'the request was carried out' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
         END IF;
         RETURN NEW;`,
      ),
    );
    await db.query(`
      CREATE TRIGGER disposal_rejection_guard BEFORE INSERT ON disposal_rejection
      FOR EACH ROW EXECUTE FUNCTION guard_disposal_rejection()`);
  }

  /** Who is said to have asked or approved is who the event of the same transaction says. */
  private async guardPersons(db: QueryRunner): Promise<void> {
    await db.query(
      guard(
        'require_own_actor',
        `IF EXISTS (
           SELECT FROM audit_event
           WHERE txid = pg_current_xact_id()::text::bigint AND recorded_at >= transaction_timestamp()
             AND content->'changes' @> jsonb_build_array(jsonb_build_object('type', TG_TABLE_NAME, 'id', NEW.id))
             AND actor_id IS DISTINCT FROM to_jsonb(NEW)->>TG_ARGV[0]
         ) THEN
           RAISE EXCEPTION 'the event of % was done by somebody else', TG_TABLE_NAME
             USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
         END IF;
         RETURN NULL;`,
      ),
    );
    const told = { disposal_request: 'requested_by_id', disposal: 'approved_by_id' };
    for (const [table, column] of Object.entries(told)) {
      await db.query(`
        CREATE CONSTRAINT TRIGGER ${table}_is_of_its_actor AFTER INSERT ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_own_actor('${column}')`);
    }
  }

  /** What is gone stands behind nothing new, unless its bytes were stored again. */
  private async guardUses(db: QueryRunner): Promise<void> {
    await db.query(
      guard(
        'refuse_disposed_file',
        `PERFORM FROM stored_file WHERE sha256 = to_jsonb(NEW)->>TG_ARGV[0] FOR KEY SHARE;
         IF is_disposed(to_jsonb(NEW)->>TG_ARGV[0]) THEN
           RAISE EXCEPTION 'the bytes of this file were disposed of' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
         END IF;
         RETURN NULL;`,
      ),
    );
    const uses = {
      evidence_file: 'sha256',
      submission_letter: 'sha256',
      dossier: 'sha256',
      version_labeling: 'labeling_file',
    };
    for (const [table, column] of Object.entries(uses)) {
      await db.query(`
        CREATE TRIGGER ${table}_has_bytes AFTER INSERT ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_disposed_file('${column}')`);
    }
    await db.query(
      guard(
        'guard_stored_again',
        `${ONE_AT_A_TIME};
         IF NOT EXISTS (SELECT FROM disposal WHERE id = NEW.disposal_id AND sha256 = NEW.sha256) THEN
           RAISE EXCEPTION 'only what was disposed of is stored again' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
         END IF;
         RETURN NEW;`,
      ),
    );
    await db.query(`
      CREATE TRIGGER stored_again_guard BEFORE INSERT ON stored_again
      FOR EACH ROW EXECUTE FUNCTION guard_stored_again()`);
  }

  down(): Promise<void> {
    throw new Error('What keeps the record is never lifted: restore a backup instead');
  }
}
