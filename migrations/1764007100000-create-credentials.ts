import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a person signs in with, and the sessions that come of it. That there is one is record; what opens it is not, and
 * lies in a table that no history, no export and no event ever reads.
 */
export class CreateCredentials1764007100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createCredentials(db);
    await this.createSessions(db);
    await this.createSecrets(db);
    await this.createAttempts(db);
    for (const table of ['credential', 'enrolment', 'session', 'security_alert']) {
      await db.query(`CALL regulate('${table}')`);
    }
  }

  /** `detail` is what others may know: of a passkey its public key, of an OpenID identity its issuer and subject. */
  private async createCredentials(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE credential (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        kind text NOT NULL CHECK (kind IN ('password', 'totp', 'passkey', 'openid')),
        name text NOT NULL CHECK (name <> ''),
        detail jsonb NOT NULL,
        added_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        revision integer NOT NULL CHECK (revision > 0)
      )`);
    await db.query(`
      CREATE UNIQUE INDEX credential_once ON credential (person_id, kind)
      WHERE ended_at IS NULL AND kind IN ('password', 'totp')`);
    await db.query(`
      CREATE UNIQUE INDEX credential_passkey ON credential ((detail->>'credentialId')) WHERE kind = 'passkey'`);
    await db.query(`
      CREATE UNIQUE INDEX credential_openid ON credential ((detail->>'issuer'), (detail->>'subject')) WHERE kind = 'openid'`);
    await db.query('CREATE INDEX credential_of_person ON credential (person_id)');
    await db.query(`
      CREATE TABLE enrolment (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        purpose text NOT NULL CHECK (purpose IN ('first', 'reset')),
        made_by text NOT NULL,
        made_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL CHECK (expires_at > made_at),
        used_at timestamptz(3),
        ended_at timestamptz(3),
        revision integer NOT NULL CHECK (revision > 0)
      )`);
    await db.query('CREATE INDEX enrolment_of_person ON enrolment (person_id)');
    await db.query(`
      CREATE FUNCTION guard_ended() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.ended_at IS NOT NULL OR (NEW.id, NEW.person_id) IS DISTINCT FROM (OLD.id, OLD.person_id) THEN
          RAISE EXCEPTION 'what has ended, and whose it is, does not change' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
      END $$`);
    for (const table of ['credential', 'enrolment']) await this.guardEnded(db, table);
  }

  /** `methods` as RFC 8176 names them: pwd, otp, hwk, user; `link` is a one-time link, which opens nothing but enrolment. */
  private async createSessions(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE session (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        methods text[] NOT NULL CHECK (cardinality(methods) > 0),
        opened_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL CHECK (expires_at > opened_at),
        address text,
        agent text,
        ended_at timestamptz(3),
        end_reason text CHECK (end_reason IN ('signed-out', 'idle', 'expired', 'revoked', 'credential-changed', 'role-changed', 'left')),
        revision integer NOT NULL CHECK (revision > 0),
        CHECK ((ended_at IS NULL) = (end_reason IS NULL))
      )`);
    await db.query('CREATE INDEX session_of_person ON session (person_id) WHERE ended_at IS NULL');
    await db.query('CREATE INDEX session_by_opening ON session (opened_at, id)');
    await this.guardEnded(db, 'session');
  }

  /** Belongs to the row of the same id; goes with whatever that row is of, and outlives none of its use. */
  private async createSecrets(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE held_secret (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('password', 'totp', 'passkey', 'enrolment', 'session', 'token')),
        digest text UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
        sealed text,
        counter bigint NOT NULL DEFAULT 0,
        used_at timestamptz(3)
      )`);
  }

  /** Attempts by the digest of the name that was submitted, known or not; what is told of them is an alert. */
  private async createAttempts(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE sign_in_attempt (
        id uuid PRIMARY KEY,
        name_sha256 text NOT NULL CHECK (name_sha256 ~ '^[0-9a-f]{64}$'),
        address text,
        at timestamptz(3) NOT NULL,
        succeeded boolean NOT NULL
      )`);
    await db.query('CREATE INDEX sign_in_attempt_of_name ON sign_in_attempt (name_sha256, at)');
    await db.query('CREATE INDEX sign_in_attempt_by_at ON sign_in_attempt (at)');
    await db.query(`
      CREATE FUNCTION forget_sign_in_attempts() RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        gone bigint;
      BEGIN
        DELETE FROM public.sign_in_attempt WHERE at < clock_timestamp() - interval '1 day';
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN gone;
      END $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION forget_sign_in_attempts FROM PUBLIC');
    await db.query(`
      CREATE TABLE security_alert (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('sign-in-locked', 'passkey-cloned')),
        person_id uuid REFERENCES person,
        name_sha256 text CHECK (name_sha256 ~ '^[0-9a-f]{64}$'),
        address text,
        at timestamptz(3) NOT NULL
      )`);
    await db.query(`
      CREATE TRIGGER security_alert_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON security_alert
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  private async guardEnded(db: QueryRunner, table: string): Promise<void> {
    await db.query(`
      CREATE TRIGGER ${table}_guard BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION guard_ended()`);
  }

  down(): Promise<void> {
    throw new Error('Credentials are never dropped: restore a backup instead');
  }
}
