import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How long a name waits that was tried too often, known or not: longer with each lock that follows another, and forgotten
 * after a day of quiet. Attempts know the network that they came from, and whether the name was locked then.
 */
export class LockSignIns1764008730000 implements MigrationInterface {
  readonly name = 'LockSignIns1764008730000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE sign_in_attempt
        ADD COLUMN network text,
        ADD COLUMN waited boolean NOT NULL DEFAULT false,
        ADD CONSTRAINT sign_in_attempt_waits_in_vain CHECK (NOT (waited AND succeeded))`);
    await db.query('CREATE INDEX sign_in_attempt_of_network ON sign_in_attempt (network, at)');
    await db.query(`
      CREATE TABLE sign_in_lock (
        name_sha256 text PRIMARY KEY CHECK (name_sha256 ~ '^[0-9a-f]{64}$'),
        round integer NOT NULL CHECK (round >= 0),
        until timestamptz(3) NOT NULL,
        counts_from timestamptz(3) NOT NULL,
        tried_at timestamptz(3) NOT NULL,
        CONSTRAINT sign_in_lock_ends CHECK (until <= tried_at + interval '25 hours')
      )`);
    await db.query(`
      CREATE OR REPLACE FUNCTION forget_sign_in_attempts() RETURNS bigint
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
      DECLARE
        gone bigint;
      BEGIN
        DELETE FROM public.sign_in_lock WHERE greatest(tried_at, until) < clock_timestamp() - interval '1 day';
        DELETE FROM public.sign_in_attempt WHERE at < clock_timestamp() - interval '1 day';
        GET DIAGNOSTICS gone = ROW_COUNT;
        RETURN gone;
      END $$`);
  }

  down(): Promise<void> {
    throw new Error('Who was locked out is not forgotten: restore a backup instead');
  }
}
