import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What passkeys are asked to sign: no record, good once, and taken out by the owner alone when it is over for an hour. */
export class CreatePasskeyChallenges1764007300000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE passkey_challenge (
        id uuid PRIMARY KEY,
        digest text NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
        purpose text NOT NULL CHECK (purpose IN ('register', 'sign-in')),
        person_id uuid REFERENCES person CHECK ((person_id IS NOT NULL) = (purpose = 'register')),
        expires_at timestamptz(3) NOT NULL,
        used_at timestamptz(3) CHECK (used_at < expires_at)
      )`);
    await db.query('CREATE INDEX passkey_challenge_by_expiry ON passkey_challenge (expires_at)');
    await db.query(`
      CREATE FUNCTION forget_passkey_challenges() RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        forgotten integer;
      BEGIN
        DELETE FROM public.passkey_challenge WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM public.passkey_challenge
          WHERE expires_at < clock_timestamp() - interval '1 hour' LIMIT 10000));
        GET DIAGNOSTICS forgotten = ROW_COUNT;
        RETURN forgotten;
      END $$`);
    await db.query('REVOKE EXECUTE ON FUNCTION forget_passkey_challenges FROM PUBLIC');
  }

  down(): Promise<void> {
    throw new Error('What passkeys are asked to sign goes with the credentials: restore a backup instead');
  }
}
