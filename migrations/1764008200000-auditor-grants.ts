import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an auditor reads, from when to when: given by somebody else to whoever has that role, for a year at the most,
 * and ended once; what it covers is said with it and never widened. And each thing that he read, which is never changed.
 */
export class AuditorGrants1764008200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createGrants(db);
    await this.guardGrants(db);
    await this.createScopes(db);
    await this.endWithTheRole(db);
    await this.createReads(db);
    for (const table of ['auditor_grant', 'auditor_grant_scope', 'auditor_read']) {
      await db.query(`CALL regulate('${table}')`);
    }
  }

  /** 366 days in hours, since a day is longer or shorter where clocks are put forward or back. */
  private async createGrants(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE auditor_grant (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        "from" timestamptz(3) NOT NULL,
        until timestamptz(3) NOT NULL,
        purpose text NOT NULL CHECK (purpose ~ '[^[:space:]]'),
        given_by text NOT NULL CHECK (given_by <> person_id::text),
        given_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        ended_by text CHECK (ended_by <> person_id::text),
        end_reason text CHECK (end_reason ~ '[^[:space:]]'),
        revision integer NOT NULL CHECK (revision > 0),
        CHECK (until > "from" AND until <= "from" + interval '8784 hours'),
        CHECK (until > given_at),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (end_reason IS NULL)),
        CHECK (ended_at >= given_at)
      )`);
    await db.query('CREATE INDEX auditor_grant_of_person ON auditor_grant (person_id) WHERE ended_at IS NULL');
    await db.query('CREATE INDEX auditor_grant_by_giving ON auditor_grant (given_at, id)');
  }

  private async guardGrants(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION guard_auditor_grant() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND (OLD.ended_at IS NOT NULL
           OR (NEW.id, NEW.person_id, NEW."from", NEW.until, NEW.purpose, NEW.given_by, NEW.given_at)
              IS DISTINCT FROM
              (OLD.id, OLD.person_id, OLD."from", OLD.until, OLD.purpose, OLD.given_by, OLD.given_at)) THEN
          RAISE EXCEPTION 'a grant is given, and ended once' USING ERRCODE = '23514', TABLE = 'auditor_grant';
        END IF;
        IF TG_OP = 'INSERT' THEN
          IF NEW.ended_at IS NOT NULL THEN
            RAISE EXCEPTION 'a grant that is given has not ended' USING ERRCODE = '23514', TABLE = 'auditor_grant';
          END IF;
          PERFORM FROM public.person WHERE id = NEW.person_id FOR UPDATE;
          IF NOT EXISTS (SELECT FROM public.role_assignment
                         WHERE person_id = NEW.person_id AND role = 'auditor' AND ended_at IS NULL) THEN
            RAISE EXCEPTION 'a grant is for an auditor' USING ERRCODE = '23514', TABLE = 'auditor_grant';
          END IF;
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER auditor_grant_guard BEFORE INSERT OR UPDATE ON auditor_grant
      FOR EACH ROW EXECUTE FUNCTION guard_auditor_grant()`);
  }

  private async createScopes(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE auditor_grant_scope (
        id uuid PRIMARY KEY,
        grant_id uuid NOT NULL REFERENCES auditor_grant,
        model_id uuid REFERENCES model,
        dossier_id uuid REFERENCES dossier,
        UNIQUE (grant_id, model_id),
        UNIQUE (grant_id, dossier_id),
        CHECK (num_nonnulls(model_id, dossier_id) = 1)
      )`);
    await db.query(`
      CREATE TRIGGER auditor_grant_scope_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON auditor_grant_scope
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await db.query(`
      CREATE FUNCTION guard_auditor_grant_scope() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM public.auditor_grant
                       WHERE id = NEW.grant_id AND xmin = pg_current_xact_id()::xid AND revision = 1) THEN
          RAISE EXCEPTION 'what a grant covers is said when it is given'
            USING ERRCODE = '23514', TABLE = 'auditor_grant_scope';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER auditor_grant_scope_guard BEFORE INSERT ON auditor_grant_scope
      FOR EACH ROW EXECUTE FUNCTION guard_auditor_grant_scope()`);
    await db.query(`
      CREATE FUNCTION require_auditor_grant_scope() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM public.auditor_grant_scope WHERE grant_id = NEW.id) THEN
          RAISE EXCEPTION 'a grant covers something' USING ERRCODE = '23514', TABLE = 'auditor_grant';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE CONSTRAINT TRIGGER auditor_grant_has_scope AFTER INSERT ON auditor_grant
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_auditor_grant_scope()`);
  }

  /** So that a role which is given again some day brings nothing back. */
  private async endWithTheRole(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION require_auditor_grants_ended() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF EXISTS (SELECT FROM public.auditor_grant
                   WHERE person_id = NEW.person_id AND ended_at IS NULL AND until > NEW.ended_at) THEN
          RAISE EXCEPTION 'the grants of an auditor end with the role'
            USING ERRCODE = '23514', TABLE = 'role_assignment';
        END IF;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE CONSTRAINT TRIGGER role_assignment_ends_grants AFTER UPDATE ON role_assignment
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.role = 'auditor' AND NEW.ended_at IS NOT NULL)
      EXECUTE FUNCTION require_auditor_grants_ended()`);
  }

  /** Of a file the id is its digest; a list has none. */
  private async createReads(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE auditor_read (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        at timestamptz(3) NOT NULL,
        operation text NOT NULL CHECK (operation <> ''),
        record_type text,
        record_id text CHECK (record_id ~ '^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64})$'),
        status integer NOT NULL CHECK (status BETWEEN 200 AND 599),
        CHECK (record_id IS NULL OR record_type IS NOT NULL)
      )`);
    await db.query('CREATE INDEX auditor_read_by_at ON auditor_read (at, id)');
    await db.query('CREATE INDEX auditor_read_of_person ON auditor_read (person_id, at, id)');
    await db.query('CREATE INDEX auditor_read_of_record ON auditor_read (record_id) WHERE record_id IS NOT NULL');
    await db.query(`
      CREATE TRIGGER auditor_read_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON auditor_read
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  down(): Promise<void> {
    throw new Error('What an auditor was given, and what he read, is never dropped: restore a backup instead');
  }
}
