import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = `('specialist', 'contributor', 'reviewer', 'approver', 'quality-lead', 'administrator', 'auditor')`;

/**
 * Who acts. A person is never removed and a user name never given again (21 CFR 11.100(a)); roles, qualifications and what
 * a person signs in with are begun and ended, each by an act of somebody else.
 */
export class CreatePeople1764007000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createPeople(db);
    await this.createRoles(db);
    await this.createQualifications(db);
    for (const table of ['person', 'role_assignment', 'qualification']) await db.query(`CALL regulate('${table}')`);
  }

  private async createPeople(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE person (
        id uuid PRIMARY KEY,
        user_name text NOT NULL UNIQUE CHECK (user_name ~ '^[a-z0-9][a-z0-9._-]{1,62}[a-z0-9]$'),
        printed_name text NOT NULL CHECK (printed_name <> ''),
        email text CHECK (email ~ '^[^@[:space:]]+@[^@[:space:]]+$'),
        state text NOT NULL CHECK (state IN ('invited', 'active', 'left')),
        created_at timestamptz(3) NOT NULL,
        left_at timestamptz(3),
        revision integer NOT NULL CHECK (revision > 0),
        words tsvector GENERATED ALWAYS AS (words_of(printed_name, user_name, email)) STORED,
        CHECK ((state = 'left') = (left_at IS NOT NULL))
      )`);
    await db.query('CREATE INDEX person_words ON person USING gin (words) WITH (fastupdate = off)');
    await db.query('CREATE INDEX person_by_creation ON person (created_at, id)');
    await db.query(`
      CREATE FUNCTION guard_person() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF (NEW.id, NEW.user_name, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.user_name, OLD.created_at) THEN
          RAISE EXCEPTION 'who a person is never changes' USING ERRCODE = '23514', TABLE = 'person';
        END IF;
        IF OLD.state = 'left' OR (OLD.state = 'active' AND NEW.state = 'invited') THEN
          RAISE EXCEPTION 'a person goes from invited to active to left' USING ERRCODE = '23514', TABLE = 'person';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER person_guard BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION guard_person()`);
  }

  /** Who administers touches no record, and who audits touches nothing: these two stand alone. Nobody gives one to himself. */
  private async createRoles(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE role_assignment (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        role text NOT NULL CHECK (role IN ${ROLES}),
        granted_by text NOT NULL CHECK (granted_by <> person_id::text),
        granted_at timestamptz(3) NOT NULL,
        ended_by text,
        ended_at timestamptz(3),
        revision integer NOT NULL CHECK (revision > 0),
        CHECK ((ended_at IS NULL) = (ended_by IS NULL))
      )`);
    await db.query(
      'CREATE UNIQUE INDEX role_assignment_once ON role_assignment (person_id, role) WHERE ended_at IS NULL',
    );
    await db.query(`
      CREATE FUNCTION guard_role_assignment() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND (OLD.ended_at IS NOT NULL
           OR (NEW.id, NEW.person_id, NEW.role, NEW.granted_by, NEW.granted_at)
              IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.role, OLD.granted_by, OLD.granted_at)) THEN
          RAISE EXCEPTION 'a role is given, and ended once' USING ERRCODE = '23514', TABLE = 'role_assignment';
        END IF;
        PERFORM FROM public.person WHERE id = NEW.person_id FOR UPDATE;
        IF NEW.ended_at IS NULL AND EXISTS (SELECT FROM public.person WHERE id = NEW.person_id AND state = 'left') THEN
          RAISE EXCEPTION 'who left gets no role' USING ERRCODE = '23514', TABLE = 'role_assignment';
        END IF;
        IF NEW.ended_at IS NULL AND EXISTS (
          SELECT FROM public.role_assignment other
          WHERE other.person_id = NEW.person_id AND other.ended_at IS NULL AND other.id <> NEW.id
            AND (other.role IN ('administrator', 'auditor') OR NEW.role IN ('administrator', 'auditor'))
        ) THEN
          RAISE EXCEPTION 'an administrator and an auditor have no other role'
            USING ERRCODE = '23514', TABLE = 'role_assignment';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER role_assignment_guard BEFORE INSERT OR UPDATE ON role_assignment
      FOR EACH ROW EXECUTE FUNCTION guard_role_assignment()`);
  }

  /** Training (21 CFR 11.10(i)), the identity that was verified (11.100(b)) and the policy that was accepted (11.10(j)). */
  private async createQualifications(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE qualification (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        kind text NOT NULL CHECK (kind IN ('training', 'identity-verification', 'policy-acceptance')),
        title text NOT NULL CHECK (title <> ''),
        done_on date NOT NULL,
        valid_until date CHECK (valid_until >= done_on),
        recorded_by text NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        revision integer NOT NULL CHECK (revision > 0),
        CHECK ((recorded_by = person_id::text) = (kind = 'policy-acceptance'))
      )`);
    await db.query('CREATE INDEX qualification_of_person ON qualification (person_id, kind)');
    await db.query(`
      CREATE FUNCTION guard_qualification() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.ended_at IS NOT NULL
           OR (NEW.id, NEW.person_id, NEW.kind, NEW.title, NEW.done_on, NEW.valid_until, NEW.recorded_by, NEW.recorded_at)
              IS DISTINCT FROM
              (OLD.id, OLD.person_id, OLD.kind, OLD.title, OLD.done_on, OLD.valid_until, OLD.recorded_by, OLD.recorded_at) THEN
          RAISE EXCEPTION 'a qualification is recorded, and ended once' USING ERRCODE = '23514', TABLE = 'qualification';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER qualification_guard BEFORE UPDATE ON qualification FOR EACH ROW EXECUTE FUNCTION guard_qualification()`);
  }

  down(): Promise<void> {
    throw new Error('People are never dropped: restore a backup instead');
  }
}
