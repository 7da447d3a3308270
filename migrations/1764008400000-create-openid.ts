import type { MigrationInterface, QueryRunner } from 'typeorm';

const DIGEST = `~ '^[0-9a-f]{64}$'`;

/**
 * Identities that an OpenID issuer vouches for: whose each is, what is under way at the issuer, which session came of which
 * identity, and that a person proved himself anew before he signed. Of the issuer's tokens nothing is kept.
 */
export class CreateOpenid1764008400000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.tieIdentities(db);
    await this.createRequests(db);
    await this.createSessions(db);
    await this.createStepUps(db);
    for (const table of ['openid_session', 'step_up', 'step_up_use']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
      await db.query(`CALL regulate('${table}')`);
    }
  }

  /** An identity belongs to one person for ever: he may end the link and make it again, and nobody else may. */
  private async tieIdentities(db: QueryRunner): Promise<void> {
    await db.query('DROP INDEX credential_openid');
    await db.query(`
      CREATE UNIQUE INDEX credential_openid ON credential ((detail->>'issuer'), (detail->>'subject'))
      WHERE kind = 'openid' AND ended_at IS NULL`);
    await db.query(`
      CREATE INDEX credential_openid_ever ON credential ((detail->>'issuer'), (detail->>'subject')) WHERE kind = 'openid'`);
    await db.query(`
      ALTER TABLE credential ADD CONSTRAINT credential_names_identity CHECK (
        kind <> 'openid' OR coalesce(detail->>'issuer' <> '' AND detail->>'subject' <> '', false))`);
    await db.query(`
      CREATE FUNCTION guard_identity() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          IF (NEW.kind, NEW.detail) IS DISTINCT FROM (OLD.kind, OLD.detail) AND 'openid' IN (NEW.kind, OLD.kind) THEN
            RAISE EXCEPTION 'which identity it is never changes' USING ERRCODE = '23514', TABLE = 'credential';
          END IF;
          RETURN NEW;
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended(jsonb_build_array(NEW.detail->'issuer', NEW.detail->'subject')::text, 0));
        IF EXISTS (SELECT FROM public.credential c
                   WHERE c.kind = 'openid' AND c.person_id <> NEW.person_id
                     AND c.detail->>'issuer' = NEW.detail->>'issuer' AND c.detail->>'subject' = NEW.detail->>'subject') THEN
          RAISE EXCEPTION 'this identity is or was somebody else''s' USING ERRCODE = '23505', TABLE = 'credential';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER credential_identity BEFORE INSERT ON credential
      FOR EACH ROW WHEN (NEW.kind = 'openid') EXECUTE FUNCTION guard_identity()`);
    await db.query(`
      CREATE TRIGGER credential_identity_stays BEFORE UPDATE ON credential
      FOR EACH ROW EXECUTE FUNCTION guard_identity()`);
  }

  /** What is under way at the issuer: no record, good once, for the browser that began it, for ten minutes. */
  private async createRequests(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE openid_request (
        id uuid PRIMARY KEY,
        state_sha256 text NOT NULL UNIQUE CHECK (state_sha256 ${DIGEST}),
        browser_sha256 text NOT NULL CHECK (browser_sha256 ${DIGEST}),
        nonce text NOT NULL CHECK (nonce <> ''),
        verifier text NOT NULL CHECK (verifier ~ '^[A-Za-z0-9_-]{43,128}$'),
        purpose text NOT NULL CHECK (purpose IN ('sign-in', 'link', 'step-up')),
        person_id uuid REFERENCES person CHECK ((person_id IS NULL) = (purpose = 'sign-in')),
        session_id uuid REFERENCES session CHECK ((session_id IS NULL) = (purpose = 'sign-in')),
        purpose_sha256 text CHECK (purpose_sha256 ${DIGEST}) CHECK (purpose_sha256 IS NULL OR purpose = 'step-up'),
        begun_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL CHECK (expires_at > begun_at AND expires_at <= begun_at + interval '10 minutes'),
        used_at timestamptz(3) CHECK (used_at < expires_at)
      )`);
    await db.query('CREATE INDEX openid_request_by_expiry ON openid_request (expires_at)');
    await db.query(`
      CREATE FUNCTION guard_openid_request() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.used_at IS NOT NULL OR to_jsonb(NEW) - 'used_at' IS DISTINCT FROM to_jsonb(OLD) - 'used_at' THEN
          RAISE EXCEPTION 'it is used once, as it was begun' USING ERRCODE = '23514', TABLE = 'openid_request';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER openid_request_guard BEFORE UPDATE ON openid_request
      FOR EACH ROW EXECUTE FUNCTION guard_openid_request()`);
    await db.query(`
      CREATE FUNCTION forget_openid_requests() RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        forgotten integer;
      BEGIN
        DELETE FROM public.openid_request WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM public.openid_request
          WHERE expires_at < clock_timestamp() - interval '1 hour' LIMIT 10000));
        GET DIAGNOSTICS forgotten = ROW_COUNT;
        RETURN forgotten;
      END $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION forget_openid_requests FROM PUBLIC');
  }

  /** Under the id of the session: by which identity it was opened, and what the issuer calls its own session there. */
  private async createSessions(db: QueryRunner): Promise<void> {
    await db.query('ALTER TABLE session DROP CONSTRAINT session_end_reason_check');
    await db.query(`
      ALTER TABLE session ADD CONSTRAINT session_end_reason_check CHECK (end_reason IN (
        'signed-out', 'signed-out-elsewhere', 'idle', 'expired', 'revoked', 'credential-changed', 'role-changed', 'left'))`);
    await db.query(`
      CREATE TABLE openid_session (
        id uuid PRIMARY KEY REFERENCES session,
        credential_id uuid NOT NULL REFERENCES credential,
        sid text CHECK (sid <> '')
      )`);
    await db.query('CREATE INDEX openid_session_of_credential ON openid_session (credential_id)');
    await db.query(`
      CREATE FUNCTION guard_openid_session() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM public.session s JOIN public.credential c ON c.person_id = s.person_id
                       WHERE s.id = NEW.id AND c.id = NEW.credential_id AND c.kind = 'openid' AND c.ended_at IS NULL) THEN
          RAISE EXCEPTION 'a session is opened by an identity of its person' USING ERRCODE = '23514', TABLE = 'openid_session';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER openid_session_guard BEFORE INSERT ON openid_session
      FOR EACH ROW EXECUTE FUNCTION guard_openid_session()`);
  }

  /**
   * That a person proved himself to the issuer after he was asked to, for what has this digest (21 CFR 11.200(a)); two clocks
   * may differ by five seconds. That it was used, once and within five minutes, is a row of its own.
   */
  private async createStepUps(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE step_up (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        session_id uuid NOT NULL REFERENCES session,
        purpose_sha256 text CHECK (purpose_sha256 ${DIGEST}),
        issuer text NOT NULL,
        subject text NOT NULL,
        auth_time timestamptz(3) NOT NULL,
        acr text,
        begun_at timestamptz(3) NOT NULL,
        done_at timestamptz(3) NOT NULL CHECK (done_at >= begun_at AND done_at < begun_at + interval '10 minutes'),
        CHECK (auth_time BETWEEN begun_at - interval '5 seconds' AND done_at + interval '5 seconds')
      )`);
    await db.query('CREATE INDEX step_up_of_session ON step_up (session_id, done_at)');
    await db.query(`
      CREATE FUNCTION guard_step_up() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM public.session s JOIN public.credential c ON c.person_id = s.person_id
                       WHERE s.id = NEW.session_id AND s.person_id = NEW.person_id AND s.ended_at IS NULL
                         AND c.kind = 'openid' AND c.ended_at IS NULL
                         AND c.detail->>'issuer' = NEW.issuer AND c.detail->>'subject' = NEW.subject) THEN
          RAISE EXCEPTION 'a person proves himself in his session, by his identity' USING ERRCODE = '23514', TABLE = 'step_up';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER step_up_guard BEFORE INSERT ON step_up FOR EACH ROW EXECUTE FUNCTION guard_step_up()`);
    await db.query(`
      CREATE TABLE step_up_use (
        id uuid PRIMARY KEY,
        step_up_id uuid NOT NULL UNIQUE REFERENCES step_up,
        used_at timestamptz(3) NOT NULL
      )`);
    await db.query(`
      CREATE FUNCTION guard_step_up_use() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM public.step_up u JOIN public.session s ON s.id = u.session_id
                       WHERE u.id = NEW.step_up_id AND s.ended_at IS NULL AND u.purpose_sha256 IS NOT NULL
                         AND NEW.used_at BETWEEN u.done_at AND u.done_at + interval '5 minutes') THEN
          RAISE EXCEPTION 'it is used for something, in its session, within five minutes'
            USING ERRCODE = '23514', TABLE = 'step_up_use';
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER step_up_use_guard BEFORE INSERT ON step_up_use FOR EACH ROW EXECUTE FUNCTION guard_step_up_use()`);
  }

  down(): Promise<void> {
    throw new Error('What people proved themselves by is never dropped: restore a backup instead');
  }
}
