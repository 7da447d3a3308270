import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is mailed to people, as each of them chose, and the addresses under which they read their dates. */
export class CreateNotices1764008770000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.createChoices(db);
    await this.createMails(db);
    await this.createFeeds(db);
  }

  /** An address has neither blank nor control character nor comma: it stands in a header as it is. */
  private async createChoices(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE notice_choice (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL UNIQUE REFERENCES person,
        address text NOT NULL CHECK (address ~ '^[!#-''*+/-9=?A-Z^-~.-]{1,64}@[A-Za-z0-9.-]{1,189}$'),
        confirmed_at timestamptz(3),
        mentions boolean NOT NULL,
        digest boolean NOT NULL,
        digest_hour integer NOT NULL CHECK (digest_hour BETWEEN 0 AND 23),
        expiring text NOT NULL CHECK (expiring IN ('none', 'mine', 'all')),
        expiring_days text[] NOT NULL
          CHECK (cardinality(expiring_days) > 0 AND expiring_days <@ ARRAY['30', '60', '90']),
        time_zone text NOT NULL CHECK (time_zone ~ '^[A-Z][A-Za-z0-9_+/-]{0,63}$'),
        quiet_from integer CHECK (quiet_from BETWEEN 0 AND 23),
        quiet_until integer CHECK (quiet_until BETWEEN 0 AND 23),
        revision integer NOT NULL CHECK (revision > 0),
        CHECK (num_nulls(quiet_from, quiet_until) IN (0, 2))
      )`);
    await db.query(`CALL regulate('notice_choice')`);
  }

  /** No record: what is to be mailed to whom about what, once, and what became of it. Not a word of the mail is kept. */
  private async createMails(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE mail (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        kind text NOT NULL CHECK (kind IN ('confirmation', 'mention', 'digest', 'expiring')),
        about text NOT NULL CHECK (about <> ''),
        state text NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'dropped', 'failed', 'unsure')),
        queued_at timestamptz(3) NOT NULL,
        not_before timestamptz(3) NOT NULL,
        job_id uuid,
        began_at timestamptz(3),
        ended_at timestamptz(3),
        why text,
        UNIQUE (person_id, kind, about)
      )`);
    await db.query(`CREATE INDEX mail_by_turn ON mail (not_before) WHERE state = 'queued' AND job_id IS NULL`);
    await db.query(`
      CREATE FUNCTION guard_mail() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
      BEGIN
        IF OLD.state IN ('sent', 'unsure', 'dropped') THEN
          RAISE EXCEPTION 'a mail is sent once' USING ERRCODE = '23514', TABLE = TG_TABLE_NAME;
        END IF;
        RETURN NEW;
      END $$`);
    await db.query('CREATE TRIGGER mail_guard BEFORE UPDATE ON mail FOR EACH ROW EXECUTE FUNCTION guard_mail()');
    await db.query(`
      CREATE FUNCTION forget_mails() RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        gone bigint;
      BEGIN
        DELETE FROM public.mail WHERE queued_at < clock_timestamp() - interval '400 days';
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN gone;
      END $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION forget_mails FROM PUBLIC');
  }

  /** The secret in the address is with the others, by its digest. */
  private async createFeeds(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE calendar_feed (
        id uuid PRIMARY KEY,
        person_id uuid NOT NULL REFERENCES person,
        name text NOT NULL CHECK (name <> ''),
        created_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        revision integer NOT NULL CHECK (revision > 0)
      )`);
    await db.query('CREATE INDEX calendar_feed_of_person ON calendar_feed (person_id, id)');
    await db.query(`
      CREATE TRIGGER calendar_feed_guard BEFORE UPDATE ON calendar_feed
      FOR EACH ROW EXECUTE FUNCTION guard_ended()`);
    await db.query(`CALL regulate('calendar_feed')`);
    await db.query('ALTER TABLE held_secret DROP CONSTRAINT held_secret_kind_check');
    await db.query(`
      ALTER TABLE held_secret ADD CONSTRAINT held_secret_kind_check CHECK
        (kind IN ('password', 'totp', 'passkey', 'enrolment', 'session', 'token', 'calendar'))`);
  }

  down(): Promise<void> {
    throw new Error('What people chose is kept with its trail: restore a backup instead');
  }
}
