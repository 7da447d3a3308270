import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Roles that may read the record; who has none of them can answer nothing. */
const READERS = `('specialist', 'contributor', 'reviewer', 'approver', 'quality-lead')`;

/** What is said is said by whoever acted, to people who can read it, about a record that is there, in one order. */
export class GuardComments1764008610000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.guardThreads(db);
    await this.guardStates(db);
    await this.requireFirstComment(db);
    await this.guardComments(db);
    await this.guardMentions(db);
    await this.requireOwnActs(db);
  }

  private async guardThreads(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION may_be_asked(person uuid) RETURNS boolean
      LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
        SELECT EXISTS (
          SELECT FROM public.person p JOIN public.role_assignment r ON r.person_id = p.id
          WHERE p.id = person AND p.state = 'active' AND r.ended_at IS NULL AND r.role IN ${READERS})
      $$`);
    await db.query(`
      CREATE FUNCTION check_comment_thread() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        is_there boolean;
      BEGIN
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I WHERE id = $1)', NEW.record_type)
          INTO is_there USING NEW.record_id;
        IF NOT is_there THEN
          RAISE EXCEPTION 'a thread hangs on a record that is there' USING ERRCODE = '23503', TABLE = 'comment_thread';
        END IF;
        IF NEW.state <> 'open' THEN
          RAISE EXCEPTION 'a thread begins open' USING ERRCODE = '23514', TABLE = 'comment_thread';
        END IF;
        IF EXISTS (SELECT FROM unnest(NEW.asked_of) one WHERE NOT public.may_be_asked(one))
           OR cardinality(NEW.asked_of) <> (SELECT count(DISTINCT one) FROM unnest(NEW.asked_of) one) THEN
          RAISE EXCEPTION 'a question is asked of people who can read it, of each once'
            USING ERRCODE = '23514', TABLE = 'comment_thread';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER comment_thread_check AFTER INSERT ON comment_thread
      FOR EACH ROW EXECUTE FUNCTION check_comment_thread()`);
  }

  private async guardStates(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION guard_comment_thread() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NEW.state = OLD.state OR
           (NEW.id, NEW.record_type, NEW.record_id, NEW.field, NEW.kind, NEW.blocking, NEW.asked_of,
            NEW.opened_by, NEW.opened_by_id, NEW.opened_at) IS DISTINCT FROM
           (OLD.id, OLD.record_type, OLD.record_id, OLD.field, OLD.kind, OLD.blocking, OLD.asked_of,
            OLD.opened_by, OLD.opened_by_id, OLD.opened_at) THEN
          RAISE EXCEPTION 'a thread is resolved and opened again, and nothing else of it changes'
            USING ERRCODE = '23514', TABLE = 'comment_thread';
        END IF;
        IF NEW.state = 'resolved' AND NEW.resolved_by_id <> OLD.opened_by_id
           AND NEW.resolved_by_id <> ALL (OLD.asked_of) AND NOT EXISTS (
             SELECT FROM public.role_assignment
             WHERE person_id = NEW.resolved_by_id AND role = 'quality-lead' AND ended_at IS NULL
           ) THEN
          RAISE EXCEPTION 'a thread is resolved by who opened it, who was asked, or a quality lead'
            USING ERRCODE = '23514', TABLE = 'comment_thread';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER comment_thread_guard BEFORE UPDATE ON comment_thread
      FOR EACH ROW EXECUTE FUNCTION guard_comment_thread()`);
  }

  private async requireFirstComment(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION require_first_comment() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (
          SELECT FROM public.comment WHERE thread_id = NEW.id AND number = 1 AND author_id = NEW.opened_by_id
        ) THEN
          RAISE EXCEPTION 'a thread begins with what its opener says' USING ERRCODE = '23514', TABLE = 'comment_thread';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE CONSTRAINT TRIGGER comment_thread_says_something AFTER INSERT ON comment_thread
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_first_comment()`);
  }

  /** Whoever writes into a thread holds it, so that its comments have one order and none comes after the resolution. */
  private async guardComments(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION guard_comment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        thread_state text;
      BEGIN
        SELECT state INTO thread_state FROM public.comment_thread WHERE id = NEW.thread_id FOR UPDATE;
        IF thread_state = 'resolved' THEN
          RAISE EXCEPTION 'nothing is said in a thread that is resolved' USING ERRCODE = '23514', TABLE = 'comment';
        END IF;
        IF NEW.number <> 1 + (SELECT count(*) FROM public.comment WHERE thread_id = NEW.thread_id) THEN
          RAISE EXCEPTION 'comments are numbered in the order of replies' USING ERRCODE = '23514', TABLE = 'comment';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER comment_guard BEFORE INSERT ON comment FOR EACH ROW EXECUTE FUNCTION guard_comment()`);
  }

  private async guardMentions(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION check_comment_mention() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT public.may_be_asked(NEW.person_id) OR NOT EXISTS (
          SELECT FROM public.comment
          WHERE id = NEW.comment_id AND author_id <> NEW.person_id AND xmin = pg_current_xact_id()::xid
        ) THEN
          RAISE EXCEPTION 'a comment mentions, as it is written, others who can read it'
            USING ERRCODE = '23514', TABLE = 'comment_mention';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER comment_mention_check AFTER INSERT ON comment_mention
      FOR EACH ROW EXECUTE FUNCTION check_comment_mention()`);
  }

  /** Who is said to have said something is who acted: the event of the same transaction names him. */
  private async requireOwnActs(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION require_own_act() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
      DECLARE
        change CONSTANT jsonb := jsonb_build_array(jsonb_build_object('type', TG_TABLE_NAME, 'id', NEW.id));
      BEGIN
        IF NOT EXISTS (
          SELECT FROM public.audit_event
          WHERE txid = pg_current_xact_id()::text::bigint AND recorded_at >= transaction_timestamp()
            AND actor_id = to_jsonb(NEW)->>TG_ARGV[0] AND content->'changes' @> change
        ) THEN
          RAISE EXCEPTION 'nobody speaks for somebody else on %', TG_TABLE_NAME
            USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NULL;
      END $$`);
    await this.own(db, 'comment', 'author_id', 'AFTER INSERT ON comment');
    await this.own(db, 'comment_thread', 'opened_by_id', 'AFTER INSERT ON comment_thread');
    await this.own(db, 'comment_thread', 'resolved_by_id', 'AFTER UPDATE ON comment_thread', `NEW.state = 'resolved'`);
  }

  private async own(db: QueryRunner, table: string, column: string, when: string, condition = 'true'): Promise<void> {
    await db.query(`
      CREATE CONSTRAINT TRIGGER ${table}_${column}_acted ${when}
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (${condition}) EXECUTE FUNCTION require_own_act('${column}')`);
  }

  down(): Promise<void> {
    throw new Error('The guards of what people said are never lifted: restore a backup instead');
  }
}
