import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The Merkle log over the trail (RFC 6962, C2SP tlog-tiles). An event enters the outbox in its own transaction, so that
 * none is ever missed; the sequencer, a role of its own, moves what it finds there into leaves and tiles, and keeps signed
 * checkpoints. The application reads all of it and writes none.
 */
export class CreateLog1764005000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createLeaves(db);
    await this.createTiles(db);
    await this.createState(db);
    await this.createCheckpoints(db);
    await this.createOutbox(db);
    await db.query('ALTER TABLE idempotency_key ADD COLUMN event_id uuid');
  }

  /** A leaf is computed outside and again here, so that two programs must agree on the bytes of every event. */
  private async createLeaves(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE log_leaf (
        idx bigint PRIMARY KEY CHECK (idx >= 0),
        event_id uuid NOT NULL UNIQUE REFERENCES audit_event,
        leaf bytea NOT NULL CHECK (octet_length(leaf) = 32)
      )`);
    await db.query(`
      CREATE FUNCTION guard_log_leaf() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF EXISTS (
          SELECT FROM placed JOIN public.audit_event e ON e.id = placed.event_id
          WHERE placed.leaf <> sha256('\\x00'::bytea || e.payload)
        ) THEN
          RAISE EXCEPTION 'a leaf is the hash of the payload of its event' USING ERRCODE = '23514', TABLE = 'log_leaf';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER log_leaf_is_of_its_event AFTER INSERT ON log_leaf REFERENCING NEW TABLE AS placed
      FOR EACH STATEMENT EXECUTE FUNCTION guard_log_leaf()`);
    await db.query(`
      CREATE TRIGGER log_leaf_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_leaf
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  /** One row a tile, up to 256 hashes of 32 bytes, which only ever grows at its end; hashes do not compress. */
  private async createTiles(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE log_tile (
        level smallint NOT NULL CHECK (level BETWEEN 0 AND 63),
        n bigint NOT NULL CHECK (n >= 0),
        bytes bytea NOT NULL CHECK (octet_length(bytes) BETWEEN 32 AND 8192 AND octet_length(bytes) % 32 = 0),
        PRIMARY KEY (level, n)
      )`);
    await db.query('ALTER TABLE log_tile ALTER COLUMN bytes SET STORAGE EXTERNAL');
    await db.query(`
      CREATE FUNCTION guard_log_tile() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF (NEW.level, NEW.n) IS DISTINCT FROM (OLD.level, OLD.n)
           OR octet_length(NEW.bytes) <= octet_length(OLD.bytes)
           OR substring(NEW.bytes FROM 1 FOR octet_length(OLD.bytes)) <> OLD.bytes THEN
          RAISE EXCEPTION 'a tile only grows, at its end' USING ERRCODE = '42501', TABLE = 'log_tile';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER log_tile_only_grows BEFORE UPDATE ON log_tile FOR EACH ROW EXECUTE FUNCTION guard_log_tile()`);
    await db.query(`
      CREATE TRIGGER log_tile_is_never_deleted BEFORE DELETE OR TRUNCATE ON log_tile
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()`);
  }

  /** The one row that sequencers lock. It never says that the log is larger than its leaves and tiles are, or smaller. */
  private async createState(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE log_state (
        singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
        origin text NOT NULL CHECK (origin ~ '^[^[:space:]+[:cntrl:]]{1,200}$'),
        vkey text,
        size bigint NOT NULL CHECK (size >= 0),
        frontier bytea NOT NULL CHECK (octet_length(frontier) = 32 * bit_count(int8send(size))),
        root bytea NOT NULL CHECK (octet_length(root) = 32)
      )`);
    await db.query(`
      INSERT INTO log_state (origin, size, frontier, root)
      VALUES ('predicate.invalid/' || gen_random_uuid(), 0, '', sha256(''))`);
    await db.query(`
      CREATE FUNCTION guard_log_state() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        hashes bigint := NEW.size;
      BEGIN
        IF (NEW.origin, NEW.vkey) IS DISTINCT FROM (OLD.origin, OLD.vkey)
           AND EXISTS (SELECT FROM public.log_checkpoint) THEN
          RAISE EXCEPTION 'a log that was signed keeps its name and its key' USING ERRCODE = '42501', TABLE = 'log_state';
        END IF;
        IF NEW.size < OLD.size OR (NEW.size = OLD.size AND NEW.root <> OLD.root) THEN
          RAISE EXCEPTION 'a log only grows' USING ERRCODE = '42501', TABLE = 'log_state';
        END IF;
        IF (SELECT count(*) FROM public.log_leaf WHERE idx >= OLD.size) <> NEW.size - OLD.size
           OR (NEW.size > 0 AND NOT EXISTS (SELECT FROM public.log_leaf WHERE idx = NEW.size - 1)) THEN
          RAISE EXCEPTION 'a log has as many leaves as it says' USING ERRCODE = '23514', TABLE = 'log_state';
        END IF;
        FOR height IN 0..7 LOOP
          EXIT WHEN hashes = 0;
          IF (SELECT octet_length(bytes) FROM public.log_tile WHERE level = height AND n = (hashes - 1) / 256)
             IS DISTINCT FROM ((hashes - 1) % 256 + 1) * 32 THEN
            RAISE EXCEPTION 'the tiles of a log end where it does' USING ERRCODE = '23514', TABLE = 'log_state';
          END IF;
          hashes := hashes / 256;
        END LOOP;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER log_state_only_grows BEFORE UPDATE ON log_state FOR EACH ROW EXECUTE FUNCTION guard_log_state()`);
    await db.query(`
      CREATE TRIGGER log_state_is_never_deleted BEFORE DELETE OR TRUNCATE ON log_state
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()`);
  }

  /** What was signed, each of the log as it stood then, and each larger than all before. */
  private async createCheckpoints(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE log_checkpoint (
        size bigint PRIMARY KEY CHECK (size > 0),
        root bytea NOT NULL CHECK (octet_length(root) = 32),
        note text NOT NULL CHECK (octet_length(note) <= 10000),
        signed_at timestamptz(3) NOT NULL
      )`);
    await db.query(`
      CREATE FUNCTION guard_log_checkpoint() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        log record;
      BEGIN
        SELECT * INTO STRICT log FROM public.log_state FOR UPDATE;
        IF (NEW.size, NEW.root) IS DISTINCT FROM (log.size, log.root) THEN
          RAISE EXCEPTION 'a checkpoint is of the log as it is' USING ERRCODE = '23514', TABLE = 'log_checkpoint';
        END IF;
        IF EXISTS (SELECT FROM public.log_checkpoint WHERE size >= NEW.size) THEN
          RAISE EXCEPTION 'a checkpoint is larger than all before' USING ERRCODE = '23514', TABLE = 'log_checkpoint';
        END IF;
        IF NOT starts_with(NEW.note, concat_ws(E'\\n', log.origin, log.size, encode(log.root, 'base64'), '', '— ')) THEN
          RAISE EXCEPTION 'the note of a checkpoint says its origin, size and root'
            USING ERRCODE = '23514', TABLE = 'log_checkpoint';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER log_checkpoint_only_grows BEFORE INSERT ON log_checkpoint
      FOR EACH ROW EXECUTE FUNCTION guard_log_checkpoint()`);
    await db.query(`
      CREATE TRIGGER log_checkpoint_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoint
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  /**
   * After the event, not before: an insert that meets a conflict brings no row. It runs with the rights of the owner,
   * since the application may not touch the outbox. From the trigger on no event can come in until this is committed, so
   * the ones that are there already are all the others.
   */
  private async createOutbox(db: QueryRunner): Promise<void> {
    await db.query('CREATE TABLE audit_outbox (event_id uuid PRIMARY KEY)');
    await db.query(`
      ALTER TABLE audit_outbox SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
        autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 20000)`);
    await db.query(`
      CREATE FUNCTION enter_outbox() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        INSERT INTO public.audit_outbox VALUES (NEW.id);
        RETURN NULL;
      END $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION enter_outbox FROM PUBLIC');
    await db.query(`
      CREATE TRIGGER audit_event_enters_outbox AFTER INSERT ON audit_event
      FOR EACH ROW EXECUTE FUNCTION enter_outbox()`);
    await db.query('INSERT INTO audit_outbox SELECT id FROM audit_event');
    await db.query(`
      CREATE FUNCTION guard_outbox() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT FROM gone WHERE NOT EXISTS (SELECT FROM public.log_leaf l WHERE l.event_id = gone.event_id)) THEN
          RAISE EXCEPTION 'an event leaves the outbox for the log alone' USING ERRCODE = '42501', TABLE = 'audit_outbox';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER audit_outbox_goes_into_the_log AFTER DELETE ON audit_outbox REFERENCING OLD TABLE AS gone
      FOR EACH STATEMENT EXECUTE FUNCTION guard_outbox()`);
    await db.query(`
      CREATE TRIGGER audit_outbox_does_not_change BEFORE UPDATE OR TRUNCATE ON audit_outbox
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  down(): Promise<void> {
    throw new Error('The log is never dropped: restore a backup instead');
  }
}
